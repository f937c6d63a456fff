using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// What anyone needs to count again without us: the journal of a closed meeting, and the openings of its closed rounds and
/// polls. The same for everybody, no cookie; <c>src/Fengtai.MeetingLive.Verify</c> reads both.
/// </summary>
public static class ProofPages
{
    public static void MapProofPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/p/{code}/journal.jsonl", JournalAsync);
        app.MapGet(
            "/p/{code}/openings/rating/{id}.json",
            (string code, string id, HttpContext http, [AsParameters] Sources from, CancellationToken cancel) =>
                OpeningsAsync(code, meeting => Openings.Of(meeting, new RoundId(id)), http, from, cancel)
        );
        app.MapGet(
            "/p/{code}/openings/poll/{id}.json",
            (string code, string id, HttpContext http, [AsParameters] Sources from, CancellationToken cancel) =>
                OpeningsAsync(code, meeting => Openings.Of(meeting, new PollId(id)), http, from, cancel)
        );
    }

    private static async Task<IResult> JournalAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        MeetingJournal journal,
        CancellationToken cancel
    )
    {
        if (await sessions.FindAsync(code, cancel) is not { } door)
            return NotThere(http);
        var meeting = door.Session.Current;
        if (meeting.Phase != Phase.Closed)
        {
            PublicPages.Guard(http.Response);
            http.Response.Headers.CacheControl = "no-store";
            return new RazorComponentResult<NoMinutes>(new { Key = "journal.not-yet", Code = code })
            {
                StatusCode = StatusCodes.Status404NotFound,
            };
        }

        if (IsKnown(http, $"{store.Epoch}-{meeting.Version}-journal-{BuildStamp.Version}"))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{meeting.Plan.Code}-journal.jsonl\"";
        return TypedResults.Stream(
            to => PublishedJournal.WriteAsync(to, journal.StreamAsync(meeting.Id, meeting.Version, cancel), cancel),
            "application/jsonl; charset=utf-8"
        );
    }

    private static async Task<IResult> OpeningsAsync(
        string code,
        Func<Meeting, Openings?> find,
        HttpContext http,
        Sources from,
        CancellationToken cancel
    )
    {
        if (
            await from.Sessions.FindAsync(code, cancel) is not { } door
            || find(door.Session.Current) is not { } openings
            || await from.Published.OfAsync(door.Session.Current.Id, openings, cancel) is not { } file
        )
            return NotThere(http);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (IsKnown(http, $"{from.Store.Epoch}-{openings.Root}"))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var packed = http
            .Request.GetTypedHeaders()
            .AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);
        if (packed)
            http.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(packed ? file.Brotli : file.Plain, "application/json; charset=utf-8");
    }

    /// <summary>A round may be hidden again at any time; its figures are then gone from here within seconds.</summary>
    private static bool IsKnown(HttpContext http, string tag)
    {
        // Weak, for the body may be compressed on the way.
        var mark = new EntityTagHeaderValue($"\"{tag}\"", isWeak: true);
        http.Response.Headers.CacheControl = "public, max-age=5";
        http.Response.GetTypedHeaders().ETag = mark;
        return http
            .Request.GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Compare(mark, useStrongComparison: false) || known.Tag == "*");
    }

    /// <summary>A browser gets the page in words, a script its bare 404.</summary>
    private static NotFound NotThere(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.NotFound();
    }

    /// <summary>Where the openings come from.</summary>
    internal sealed record Sources(MeetingSessions Sessions, MeetingStore Store, PublishedOpenings Published);
}
