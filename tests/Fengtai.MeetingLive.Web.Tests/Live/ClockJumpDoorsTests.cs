using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Staff.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Live;

/// <summary>
/// The machine's clock jumps, and people stand at the doors: with a hall's code, a ticket, a signed link, a staff session.
/// Who is right comes in, and what is over does not come back.
/// </summary>
public sealed class ClockJumpDoorsTests : IAsyncLifetime
{
    /// <summary>One after the other; the first is no jump.</summary>
    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.Zero,
        TimeSpan.FromHours(5),
        TimeSpan.FromDays(-1),
        TimeSpan.Zero,
    ];

    private static readonly LinkSubject Item = new(LinkKind.Unit, Script.Street, new("meeting"), new("c1"));
    private static readonly VenueId Main = new("hall");

    private readonly SqliteDatabase database = new();
    private readonly JumpingClock clock = new(Script.Begin.AddMinutes(10));
    private readonly List<IDisposable> browsers = [];
    private WebApplication app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SignedLinks Links => app.Services.GetRequiredService<SignedLinks>();

    public async ValueTask InitializeAsync()
    {
        app = await HubHost.PrepareAsync(database, clock, "--urls=http://127.0.0.1:0");
        await app.StartAsync(Cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddFirstAsync("区管理员", new Credential.Password(AccessHost.Password), Cancel);
        Assert.Empty(added.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        browsers.ForEach(browser => browser.Dispose());
        await app.StopAsync(Cancel);
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task A_code_of_the_past_admits_nobody_after_any_jump_and_the_one_on_the_screen_everybody()
    {
        var (script, session) = await MeetingAsync(EntryRule.Hall);
        var codes = app.Services.GetRequiredService<HallCodes>();
        var path = $"/m/{script.Code}?k=";
        var admitted = new List<(HttpClient Phone, string Code)>();

        foreach (var (n, off) in Jumps.Index())
        {
            var past = admitted.Select(one => one.Code).ToArray();
            // Between two jumps the meeting goes on for a quarter of an hour.
            clock.Passed += TimeSpan.FromMinutes(15);
            clock.Off = off;
            foreach (var photo in past)
                Assert.Contains(
                    "入场码已过期",
                    (await OpenAsync(Phone(), path + photo)).Text,
                    StringComparison.Ordinal
                );
            var now = codes.Now(session.Current, Main).Code;
            Assert.DoesNotContain(now, past);
            var phone = Phone();
            admitted.Add((phone, now));
            Assert.Contains("您已入场", (await OpenAsync(phone, path + now)).Text, StringComparison.Ordinal);
            // Who is in stays in, also when the page is opened again from the history, with the code of then.
            foreach (var (old, code) in admitted)
                Assert.Contains("您已入场", (await OpenAsync(old, path + code)).Text, StringComparison.Ordinal);
            Assert.Equal(n + 1, session.Current.Present.Values.Count(from => from.Entry == Entry.Hall));
        }
    }

    [Fact]
    public async Task A_ticket_admits_its_phone_and_no_other_whatever_the_clock_does()
    {
        var (script, session) = await MeetingAsync(EntryRule.Ticket);
        var office = app.Services.GetRequiredService<TicketOffice>();
        var seats = Jumps.Select((_, n) => $"C{n + 1}").ToArray();
        await DoAsync(
            session,
            office.Issue(script.Meeting, new("issue"), Script.Secretary, clock.GetUtcNow(), Main, [.. seats, "D1"])
        );
        var tickets = office
            .List(session.Current, "http://baogao.example")
            .ToDictionary(t => t.Seat, t => new Uri(t.Url).PathAndQuery, StringComparer.Ordinal);
        var gone = Phone();
        Assert.Contains("座位票D1", (await OpenAsync(gone, tickets["D1"])).Text, StringComparison.Ordinal);
        var next = Phone();
        await DoAsync(session, new ReleaseTicket(new("release"), Script.Secretary, clock.GetUtcNow(), Main, "D1"));
        Assert.Contains("座位票D1", (await OpenAsync(next, tickets["D1"])).Text, StringComparison.Ordinal);
        var holders = new Dictionary<string, HttpClient>(StringComparer.Ordinal) { ["D1"] = next };

        foreach (var (n, off) in Jumps.Index())
        {
            clock.Off = off;
            holders[seats[n]] = Phone();
            foreach (var (seat, phone) in holders)
            {
                Assert.Contains(
                    $"座位票{seat}",
                    (await OpenAsync(phone, tickets[seat])).Text,
                    StringComparison.Ordinal
                );
                Assert.Equal(HttpStatusCode.Conflict, (await OpenAsync(Phone(), tickets[seat])).Status);
            }

            // Its ticket was given to another; no jump gives it back.
            Assert.Equal(HttpStatusCode.Conflict, (await OpenAsync(gone, tickets["D1"])).Status);
            Assert.Equal(n + 2, session.Current.Present.Values.Count(from => from.Entry == Entry.Ticket));
        }
    }

    [Fact]
    public async Task A_link_and_a_session_that_hold_go_on_and_those_that_were_ended_stay_ended_over_every_jump()
    {
        var (sound, withdrawn) = (await IssueAsync(SignedLinks.Usual), await IssueAsync(SignedLinks.Usual));
        var ended = (await Links.OfAsync(Item.Meeting, Item.Commitment, Cancel)).Single(l =>
            Links.TokenOf(l) == withdrawn
        );
        Assert.True(await Links.WithdrawAsync(Script.Street, ended.Id, Cancel));
        var (inside, left) = (await SignedInAsync(), await SignedInAsync());
        var cookie = left.Cookies;
        Assert.Equal("/signin", (await left.SendAsync("/signout", "/signout")).Location);

        foreach (var off in Jumps)
        {
            clock.Off = off;
            Assert.Equal("", await WhyAsync(sound));
            Assert.Equal("link.withdrawn", await WhyAsync(withdrawn));
            Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync("/admin")).Status);
            Assert.Equal(HttpStatusCode.OK, (await (await SignedInAsync()).GetAsync("/admin")).Status);
            Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync(cookie));
        }
    }

    [Fact]
    public async Task What_was_over_by_its_time_does_not_come_back_when_the_clock_is_set_back_a_day()
    {
        var link = await IssueAsync(TimeSpan.FromHours(12));
        var idle = await SignedInAsync();
        clock.Passed += StaffSessions.Lasts + TimeSpan.FromHours(1);

        clock.Off = TimeSpan.FromDays(-1);

        Assert.Equal("link.expired", await WhyAsync(link));
        Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync(idle.Cookies));
        // Nobody is kept out by it: a new link and a new sign-in hold, as long as they should.
        var again = await IssueAsync(SignedLinks.Usual);
        var inside = await SignedInAsync();
        clock.Passed += TimeSpan.FromHours(11);
        Assert.Equal("", await WhyAsync(again));
        Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task A_clock_that_was_a_month_ahead_and_is_put_right_shuts_no_link_and_keeps_nobody_out()
    {
        var link = await IssueAsync(SignedLinks.Usual);
        clock.Off = TimeSpan.FromDays(30);
        Assert.Equal("link.expired", await WhyAsync(link));
        await SignedInAsync();

        clock.Off = TimeSpan.Zero;

        Assert.Equal("", await WhyAsync(link));
        var inside = await SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync("/admin")).Status);
    }

    private async Task<(Script Script, MeetingSession Session)> MeetingAsync(EntryRule rule)
    {
        var script = new Script();
        var session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
        var announce = script.Announce();
        await DoAsync(session, announce with { Plan = announce.Plan with { Entry = rule } }, script.Open());
        return (script, session);
    }

    private static async Task DoAsync(MeetingSession session, params MeetingCommand[] commands)
    {
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
    }

    private Task<string> IssueAsync(TimeSpan lasts) =>
        Links.IssueAsync(Item, "镇民生保障办", new("secretary"), clock.GetUtcNow() + lasts, Cancel);

    /// <summary>Why it opens nothing; empty when it opens.</summary>
    private async Task<string> WhyAsync(string link) =>
        await Links.OpenAsync(link, LinkKind.Unit, Cancel) is LinkAnswer.Refused(var code) ? code : "";

    private async Task<PlainBrowser> SignedInAsync()
    {
        var browser = Keep(new PlainBrowser(new Uri(app.Urls.Single())));
        Assert.Equal("/account", (await browser.SignInAsync("区管理员", AccessHost.Password)).Location);
        return browser;
    }

    /// <summary>What somebody finds at the administrator's page who kept this cookie.</summary>
    private async Task<HttpStatusCode> WithCookieAsync(string cookie)
    {
        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), "/admin"));
        request.Headers.Add("Cookie", cookie);
        using var answer = await thief.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    /// <summary>A phone's browser: cookies, no script, no redirect followed.</summary>
    private HttpClient Phone() =>
        Keep(
            new HttpClient(
                new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }
            )
            {
                BaseAddress = new Uri(app.Urls.Single()),
            }
        );

    private static async Task<(HttpStatusCode Status, string Text)> OpenAsync(HttpClient phone, string path)
    {
        using var answer = await phone.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private T Keep<T>(T browser)
        where T : IDisposable
    {
        browsers.Add(browser);
        return browser;
    }
}
