using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Answering;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Phones;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Reporting;

/// <summary>
/// Takes reports in, from the page's script and from its form; see <see cref="PhonePost"/>. A report is known by the id that
/// its phone made and its revision: the same again changes nothing.
/// </summary>
public sealed partial class GridPosts(
    MeetingSessions sessions,
    GridPages pages,
    SentPhotos photos,
    StaffAccess access,
    IAntiforgery antiforgery,
    TimeProvider clock,
    IStringLocalizer<GridWords> words,
    IStringLocalizer<AnsweringWords> answering,
    IStringLocalizer<Refusals> refusals
)
{
    /// <summary>Much more than may be written, so that what is too long is told and not lost.</summary>
    private const int TypedMost = 20 * Tracks.TextMost;

    private sealed record Wrong(string Field, string Code, string Message, int Status);

    public async Task TakeAsync(HttpContext http, string street)
    {
        var here = new StreetId(street);
        if (await PhonePost.ReadAsync(http, here, access, antiforgery, SentPhotos.BytesMost, _ => null) is not { } post)
            return;
        var sent = post.Form is { } form ? Sent.Of(form) : Sent.Nothing;
        var kept = ImmutableArray<PhotoHash>.Empty;
        var wrong = post.Fault is { } fault
            ? new Wrong(fault.Field, fault.Code, words[$"wrong.{fault.Code}"], fault.Status)
            : Shape(sent);
        if (wrong is null)
        {
            // Not cancelled with the request: what was sent counts, though the phone may not wait for the answer.
            var taken = await photos.TakeAsync(here, post.Form!, post.Who.Id.Value, CancellationToken.None);
            kept = taken.Photos;
            wrong = Photos(taken) ?? await ReportAsync(post, sent, kept);
        }

        if (post.Script)
            await Results
                .Json(
                    new PhoneReply(wrong is null, wrong?.Code, wrong?.Field, wrong?.Message, null),
                    statusCode: wrong?.Status ?? StatusCodes.Status200OK
                )
                .ExecuteAsync(http);
        else if (wrong is not null)
            await pages.ShowAsync(
                http,
                post.Who,
                wrong.Status,
                $"{sent.Meeting}~{sent.Item}",
                new ReportTyped(
                    Residents.Page.PageModel.NewId(),
                    sent.Kind,
                    sent.Text,
                    [.. kept.Select(photo => (photo, photos.Seal(post.Who.Id.Value, photo)))],
                    (wrong.Field, wrong.Message)
                )
            );
        else
        {
            http.Response.Headers.Location = $"/grid/{Uri.EscapeDataString(street)}?{GridPages.KeptKey}=1";
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
        }
    }

    private async Task<Wrong?> ReportAsync(PhonePost post, Sent sent, ImmutableArray<PhotoHash> kept)
    {
        var session = await sessions.GetAsync(new MeetingId(sent.Meeting));
        var report = new Report(
            // A form has no revision: pressed twice is once, written anew after going back it is another.
            new CommandId($"{sent.Id}-{(post.Script ? sent.Revision : MarkOf(sent, kept))}"),
            post.Who,
            clock.GetUtcNow(),
            new CommitmentId(sent.Item),
            KindOf(sent.Kind)!.Value,
            sent.Text,
            kept,
            []
        );
        return await session.ExecuteAsync(report, CancellationToken.None) switch
        {
            Outcome.Refused(var rejection, _) => new Wrong(
                FieldOf(rejection.Code),
                rejection.Code,
                refusals[rejection.Code, [.. rejection.Arguments]],
                rejection == Rejection.NotAllowed
                    ? StatusCodes.Status403Forbidden
                    : StatusCodes.Status422UnprocessableEntity
            ),
            Outcome.Failed(var code) => new Wrong("", code, refusals[code], StatusCodes.Status503ServiceUnavailable),
            _ => null,
        };
    }

    private Wrong? Shape(Sent sent)
    {
        if (!IdShape().IsMatch(sent.Id) || sent.Revision.Length is 0 or > 6)
            return Unfit("", "id");
        if (sent.Meeting.Length is 0 or > 64 || sent.Item.Length is 0 or > 64)
            return Unfit("", "item");
        if (KindOf(sent.Kind) is null)
            return Unfit("kind", "kind");
        if (sent.Text.Length == 0)
            return Unfit("text", "text");
        return CoreWords.Length(sent.Text) > Tracks.TextMost
            ? Unfit("text", "long", Tracks.TextMost, CoreWords.Length(sent.Text) - Tracks.TextMost)
            : null;
    }

    private Wrong? Photos(PhotosSent sent) =>
        sent.Faults is [var first, ..]
            ? new Wrong(
                "photo",
                first.Code,
                string.Join(' ', sent.Faults.Select(fault => answering.Photo(fault))),
                StatusCodes.Status422UnprocessableEntity
            )
        : sent.Left > 0
            ? new Wrong(
                "photo",
                "photos-left",
                answering["wrong.photos-left", Tracks.PhotosMost, sent.Left],
                StatusCodes.Status422UnprocessableEntity
            )
        : null;

    private Wrong Unfit(string field, string code, params object[] arguments) =>
        new(field, code, words[$"wrong.{code}", arguments], StatusCodes.Status422UnprocessableEntity);

    private static ReportKind? KindOf(string kind) =>
        kind switch
        {
            "moving" => ReportKind.Progress,
            "done" => ReportKind.Done,
            "cannot" => ReportKind.CannotBeDone,
            _ => null,
        };

    /// <summary>Where in the form a refusal of the rules belongs.</summary>
    private static string FieldOf(string code) =>
        code switch
        {
            "track.evidence-missing" or "track.photos-too-many" or "track.photo-unknown" => "photo",
            "question.forbidden-characters" => "text",
            _ => "",
        };

    private static string MarkOf(Sent sent, ImmutableArray<PhotoHash> kept) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', [sent.Meeting, sent.Item, sent.Kind, sent.Text, .. kept.Select(p => p.Value)])
                )
            )[..6]
        );

    [GeneratedRegex(@"^[A-Za-z0-9_-]{8,48}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IdShape();

    /// <summary>A posted form as a report, unchecked.</summary>
    private sealed record Sent(string Id, string Revision, string Meeting, string Item, string Kind, string Text)
    {
        public static readonly Sent Nothing = new("", "", "", "", "", "");

        public static Sent Of(IFormCollection form)
        {
            return new Sent(
                Field("id"),
                Field("revision") is { Length: > 0 } n && n.All(char.IsAsciiDigit) ? n : "1",
                Field("meeting"),
                Field("item"),
                Field("kind"),
                CoreWords.Tidy(Field("text") is var typed && typed.Length > TypedMost ? typed[..TypedMost] : typed)
            );

            string Field(string name) => form[name].ToString();
        }
    }
}
