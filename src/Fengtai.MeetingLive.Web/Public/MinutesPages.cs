using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// The minutes for everybody once a meeting is closed: as a file, and as pictures of its pages for WeChat's browser, which
/// saves no files.
/// </summary>
public static class MinutesPages
{
    public static void MapMinutesPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/p/{code}/minutes", PageAsync);
        app.MapGet("/p/{code}/minutes.pdf", PdfAsync);
        app.MapGet("/p/{code}/supplement-{number:int}.pdf", SupplementAsync);
        app.MapGet("/p/{code}/minutes/{page:int}.png", PictureAsync);
    }

    /// <summary>WeChat's own browser, on phones and on computers.</summary>
    public static bool InWeChat(HttpRequest request) =>
        request.Headers.UserAgent.ToString().Contains("MicroMessenger", StringComparison.OrdinalIgnoreCase);

    private static Task<IResult> PageAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        PublishedMinutes published,
        PublicAddress address,
        ILogger<PublishedMinutes> log,
        CancellationToken cancel
    ) =>
        GiveAsync(
            code,
            http,
            sessions,
            published,
            address,
            log,
            (recorded, edition) =>
            {
                // The language, the letters and the browser's way of saving are the reader's own.
                http.Response.Headers.CacheControl = "private, no-cache";
                IResult page = new RazorComponentResult<MinutesPage>(
                    new
                    {
                        recorded.Meeting.Plan,
                        recorded.Meeting.Draft,
                        Edition = edition,
                        WeChat = InWeChat(http.Request),
                    }
                );
                return Task.FromResult(page);
            },
            cancel
        );

    private static Task<IResult> PdfAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        PublishedMinutes published,
        PublicAddress address,
        ILogger<PublishedMinutes> log,
        CancellationToken cancel
    ) =>
        GiveAsync(
            code,
            http,
            sessions,
            published,
            address,
            log,
            async (recorded, edition) =>
            {
                var name = Uri.EscapeDataString($"{recorded.Meeting.Plan.Title}纪要.pdf");
                http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{name}";
                return await SendAsync(
                    http,
                    Tag(store, recorded, "pdf"),
                    () => edition.PdfAsync(cancel),
                    "application/pdf"
                );
            },
            cancel
        );

    private static Task<IResult> PictureAsync(
        string code,
        int page,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        PublishedMinutes published,
        PublicAddress address,
        ILogger<PublishedMinutes> log,
        CancellationToken cancel
    ) =>
        GiveAsync(
            code,
            http,
            sessions,
            published,
            address,
            log,
            (recorded, edition) =>
                page < 1 || page > edition.Pages
                    ? Task.FromResult<IResult>(
                        Sorry("minutes.no-page", code, StatusCodes.Status404NotFound, edition.Pages)
                    )
                    : SendAsync(
                        http,
                        Tag(store, recorded, page.ToString(CultureInfo.InvariantCulture)),
                        () => Task.FromResult(edition.Png(page)),
                        "image/png"
                    ),
            cancel
        );

    private static Task<IResult> SupplementAsync(
        string code,
        int number,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        PublishedMinutes published,
        MinutesArchive archive,
        PublicAddress address,
        ILogger<PublishedMinutes> log,
        CancellationToken cancel
    ) =>
        GiveAsync(
            code,
            http,
            sessions,
            published,
            address,
            log,
            async (recorded, _) =>
            {
                if (await archive.SupplementAsync(recorded.Meeting, number, cancel) is not { } bytes)
                    return Sorry("minutes.no-supplement", code, StatusCodes.Status404NotFound);
                var name = Uri.EscapeDataString($"{recorded.Meeting.Plan.Title}纪要补充{number}.pdf");
                http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{name}";
                var part = string.Create(CultureInfo.InvariantCulture, $"supplement-{number}");
                return await SendAsync(
                    http,
                    Tag(store, recorded, part),
                    () => Task.FromResult(bytes),
                    "application/pdf"
                );
            },
            cancel
        );

    private static async Task<IResult> GiveAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        PublishedMinutes published,
        PublicAddress address,
        ILogger log,
        Func<Recorded, PublishedMinutes.Edition, Task<IResult>> answer,
        CancellationToken cancel
    )
    {
        PublicPages.Guard(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        if (await sessions.FindAsync(code, cancel) is not { } door)
            return new RazorComponentResult<NoSuchMeeting> { StatusCode = StatusCodes.Status404NotFound };
        var recorded = door.Session.Recorded;
        if (recorded.Meeting.Phase != Phase.Closed)
            return Sorry("minutes.not-yet", code, StatusCodes.Status404NotFound);
        try
        {
            var result = PublicAddress.Of(address.Base(http.Request), recorded.Meeting.Plan);
            return await answer(recorded, await published.OfAsync(recorded, result, cancel));
        }
        catch (FontMissingException e)
        {
            log.LogError(e, "The minutes cannot be made");
            return Sorry("minutes.font-missing", code, StatusCodes.Status503ServiceUnavailable);
        }
        catch (SealBrokenException e)
        {
            log.LogError(e, "The sealed minutes are not what the journal says");
            return Sorry("minutes.damaged", code, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string Tag(MeetingStore store, Recorded recorded, string part) =>
        $"\"{store.Epoch}-{recorded.Meeting.Version}-{part}-{BuildStamp.Version}\"";

    private static async Task<IResult> SendAsync(HttpContext http, string tag, Func<Task<byte[]>> make, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.GetTypedHeaders().ETag = new EntityTagHeaderValue(tag);
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == tag || known.Tag == "*"))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Bytes(await make(), type);
    }

    /// <param name="key">Of the words that say what is so, and what to do next.</param>
    private static RazorComponentResult<NoMinutes> Sorry(string key, string code, int status, int pages = 0) =>
        new(
            new
            {
                Key = key,
                Code = code,
                Pages = pages,
            }
        )
        {
            StatusCode = status,
        };
}
