using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Demands;

/// <summary>The list as the address filters it, as a file; never with phones, names or addresses.</summary>
public static class DemandExports
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapDemandExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/prepare/{street}/demands/list.{kind:regex(^(xlsx|csv)$)}", WriteAsync);

    private static async Task WriteAsync(
        string street,
        string kind,
        HttpContext http,
        DemandBook book,
        StaffAccess access,
        TimeProvider clock,
        IStringLocalizer<DemandWords> words
    )
    {
        var cancel = http.RequestAborted;
        var who = await access.ResolveAsync(http.User, new StreetId(street), cancel);
        if (who is null || (who.Roles & (Roles.Secretary | Roles.Administrator)) == Roles.None)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var filter = DemandFilter.From(http.Request.QueryString.Value);
        // Made in a file without a name first: the writers are synchronous, and a list of 100,000 is not held in memory.
        await using var made = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        var rows = book.AllAsync(street, filter, cancel).ToBlockingEnumerable(cancel).Select(d => Row(d, words));
        if (kind == "csv")
            TableFile.WriteCsv(made, Columns(words), rows);
        else
            TableFile.WriteXlsx(made, words["title"], Columns(words), rows);
        made.Position = 0;
        var day = Beijing.Day(clock.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await Results
            .Stream(made, kind == "csv" ? "text/csv" : Xlsx, $"{words["title"].Value}{day}.{kind}")
            .ExecuteAsync(http);
    }

    private static string[] Columns(IStringLocalizer<DemandWords> words) =>
        [
            .. new[]
            {
                "field.Number",
                "list",
                "field.Text",
                "source",
                "field.Topic",
                "field.Part",
                "grid",
                "unit",
                "day",
            }.Select(key => words[key].Value),
        ];

    private static object?[] Row(ShownDemand d, IStringLocalizer<DemandWords> words) =>
        [d.OuterNumber, words["list." + d.List].Value, d.Text, d.Source, d.Topic, d.Part, d.Grid, d.Unit, d.ReceivedOn];
}
