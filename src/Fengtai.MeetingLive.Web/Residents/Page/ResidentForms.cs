using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Parts;
using Microsoft.AspNetCore.Antiforgery;

namespace Fengtai.MeetingLive.Web.Residents.Page;

/// <summary>
/// The page's forms for phones without script: the same acts as the hub's. Done leads back to the page; a refusal shows
/// the page again with the reason at its place and the typed text kept.
/// </summary>
public sealed class ResidentForms(
    MeetingSessions sessions,
    ResidentActions actions,
    DeviceCookie cookie,
    IAntiforgery antiforgery,
    PageVisit visit
)
{
    /// <summary>500 characters written in percent signs, thrice over.</summary>
    private const long MostBytes = 64 * 1024;

    public async Task PostAsync(HttpContext http, string code, string form)
    {
        var (sent, status) = await SentForm.ReadAsync(http, MostBytes);
        if (sent is null && status != StatusCodes.Status415UnsupportedMediaType)
            await visit.SorryAsync(http, code, "too-much", status);
        // By hand and not by the middleware, so that a stale page is told in words.
        else if (sent is null || !await antiforgery.IsRequestValidAsync(http))
            await visit.SorryAsync(http, code, "stale", StatusCodes.Status400BadRequest);
        else if (await sessions.FindAsync(code, http.RequestAborted) is { } door)
            await ActAsync(http, door, form, sent);
        else
            await visit.AskForCodeAsync(http, code);
    }

    private async Task ActAsync(HttpContext http, Door door, string form, IFormCollection fields)
    {
        // The form came with a token of our own page, which gave the cookie too; a new device only where it was lost since.
        var device = cookie.ReadOrGive(http);
        actions.Enter(door, device, Entry.Open);
        string Field(string name) => fields[name].ToString();
        // Not cancelled with the request: what was sent counts, though the phone may not wait for the answer.
        var cancel = CancellationToken.None;
        var (at, reply) = form switch
        {
            "rate" => (Field("round"), await RateAsync(Field("round"), Field("score"))),
            "vote" => (
                Field("poll"),
                // The same for a row of a poll: pressed twice is once, another row counts.
                await actions.PressAsync(
                    door,
                    device,
                    $"{Field("id")}-{MarkOf(Field("choice"))}",
                    Field("poll"),
                    Field("choice"),
                    cancel
                )
            ),
            "ask" => ("", await AskAsync(Field("text"), Field("topic"))),
            "support" => (
                Field("questionId"),
                await actions.SupportAsync(door, device, new SupportRequest(Field("questionId")), Entry.Open, cancel)
            ),
            "withdraw" => (
                Field("questionId"),
                await actions.WithdrawAsync(door, device, new WithdrawRequest(Field("questionId")), Entry.Open, cancel)
            ),
            _ => throw new NotSupportedException(form),
        };

        if (reply.Ok)
        {
            var done = Uri.EscapeDataString(form is "rate" or "vote" ? at : form);
            http.Response.Headers.Location = $"/m/{PageVisit.CodeOf(door)}?{PageVisit.DoneKey}={done}#now";
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            return;
        }

        var busy = reply.Code!.StartsWith("server.", StringComparison.Ordinal);
        await visit.ShowAsync(
            http,
            door,
            new Mistake(form, at, reply.Message ?? "", KeptId(), Field("text"), Field("topic")),
            busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity
        );

        // After going back, 满意 and then 不满意 come with one id: a double tap must not count twice, a change must count.
        Task<Reply> RateAsync(string round, string score)
        {
            var level = int.TryParse(score, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            var rate = new RateRequest($"{Field("id")}-{level}", round, level);
            return actions.RateAsync(door, device, rate, Entry.Open, cancel);
        }

        // The same for a text: sent twice it is one question, written anew after going back it is another. Of what is
        // kept of it: the id is published, and a hash of the whole text would betray the four figures that are masked.
        Task<Reply> AskAsync(string text, string topic)
        {
            return actions.AskAsync(
                door,
                device,
                new AskRequest($"{Field("id")}-{MarkOf(Core.Words.Kept(text))}", text, topic),
                Entry.Open,
                cancel
            );
        }

        static string MarkOf(string text) =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..6]);

        string? KeptId() => Field("id") is { Length: > 0 and <= 48 } id ? id : null;
    }
}
