using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Parts;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Evaluating;

/// <summary>
/// 第三方评估 by invitation: who holds a seat's link scores three dimensions on a plain form, and changes it until the
/// panel is closed. The link is the only proof; an address that is wrong learns nothing of any meeting.
/// </summary>
public static class EvaluatorPages
{
    /// <summary>Three numbers and three remarks of 200 characters, percent-encoded, with room to be told what is too long.</summary>
    private const int FormMost = 64 * 1024;
    private const int TypedMost = 20 * Evaluation.RemarkMost;
    private const string DoneKey = "done";

    public static void MapEvaluatorPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/e/{token}", OpenAsync);
        // Checked by hand: a stale form gets an answer in words, not an empty 400.
        app.MapPost("/e/{token}", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(FormMost));
    }

    private static Task<IResult> OpenAsync(
        string token,
        HttpContext http,
        EvaluatorDesk desk,
        CancellationToken cancel
    ) =>
        desk.OpenedAsync(
            http,
            token,
            (seat, meeting) =>
                Task.FromResult(
                    desk.Show(
                        http,
                        desk.ModelOf(meeting, seat, token) with
                        {
                            Done = http.Request.Query.ContainsKey(DoneKey),
                        }
                    )
                ),
            cancel
        );

    private static Task<IResult> TakeAsync(
        string token,
        HttpContext http,
        EvaluatorDesk desk,
        CancellationToken cancel
    ) => desk.OpenedAsync(http, token, (seat, meeting) => KeepAsync(http, token, desk, seat, meeting, cancel), cancel);

    private static async Task<IResult> KeepAsync(
        HttpContext http,
        string token,
        EvaluatorDesk desk,
        LinkAnswer.Sound seat,
        MeetingSession session,
        CancellationToken cancel
    )
    {
        var model = desk.ModelOf(session, seat, token);
        if (model.Closed)
            return desk.Show(http, model, StatusCodes.Status409Conflict);
        var (form, status) = await SentForm.ReadAsync(http);
        if (form is null)
            return desk.Show(http, model with { Wrong = desk.Words["wrong.stale"] }, status);
        model = model with
        {
            Typed =
            [
                .. Evaluation.Dimensions.Select(d => new TypedScore(Cut(form[$"score{d}"]), Cut(form[$"remark{d}"]))),
            ],
        };
        if (!ResidentActions.IsId(form["id"]) || !await desk.Forgery.IsRequestValidAsync(http))
            return desk.Show(http, model with { Wrong = desk.Words["wrong.stale"] }, StatusCodes.Status400BadRequest);
        foreach (var d in Evaluation.Dimensions)
        {
            if (desk.Unfit(model.Typed[d]) is { } wrong)
                return desk.Show(
                    http,
                    model with
                    {
                        Wrong = wrong,
                        WrongAt = d,
                    },
                    StatusCodes.Status422UnprocessableEntity
                );
        }

        var outcome = await session.ExecuteAsync(
            new Evaluate(IdOf(form["id"].ToString(), model.Typed), seat.Actor, desk.Now, ScoresOf(model.Typed))
        );
        return outcome switch
        {
            Outcome.Refused(var why, _) => desk.Show(
                http,
                desk.ModelOf(session, seat, token) with
                {
                    Typed = model.Typed,
                    Wrong = desk.Say(why),
                },
                StatusCodes.Status422UnprocessableEntity
            ),
            Outcome.Failed(var code) => desk.Show(
                http,
                model with
                {
                    Wrong = desk.Refusals[code],
                },
                StatusCodes.Status503ServiceUnavailable
            ),
            _ => Results.Redirect(
                $"/e/{token}?{DoneKey}=1{(CultureInfo.CurrentUICulture.Name == "en" ? "&lang=en" : "")}"
            ),
        };
    }

    /// <summary>Pressed twice is once; other scores after going back are another entry.</summary>
    private static CommandId IdOf(string form, ImmutableArray<TypedScore> typed)
    {
        var mark = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', typed)))[..6];
        return new CommandId($"{form}-{Convert.ToHexStringLower(mark)}");
    }

    private static ImmutableArray<DimensionScore> ScoresOf(ImmutableArray<TypedScore> typed) =>
        [.. typed.Select(t => new DimensionScore(EvaluatorDesk.ScoreOf(t.Score) ?? -1, t.Remark))];

    private static string Cut(string? typed)
    {
        var text = Core.Words.Tidy(typed ?? "");
        return text.Length > TypedMost ? text[..TypedMost] : text;
    }
}

