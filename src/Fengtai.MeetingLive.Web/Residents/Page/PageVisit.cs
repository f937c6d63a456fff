using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace Fengtai.MeetingLive.Web.Residents.Page;

/// <summary>One visit to the residents' page: who, in which language and size of letters, and what is shown.</summary>
public sealed class PageVisit(
    MeetingSessions sessions,
    MeetingStore store,
    Pseudonyms pseudonyms,
    DeviceCookie cookie,
    EntryDesk entry,
    IAntiforgery antiforgery,
    Crowd crowd,
    TimeProvider clock
)
{
    // No inline script or style, and the hub on the same host. 'self' alone does not cover ws: in older WebKit.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>What was done by a form post, in the address that the redirect leads to.</summary>
    internal const string DoneKey = "done";

    public async Task ShowAsync(HttpContext http, string code)
    {
        if (await sessions.FindAsync(code, http.RequestAborted) is { } door)
            await LetInAsync(http, door);
        else
            await AskForCodeAsync(http, code);
    }

    /// <summary>With a ticket that another phone uses there is nothing to show but what to do next; all else leads in.</summary>
    private async Task LetInAsync(HttpContext http, Door door)
    {
        // Who was here before is let in again: their place is among those that were counted.
        if (crowd.IsFull && cookie.Read(http) is null)
        {
            await ShowFullAsync(http, door);
            return;
        }

        var outcome = await entry.AdmitAsync(http, door, cookie.ReadOrGive(http));
        if (outcome is not { Refused: "ticket.taken", Ticket: { } ticket })
        {
            await ShowAsync(http, door, mistake: null, StatusCodes.Status200OK, outcome);
            return;
        }

        var letters = Prepare(http, StatusCodes.Status409Conflict);
        await RenderAsync<TicketTaken>(
            http,
            new
            {
                Letters = letters,
                Code = CodeOf(door),
                door.Session.Current.Plan,
                Ticket = ticket,
            }
        );
    }

    private Task ShowFullAsync(HttpContext http, Door door)
    {
        var letters = Prepare(http, StatusCodes.Status503ServiceUnavailable);
        var after = Crowd.AgainAfter.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = after;
        // Without a script too.
        http.Response.Headers["Refresh"] = after;
        return RenderAsync<HallFull>(
            http,
            new
            {
                Letters = letters,
                Code = CodeOf(door),
                door.Session.Current.Plan,
            }
        );
    }

    /// <summary>A code leads on; a wrong one is asked for again.</summary>
    public async Task EnterAsync(HttpContext http)
    {
        var code = http.Request.Query["code"].ToString().Trim();
        if (code.Length == 0)
            await AskForCodeAsync(http, unknown: null);
        else if (await sessions.FindAsync(code, http.RequestAborted) is { } door)
            http.Response.Redirect($"/m/{CodeOf(door)}");
        else
            await AskForCodeAsync(http, code);
    }

    public Task ShowAsync(HttpContext http, Door door, Mistake? mistake, int status, EntryOutcome? entered = null)
    {
        var page = Model(http, door, mistake, status) with { Entered = entered };
        return RenderAsync<ResidentPage>(http, new { Page = page });
    }

    /// <summary>A closed poll as a fragment, with one's own choice in it.</summary>
    public async Task ShowPollAsync(HttpContext http, string code, string poll)
    {
        if (await sessions.FindAsync(code, http.RequestAborted) is not { } door)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var page = Model(http, door, mistake: null, StatusCodes.Status200OK);
        if (page.Polls(open: false).FirstOrDefault(row => row.Id == poll) is { } found)
            await RenderAsync<PollResult>(http, new { Row = found });
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private PageModel Model(HttpContext http, Door door, Mistake? mistake, int status)
    {
        var meeting = door.Session.Current;
        var who = pseudonyms.Actor(meeting.Id, cookie.ReadOrGive(http));
        // Before the headers: antiforgery has a Cache-Control of its own and warns of any that is there.
        var tokens = antiforgery.GetAndStoreTokens(http);
        var letters = Prepare(http, status);
        return new PageModel(
            CodeOf(door),
            store.Epoch,
            meeting,
            MineView.Of(meeting, who),
            id => pseudonyms.Receipt(meeting.Id, who, id),
            (tokens.FormFieldName, tokens.RequestToken!),
            letters,
            clock.GetUtcNow(),
            http.Request.Query[DoneKey],
            http.Request.Query["all"] == "1",
            mistake
        )
        {
            Admitted = Admission.Of(meeting, who),
            Ticket = meeting.Tickets.Of(who),
        };
    }

    public Task AskForCodeAsync(HttpContext http, string? unknown)
    {
        var letters = Prepare(http, unknown is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
        // What somebody typed is shown again, but not a whole page of it.
        var shown = unknown is { Length: > 16 } ? unknown[..16] : unknown;
        return RenderAsync<CodePage>(http, new { Letters = letters, Unknown = shown });
    }

    /// <param name="kind">stale or too-much.</param>
    public Task SorryAsync(HttpContext http, string code, string kind, int status)
    {
        var letters = Prepare(http, status);
        return RenderAsync<Sorry>(
            http,
            new
            {
                Letters = letters,
                Kind = kind,
                Code = code,
            }
        );
    }

    /// <summary>The code as it was printed, whatever case somebody typed.</summary>
    internal static string CodeOf(Door door)
    {
        var plan = door.Session.Current.Plan;
        return plan.Venues.FirstOrDefault(venue => venue.Id == door.Venue)?.Code ?? plan.Code;
    }

    private static Task RenderAsync<TPage>(HttpContext http, object parameters)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        // Here and not by the endpoint, so that the language chosen by the address holds while it renders.
        new RazorComponentResult<TPage>(parameters) { StatusCode = http.Response.StatusCode }.ExecuteAsync(http);

    /// <summary>Headers, language and letters.</summary>
    private static Letters Prepare(HttpContext http, int status)
    {
        var response = http.Response;
        response.StatusCode = status;
        // With no-cache too, or the antiforgery token would write a warning for every page opened.
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        ChooseLanguage(http);
        return ChooseLetters(http);
    }

    private static void ChooseLanguage(HttpContext http)
    {
        var chosen = http.Request.Query["lang"].ToString() switch
        {
            "zh" or "zh-CN" => "zh-CN",
            "en" => "en",
            _ => null,
        };
        if (chosen is null)
            return;
        var culture = new RequestCulture(chosen);
        CultureInfo.CurrentCulture = culture.Culture;
        CultureInfo.CurrentUICulture = culture.UICulture;
        http.Response.Headers.ContentLanguage = chosen;
        Remember(http, "lang", CookieRequestCultureProvider.MakeCookieValue(culture));
    }

    private static Letters ChooseLetters(HttpContext http)
    {
        if (LettersChoice.Asked(http.Request) is { } asked)
            Remember(http, LettersChoice.Key, asked.ToString("D"));
        return LettersChoice.Of(http.Request);
    }

    /// <summary>Not HttpOnly: the script switches the letters without a page load.</summary>
    private static void Remember(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );
}
