using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Parts;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Fengtai.MeetingLive.Web.Public.Receipts;

/// <summary>
/// 查回执: what became of one's own receipt, and 回访: the outcome rated or sent back. The code travels in forms only,
/// never in an address: a receipt must not stand in logs.
/// </summary>
public static class ReceiptPages
{
    /// <summary>A code and a few words need little; a file has no place here.</summary>
    private const int FormMost = 8 * 1024;

    public static void MapReceiptPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/receipt", Form);
        // Checked by hand below: a stale form gets an answer in words, not an empty 400.
        app.MapPost("/receipt", LookUpAsync).WithMetadata(new RequestSizeLimitAttribute(FormMost));
        app.MapPost("/receipt/outcome", RateAsync).WithMetadata(new RequestSizeLimitAttribute(FormMost));
        app.MapPost("/receipt/reopen", ReopenAsync).WithMetadata(new RequestSizeLimitAttribute(FormMost));
    }

    /// <summary>The code may stand in the field, but is never looked up by GET.</summary>
    private static IResult Form(string? code, HttpContext http, DeviceCookie devices, IAntiforgery forgery)
    {
        devices.ReadOrGive(http);
        return Answer(http, forgery, new ReceiptAnswer(ReceiptCode.Cut(code)));
    }

    private static async Task<IResult> LookUpAsync(HttpContext http, ReceiptDesk desk, CancellationToken cancel)
    {
        var (answer, status) = await desk.FindAsync(http, cancel);
        return Answer(http, desk.Forgery, answer, status);
    }

    private static Task<IResult> RateAsync(HttpContext http, ReceiptDesk desk, CancellationToken cancel) =>
        ActAsync(
            http,
            desk,
            "outcome",
            (found, form, id, by, at) =>
                new RateOutcome(
                    id,
                    by,
                    at,
                    found.Question!.Value,
                    found.Hash,
                    int.TryParse(form["score"], out var score) ? score : 0
                ),
            cancel
        );

    private static Task<IResult> ReopenAsync(HttpContext http, ReceiptDesk desk, CancellationToken cancel) =>
        ActAsync(
            http,
            desk,
            "reopen",
            (found, form, id, by, at) =>
                new Reopen(id, by, at, found.Question!.Value, found.Hash, form["text"].ToString()),
            cancel
        );

    /// <summary>Looks the code up as before, acts on what it was given for, and shows what stands then.</summary>
    private static async Task<IResult> ActAsync(
        HttpContext http,
        ReceiptDesk desk,
        string act,
        Func<FoundReceipt, IFormCollection, CommandId, Actor, DateTimeOffset, MeetingCommand> command,
        CancellationToken cancel
    )
    {
        var (answer, status) = await desk.FindAsync(http, cancel);
        if (answer.Found is { Question: not null, Session: not null } found)
            (answer, status) = await desk.ActAsync(http, answer, found, act, command, cancel);
        return Answer(http, desk.Forgery, answer, status);
    }

    private static RazorComponentResult<ReceiptPage> Answer(
        HttpContext http,
        IAntiforgery forgery,
        ReceiptAnswer answer,
        int status = StatusCodes.Status200OK
    )
    {
        var tokens = forgery.GetAndStoreTokens(http);
        PublicPages.Guard(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ReceiptPage>(
            new
            {
                Answer = answer,
                Token = tokens.RequestToken,
                TokenField = tokens.FormFieldName,
                Next = PageModel.NewId(),
            }
        )
        {
            StatusCode = status,
        };
    }
}

