using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Parts;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using CoreCommandId = Fengtai.MeetingLive.Core.CommandId;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>A bureau that is called to the place sees where, when and why, and says whether it comes.</summary>
public sealed partial class WhistlePages(
    LinkDoor door,
    IAntiforgery antiforgery,
    TimeProvider clock,
    IStringLocalizer<AnsweringWords> words,
    IStringLocalizer<Refusals> refusals
)
{
    private const string DoneKey = "done";
    private const int TypedMost = 20 * Tracks.TextMost;
    private const long BytesMost = 64 * 1024;

    private static readonly WhistleTyped Nothing = new(null, "", null);

    public Task OpenAsync(HttpContext http, string token) =>
        OpenedAsync(
            http,
            token,
            item =>
                ShowAsync(http, item, StatusCodes.Status200OK, Nothing, done: http.Request.Query.ContainsKey(DoneKey))
        );

    public Task AnswerAsync(HttpContext http, string token) =>
        OpenedAsync(http, token, item => AnswerAsync(http, item));

    /// <summary>The appointment for a calendar; it stays the same event whenever it is fetched.</summary>
    public Task CalendarAsync(HttpContext http, string token) =>
        OpenedAsync(
            http,
            token,
            async item =>
            {
                var whistle = WhistleOf(item);
                LinkPage.Guard(http);
                var ics = new Appointment(
                    $"{whistle.Id}@{http.Request.Host.Host}",
                    whistle.MeetAt,
                    words["ics.summary", CoreWords.Mask(whistle.About)],
                    CoreWords.Mask(whistle.Place),
                    words[
                        "ics.about",
                        item.Meeting.Plan.StreetName,
                        string.Join('、', whistle.Bureaus.Select(b => b.Bureau))
                    ],
                    item.Track.Steps.Select(step => step.Event)
                        .OfType<WhistleBlown>()
                        .First(w => w.Whistle == whistle.Id)
                        .At
                ).ToIcs();
                await Results.Bytes(ics, "text/calendar; charset=utf-8", "appointment.ics").ExecuteAsync(http);
            }
        );

    private async Task OpenedAsync(HttpContext http, string token, Func<LinkOpening.Item, Task> show)
    {
        switch (await door.OpenAsync(token, LinkKind.Whistle, http.RequestAborted))
        {
            case LinkOpening.Shut shut:
                await LinkPage.ShutAsync(http, shut);
                break;
            case LinkOpening.Item item:
                await show(item);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext http, LinkOpening.Item item)
    {
        var (form, status) = await SentForm.ReadAsync(http, BytesMost);
        if (form is null)
        {
            await ShowAsync(http, item, status, Nothing with { Wrong = ("", words["wrong.form"]) });
            return;
        }

        var note = form["note"].ToString();
        var typed = new WhistleTyped(
            form["coming"].ToString() switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            CoreWords.Tidy(note.Length > TypedMost ? note[..TypedMost] : note),
            null
        );
        var id = form["id"].ToString();
        if (!FormId().IsMatch(id) || !await antiforgery.IsRequestValidAsync(http))
        {
            await ShowAsync(
                http,
                item,
                StatusCodes.Status400BadRequest,
                typed with
                {
                    Wrong = ("", words["wrong.stale-plain"]),
                }
            );
            return;
        }

        if (Unfit(typed) is { } wrong)
        {
            await ShowAsync(http, item, StatusCodes.Status422UnprocessableEntity, typed with { Wrong = wrong }, id);
            return;
        }

        // Pressed twice is once; another answer after going back is another.
        var mark = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{typed.Coming}\n{typed.Note}"))[..6]
        );
        var answer = new AnswerWhistle(
            new CoreCommandId($"{id}-{mark}"),
            item.Actor,
            clock.GetUtcNow(),
            item.Id,
            WhistleOf(item).Id,
            item.Link.Holder,
            typed.Coming!.Value,
            typed.Note
        );
        switch (await item.Session.ExecuteAsync(answer, CancellationToken.None))
        {
            case Outcome.Refused(var rejection, _):
                await RefuseAsync(StatusCodes.Status422UnprocessableEntity, rejection.Code, rejection.Arguments);
                break;
            case Outcome.Failed(var code):
                await RefuseAsync(StatusCodes.Status503ServiceUnavailable, code, []);
                break;
            default:
                http.Response.Headers.Location = $"/w/{item.Token}?{DoneKey}=1";
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                break;
        }

        Task RefuseAsync(int refused, string code, ImmutableArray<string> arguments) =>
            ShowAsync(http, item, refused, typed with { Wrong = ("", refusals[code, [.. arguments]]) }, id);
    }

    private (string Field, string Message)? Unfit(WhistleTyped typed) =>
        typed.Coming is null ? ("coming", words["wrong.coming"].Value)
        : typed is { Coming: false, Note: "" } ? ("note", words["wrong.note-missing"].Value)
        : CoreWords.Length(typed.Note) > Tracks.TextMost
            ? ("note", words["wrong.long", Tracks.TextMost, CoreWords.Length(typed.Note) - Tracks.TextMost].Value)
        : CoreWords.HasForbidden(typed.Note) ? ("note", words["wrong.characters"].Value)
        : null;

    private static Whistle WhistleOf(LinkOpening.Item item) =>
        item.Track.Whistles.First(whistle => whistle.Id.Value == item.Link.WhistleId);

    private Task ShowAsync(
        HttpContext http,
        LinkOpening.Item item,
        int status,
        WhistleTyped typed,
        string? formId = null,
        bool done = false
    )
    {
        var token = LinkPage.Token(http, antiforgery);
        LinkPage.Guard(http);
        var model = new WhistleModel(
            item,
            WhistleOf(item),
            token,
            formId ?? PageModel.NewId(),
            LettersChoice.Of(http.Request),
            typed,
            done
        );
        return new RazorComponentResult<WhistlePage>(new { Page = model }) { StatusCode = status }.ExecuteAsync(http);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{8,48}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FormId();
}
