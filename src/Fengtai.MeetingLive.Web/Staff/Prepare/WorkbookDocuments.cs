using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>The workbook's files; the door of the staff stands before everything under /prepare.</summary>
public static class WorkbookDocuments
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapWorkbookDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/prepare/{street}/workbook/template.xlsx",
            async (
                string street,
                HttpContext http,
                Preparations preparations,
                MeetingStore store,
                IStringLocalizer<BookWords> words,
                CancellationToken cancel
            ) =>
            {
                var now = await preparations.LoadAsync(new StreetId(street), cancel);
                var file = new MemoryStream();
                WorkbookWriter.WriteTemplate(file, await KnownAsync(store, now, cancel));
                return Send(http, words["file.template", now.StreetName], file.ToArray());
            }
        );
        app.MapGet(
            "/prepare/{street}/workbook/export.xlsx",
            async (
                string street,
                HttpContext http,
                Preparations preparations,
                IStringLocalizer<BookWords> words,
                CancellationToken cancel
            ) =>
            {
                var now = await preparations.LoadAsync(new StreetId(street), cancel);
                var file = new MemoryStream();
                WorkbookWriter.Write(
                    file,
                    new WorkbookContent(now.Plan, now.Content.ResponsePlans, now.Content.HeldWords)
                );
                return Send(http, words["file.export", now.StreetName], file.ToArray());
            }
        );
        app.MapGet(
            "/prepare/{street}/workbook/{id}/marked.xlsx",
            async (
                string street,
                string id,
                HttpContext http,
                WorkbookUploads uploads,
                IStringLocalizer<BookWords> words,
                CancellationToken cancel
            ) =>
                uploads.Find(new StreetId(street), id) is { } upload
                && await upload.MarkedAsync(CultureInfo.CurrentUICulture, cancel) is { } marked
                    ? Send(http, words["file.marked", Path.GetFileNameWithoutExtension(upload.Name)], marked)
                    : Results.NotFound()
        );
    }

    /// <summary>The street's own topics and units stand in the template already, for the lists of the other sheets.</summary>
    private static async Task<WorkbookKnown> KnownAsync(MeetingStore store, Preparing now, CancellationToken cancel)
    {
        await using var context = store.Create();
        var units = await context
            .Units.AsNoTracking()
            .Where(unit => unit.StreetId == now.Street.Value && !unit.Closed)
            .OrderBy(unit => unit.Id)
            .Select(unit => unit.Name)
            .ToListAsync(cancel);
        var topics = await context
            .Topics.AsNoTracking()
            .Where(topic => topic.StreetId == now.Street.Value)
            .OrderBy(topic => topic.Order)
            .ToListAsync(cancel);
        var parts = topics
            .Where(topic => topic.Parent is not null)
            .ToLookup(topic => topic.Parent!, topic => topic.Name, StringComparer.Ordinal);
        return new WorkbookKnown(
            now.Street,
            now.StreetName,
            now.Plan.Code,
            [
                .. topics
                    .Where(topic => topic.Parent is null)
                    .Select(topic => new Topic(topic.Name, [.. parts[topic.Name]])),
            ],
            [.. units]
        );
    }

    private static IResult Send(HttpContext http, string name, byte[] made)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(made, Xlsx, name);
    }
}