/// <summary>Looks receipts up for a page, at an even pace, and acts in the name of who holds one.</summary>
public sealed class ReceiptDesk(
    DeviceCookie devices,
    DeviceThrottle throttle,
    IAntiforgery forgery,
    ReceiptLookup lookup,
    ReceiptPace pace,
    Pseudonyms pseudonyms,
    TimeProvider clock
)
{
    public IAntiforgery Forgery => forgery;

    public async Task<(ReceiptAnswer Answer, int Status)> FindAsync(HttpContext http, CancellationToken cancel)
    {
        var started = pace.Now;
        var (form, status) = await SentForm.ReadAsync(http);
        if (form is null)
        {
            devices.ReadOrGive(http);
            return (new ReceiptAnswer("", "stale"), status);
        }

        var typed = ReceiptCode.Cut(form["code"]);
        // Without the page's cookies nobody can be held back, so the form comes first.
        if (devices.Read(http) is not { } device || !await forgery.IsRequestValidAsync(http))
        {
            devices.ReadOrGive(http);
            return (new ReceiptAnswer(typed, "stale"), StatusCodes.Status400BadRequest);
        }

        if (!throttle.Admit(device))
            return (new ReceiptAnswer(typed, "too-fast"), StatusCodes.Status429TooManyRequests);
        if (!pace.MayTry(device))
            return (
                new ReceiptAnswer(typed, "guessed", (int)ReceiptPace.Rest.TotalMinutes),
                StatusCodes.Status429TooManyRequests
            );
        var answer = ReceiptCode.Read(typed) switch
        {
            ReceiptCode.Sound sound => await lookup.FindAsync(sound, cancel) is { } found
                ? new ReceiptAnswer(typed, Found: found)
                : new ReceiptAnswer(typed, Unknown: true),
            ReceiptCode.Short(var missing) => new ReceiptAnswer(typed, "short", missing),
            ReceiptCode.Long(var extra) => new ReceiptAnswer(typed, "long", extra),
            ReceiptCode.Strange(var character) => new ReceiptAnswer(typed, "strange", character),
            _ => new ReceiptAnswer(typed, "empty"),
        };
        if (answer.Unknown)
            pace.Missed(device);
        if (answer.Found is not null)
            pace.Hit(device);
        await pace.SettleAsync(started, cancel);
        return (answer, StatusCodes.Status200OK);
    }

    /// <summary>What is refused is said beside its form, and what was typed stays in it.</summary>
    public async Task<(ReceiptAnswer Answer, int Status)> ActAsync(
        HttpContext http,
        ReceiptAnswer answer,
        FoundReceipt found,
        string act,
        Func<FoundReceipt, IFormCollection, CommandId, Actor, DateTimeOffset, MeetingCommand> command,
        CancellationToken cancel
    )
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var text = form["text"].ToString();
        if (devices.Read(http) is not { } device || !ResidentActions.IsId(form["id"]))
            return (answer with { Wrong = "stale" }, StatusCodes.Status400BadRequest);
        var by = Actor.Resident(pseudonyms.Actor(found.Session!.Current.Id, device));
        var outcome = await found.Session.ExecuteAsync(
            command(found, form, new CommandId(form["id"].ToString()), by, clock.GetUtcNow())
        );
        var again = ReceiptCode.Read(answer.Typed) is ReceiptCode.Sound sound
            ? await lookup.FindAsync(sound, cancel)
            : null;
        answer = answer with { Found = again ?? found };
        return outcome switch
        {
            Outcome.Refused(var why, _) => (
                answer with
                {
                    Act = new ReceiptAct(act, why.Code, [.. why.Arguments], text),
                },
                StatusCodes.Status422UnprocessableEntity
            ),
            Outcome.Failed(var code) => (
                answer with
                {
                    Act = new ReceiptAct(act, code, [], text),
                },
                StatusCodes.Status503ServiceUnavailable
            ),
            _ => (answer with { Act = new ReceiptAct(act) }, StatusCodes.Status200OK),
        };
    }
}

/// <summary>What the receipt page says to one look-up.</summary>
/// <param name="Typed">As it was typed, back in the field.</param>
/// <param name="Wrong">Key of what is wrong with it: stale, too-fast, guessed, short, long, strange, empty.</param>
/// <param name="About">The number or character that the words name.</param>
/// <param name="Unknown">It is well formed, and nothing was given it.</param>
public sealed record ReceiptAnswer(
    string Typed,
    string? Wrong = null,
    object? About = null,
    bool Unknown = false,
    FoundReceipt? Found = null
)
{
    /// <summary>What was done just now. Null: nothing but looking.</summary>
    public ReceiptAct? Act { get; init; }
}

/// <param name="Name">outcome or reopen.</param>
/// <param name="Code">Why it was not done; null: it is on disk.</param>
/// <param name="Text">What was typed, back in the field when it was not done.</param>
public sealed record ReceiptAct(string Name, string? Code = null, object[]? Arguments = null, string? Text = null);