/// <summary>Opens an evaluator's link, and says in words why not.</summary>
public sealed class EvaluatorDesk(
    SignedLinks links,
    MeetingSessions sessions,
    DeviceThrottle throttle,
    IAntiforgery forgery,
    TimeProvider clock,
    IStringLocalizer<EvaluatingWords> words,
    IStringLocalizer<Refusals> refusals
)
{
    public IAntiforgery Forgery => forgery;

    public IStringLocalizer<EvaluatingWords> Words => words;

    public IStringLocalizer<Refusals> Refusals => refusals;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>0 to 100 in plain digits; null for anything else.</summary>
    public static int? ScoreOf(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var score) && score <= 100
            ? score
            : null;

    public async Task<IResult> OpenedAsync(
        HttpContext http,
        string token,
        Func<LinkAnswer.Sound, MeetingSession, Task<IResult>> show,
        CancellationToken cancel
    )
    {
        var opened = await links.OpenAsync(token, LinkKind.Evaluator, cancel);
        if (opened is LinkAnswer.Refused(var code))
            return Shut(http, code);
        var seat = (LinkAnswer.Sound)opened;
        // By link, never by address: a whole office shares one.
        if (!throttle.Admit("evaluator:" + seat.Link.Id))
            return Shut(http, "device.too-fast", StatusCodes.Status429TooManyRequests);
        var session = await sessions.GetAsync(new MeetingId(seat.Link.MeetingId));
        if (session.Current.Evaluation?.Seats.Any(s => s.Name == seat.Link.Holder) != true)
            return Shut(http, Rejection.EvaluationNotSeated.Code);
        return await show(seat, session);
    }

    public EvaluatorModel ModelOf(MeetingSession session, LinkAnswer.Sound seat, string token)
    {
        var meeting = session.Current;
        var given = meeting.Evaluation!.Given.GetValueOrDefault(seat.Link.Holder);
        return new EvaluatorModel(
            meeting,
            seat.Link.Holder,
            token,
            Days.Of(clock.GetUtcNow()),
            given.IsDefault
                ? [.. Evaluation.Dimensions.Select(_ => new TypedScore("", ""))]
                : [.. given.Select(g => new TypedScore(g.Score.ToString(CultureInfo.InvariantCulture), g.Remark))],
            !given.IsDefault
        );
    }

    /// <summary>What is wrong with one dimension, in words; null: nothing.</summary>
    public string? Unfit(TypedScore typed) =>
        typed.Score.Length == 0 ? words["wrong.score-missing"].Value
        : ScoreOf(typed.Score) is null ? refusals[Rejection.EvaluationScoreWrong.Code].Value
        : Core.Words.Length(typed.Remark) > Evaluation.RemarkMost
            ? words["wrong.remark-long", Evaluation.RemarkMost, Core.Words.Length(typed.Remark)].Value
        : null;

    /// <summary>The words of a refusal; a field's code among its arguments becomes the field's name.</summary>
    public string Say(Rejection why) =>
        refusals[why.Code, [.. why.Arguments.Select(a => a is "remark" ? words["remark"].Value : a)]];

    public IResult Show(HttpContext http, EvaluatorModel model, int status = StatusCodes.Status200OK)
    {
        var tokens = forgery.GetAndStoreTokens(http);
        Guard(http);
        return new RazorComponentResult<EvaluatorPage>(
            new
            {
                Model = model,
                FieldName = tokens.FormFieldName,
                Forgery = tokens.RequestToken,
                FormId = PageModel.NewId(),
            }
        )
        {
            StatusCode = status,
        };
    }

    private static RazorComponentResult<EvaluatorShut> Shut(HttpContext http, string code, int? status = null)
    {
        Guard(http);
        return new RazorComponentResult<EvaluatorShut>(new { Code = code })
        {
            StatusCode = status ?? (code == "link.forged" ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone),
        };
    }

    /// <summary>The address is a key: nobody keeps the page, nobody lists it.</summary>
    private static void Guard(HttpContext http)
    {
        PublicPages.Guard(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
