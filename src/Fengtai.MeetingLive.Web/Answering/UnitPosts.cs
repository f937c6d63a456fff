using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Parts;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>Takes a unit's answer: a report, or that it is not its business. Posted twice it is one entry.</summary>
public sealed partial class UnitPosts(
    LinkDoor door,
    UnitPages pages,
    SentPhotos photos,
    IAntiforgery antiforgery,
    TimeProvider clock,
    IStringLocalizer<AnsweringWords> words,
    IStringLocalizer<Refusals> refusals
)
{
    /// <summary>Much more than may be written, so that what is too long is told and not lost.</summary>
    private const int TypedMost = 20 * Tracks.TextMost;

    public async Task TakeAsync(HttpContext http, string token)
    {
        switch (await door.OpenAsync(token, LinkKind.Unit, http.RequestAborted))
        {
            case LinkOpening.Shut shut:
                await LinkPage.ShutAsync(http, shut);
                break;
            case LinkOpening.Item item:
                await TakeAsync(http, item);
                break;
        }
    }

    private async Task TakeAsync(HttpContext http, LinkOpening.Item item)
    {
        var (form, status) = await SentForm.ReadAsync(http, SentPhotos.BytesMost);
        if (form is null)
        {
            var key = status == StatusCodes.Status413PayloadTooLarge ? "wrong.body" : "wrong.form";
            await pages.ShowAsync(http, item, status, UnitTyped.Nothing with { Wrong = [("", words[key])] });
            return;
        }

        var declines = form["act"] == "decline";
        var typed = Read(form);
        var id = FormId().IsMatch(form["id"].ToString()) ? form["id"].ToString() : null;
        if (id is null || !await antiforgery.IsRequestValidAsync(http))
        {
            typed = typed with { Wrong = [("", words["wrong.stale"])] };
            await pages.ShowAsync(http, item, StatusCodes.Status400BadRequest, typed);
            return;
        }

        var (command, wrong) = declines ? Decline(item, typed, id) : await ReportAsync(item, typed, id, form);
        typed = wrong;
        if (command is null)
        {
            await pages.ShowAsync(http, item, StatusCodes.Status422UnprocessableEntity, typed, id);
            return;
        }

        // Not cancelled with the request: what was sent counts, though the phone may not wait for the answer.
        switch (await item.Session.ExecuteAsync(command, CancellationToken.None))
        {
            case Outcome.Refused(var rejection, _):
                await RefuseAsync(StatusCodes.Status422UnprocessableEntity, rejection.Code, rejection.Arguments);
                break;
            case Outcome.Failed(var code):
                await RefuseAsync(StatusCodes.Status503ServiceUnavailable, code, []);
                break;
            default:
                http.Response.Headers.Location =
                    $"/u/{item.Token}?{UnitPages.DoneKey}={(declines ? "decline" : "report")}";
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                break;
        }

        Task RefuseAsync(int refused, string code, ImmutableArray<string> arguments) =>
            pages.ShowAsync(
                http,
                item,
                refused,
                typed with
                {
                    Wrong = [(FieldOf(code, declines), refusals[code, [.. arguments]].Value)],
                },
                id
            );
    }

    private async Task<(MeetingCommand?, UnitTyped)> ReportAsync(
        LinkOpening.Item item,
        UnitTyped typed,
        string id,
        IFormCollection form
    )
    {
        // Kept although the phone may have gone: another try of the same form finds them.
        var sent = await photos.TakeAsync(item.Session.Current.Plan.Street, form, item.Link.Id, CancellationToken.None);
        typed = typed with { Kept = [.. sent.Photos.Select(p => (p, photos.Seal(item.Link.Id, p)))] };
        var today = Days.Of(clock.GetUtcNow());
        var late = Tracks.IsOverdue(item.Commitment, today);
        var kind = typed.Kind switch
        {
            "done" => ReportKind.Done,
            "moving" => ReportKind.Progress,
            "cannot" => ReportKind.CannotBeDone,
            _ => (ReportKind?)null,
        };
        var due = kind == ReportKind.Progress && typed.Due.Length > 0 ? TypedDate.Read(typed.Due, today) : null;
        var wrong = ImmutableArray.CreateBuilder<(string, string)>();
        if (kind is null)
            wrong.Add(("kind", words["wrong.kind"]));
        if (kind == ReportKind.Progress && typed.Due.Length > 0 && due is null)
            wrong.Add(("due", words["wrong.due"]));
        else if (due is { } day && day < today && day != item.Commitment.Deadline)
            wrong.Add(("due", words["wrong.due-past"]));
        else if (kind == ReportKind.Progress && late && (due is null || due < today))
            wrong.Add(("due", words["wrong.due-late"]));
        if (Unfit(typed.Text, "text") is { } text)
            wrong.Add(("text", text));
        wrong.AddRange(sent.Faults.Select(fault => ("photo", words.Photo(fault))));
        if (sent.Left > 0)
            wrong.Add(("photo", words["wrong.photos-left", Tracks.PhotosMost, sent.Left]));
        if (wrong.Count > 0)
            return (null, typed with { Wrong = wrong.ToImmutable() });
        string[] content = [typed.Kind, $"{due}", typed.Text, .. sent.Photos.Select(p => p.Value)];
        var report = new Report(
            Id(id, content),
            item.Actor,
            clock.GetUtcNow(),
            item.Id,
            kind!.Value,
            typed.Text,
            sent.Photos,
            []
        )
        {
            Due = due,
        };
        return (report, typed);
    }

    private (MeetingCommand?, UnitTyped) Decline(LinkOpening.Item item, UnitTyped typed, string id) =>
        Unfit(typed.Reason, "reason") is { } wrong
            ? (null, typed with { Wrong = [("reason", wrong)] })
            : (
                new Decline(Id(id, ["decline", typed.Reason]), item.Actor, clock.GetUtcNow(), item.Id, typed.Reason),
                typed
            );

    /// <summary>Null when it may stand on the public page; Core judges again.</summary>
    private string? Unfit(string text, string field) =>
        text.Length == 0 ? words[$"wrong.{field}-missing"].Value
        : CoreWords.Length(text) > Tracks.TextMost
            ? words["wrong.long", Tracks.TextMost, CoreWords.Length(text) - Tracks.TextMost].Value
        : CoreWords.HasForbidden(text) ? words["wrong.characters"].Value
        : null;

    private static UnitTyped Read(IFormCollection form)
    {
        return UnitTyped.Nothing with
        {
            Kind = Field("kind"),
            Due = Field("due"),
            Text = Field("text"),
            Reason = Field("reason"),
        };

        string Field(string name) =>
            CoreWords.Tidy(form[name].ToString() is var typed && typed.Length > TypedMost ? typed[..TypedMost] : typed);
    }

    /// <summary>Where in the form a refusal of the rules belongs.</summary>
    private static string FieldOf(string code, bool declines) =>
        code switch
        {
            "track.evidence-missing" or "track.photos-too-many" or "track.photo-unknown" => "photo",
            "commitment.deadline-past" => "due",
            _ => declines ? "reason" : "",
        };

    /// <summary>Pressed twice is once; written anew after going back it is another report.</summary>
    private static CommandId Id(string form, IEnumerable<string> content) =>
        new(
            $"{form}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', content)))[..6])}"
        );

    [GeneratedRegex(@"^[A-Za-z0-9_-]{8,48}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FormId();
}
