using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
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
                IStringLocalizer<BookWords> words,
                CancellationToken cancel
            ) =>
            {
                var now = await preparations.LoadAsync(new StreetId(street), cancel);
                var file = new MemoryStream();
                WorkbookWriter.WriteTemplate(file, now.Street, now.StreetName, now.Plan.Code);
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

    private static IResult Send(HttpContext http, string name, byte[] made)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(made, Xlsx, name);
    }
}
