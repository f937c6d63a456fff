using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>The overview as a table file, one row a street and one for all: each rate with its part and its whole.</summary>
public static class DistrictExports
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapDistrictExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/district/streets.{kind:regex(^(xlsx|csv)$)}", WriteAsync);

    private static async Task WriteAsync(
        string kind,
        HttpContext http,
        DistrictReader reader,
        StaffAccess access,
        TimeProvider clock,
        IStringLocalizer<DistrictWords> words
    )
    {
        var cancel = http.RequestAborted;
        if (!DistrictRoles.May(await access.WhoAsync(http.User, cancel)))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var filter = DistrictFilter.From(http.Request.QueryString.Value);
        var today = Beijing.Day(clock.GetUtcNow());
        var view = await reader.ReadAsync(filter.Period, today, cancel, filter.Scale);
        IEnumerable<object?[]> rows =
        [
            .. view.By(filter.Sort, filter.Up).Select(s => Row(s.Name, s.Within, s.Last, s.Figures)),
            Row(words["whole"], null, null, view.Whole),
        ];
        using var made = new MemoryStream();
        if (kind == "csv")
            TableFile.WriteCsv(made, Columns(words, filter.Scale), rows);
        else
            TableFile.WriteXlsx(made, words["title"], Columns(words, filter.Scale), rows);
        var day = today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        await Results
            .Bytes(
                made.ToArray(),
                kind == "csv" ? "text/csv" : Xlsx,
                $"{words["title"].Value}{words["scale." + filter.Scale].Value}{words["period." + filter.Period].Value}{day}.{kind}"
            )
            .ExecuteAsync(http);
    }

    private static string[] Columns(IStringLocalizer<DistrictWords> words, MeetingScale scale) =>
        [
            .. new[]
            {
                "scale." + scale,
                "within",
                "last-day",
                "meetings",
                "questions",
                "promises",
                "done",
                "cannot",
                "overdue",
                "rate.responded",
                "part.responded",
                "whole.responded",
                "rate.resolved",
                "part.resolved",
                "whole.resolved",
                "rate.satisfied",
                "part.satisfied",
                "whole.satisfied",
            }.Select(key => words[key].Value),
        ];

    private static object?[] Row(string name, string? within, DateOnly? last, DistrictFigures f) =>
        [
            name,
            within,
            last,
            f.Meetings,
            f.Questions,
            f.Promises,
            f.Done,
            f.Cannot,
            f.Overdue,
            .. Cells(f.Rates.Responded),
            .. Cells(f.Rates.Resolved),
            .. Cells(f.Rates.Satisfied),
        ];

    private static object?[] Cells(Ratio ratio) => [ratio.Shown, ratio.Part, ratio.Of];
}
