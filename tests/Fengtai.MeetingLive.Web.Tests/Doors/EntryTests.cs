using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Doors;

/// <summary>Phones at the door: by the hall's code, by ticket, and by neither.</summary>
public sealed class EntryTests(EntryHost host) : IClassFixture<EntryHost>
{
    private static readonly RoundId Round = Script.Overall;

    [Fact]
    public async Task The_hall_s_code_admits_and_the_rating_counts_in_the_hall()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        using var phone = host.Browser();

        var page = await OpenAsync(phone, $"/m/{hall.Code}?k={await hall.HallCodeAsync()}");

        Assert.Contains("您已入场（主会场）", page, StringComparison.Ordinal);
        await RateAsync(phone, hall, page, 4);
        var meeting = await hall.NowAsync();
        Assert.Equal(Entry.Hall, Assert.Single(meeting.Present).Value.Entry);
        Assert.Equal(Entry.Hall, Assert.Single(meeting.Rounds[Round].Latest).Value.From.Entry);
    }

    [Fact]
    public async Task A_photo_of_the_code_admits_nobody_after_two_minutes_who_may_follow_all_the_same()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        var photo = await hall.HallCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(120));
        using var phone = host.Browser();

        var page = await OpenAsync(phone, $"/m/{hall.Code}?k={photo}");

        Assert.Contains("入场码已过期", page, StringComparison.Ordinal);
        Assert.Contains("评价单独计入线上", page, StringComparison.Ordinal);
        await RateAsync(phone, hall, page, 2);
        Assert.Equal(Entry.Online, Assert.Single((await hall.NowAsync()).Rounds[Round].Latest).Value.From.Entry);
        var online = VenueFigures.Of(await hall.NowAsync(), (await hall.NowAsync()).Rounds[Round]).Last();
        Assert.Equal((true, 1), (online.Online, online.Tally.Total));
    }

    [Fact]
    public async Task The_code_of_another_hall_and_of_nobody_is_refused()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        var code = await hall.HallCodeAsync();
        foreach (
            var address in new[]
            {
                $"{hall.SecondCode}?k={code}",
                $"{hall.OnlineCode}?k={code}",
                $"{hall.Code}?k=0000000000",
            }
        )
        {
            using var phone = host.Browser();
            Assert.Contains("入场码已过期", await OpenAsync(phone, $"/m/{address}"), StringComparison.Ordinal);
        }

        Assert.Empty((await hall.NowAsync()).Present);
    }

    [Fact]
    public async Task Who_followed_from_outside_is_admitted_when_the_code_is_scanned()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        using var phone = host.Browser();
        var page = await OpenAsync(phone, $"/m/{hall.Code}");
        await RateAsync(phone, hall, page, 2);

        page = await OpenAsync(phone, $"/m/{hall.Code}?k={await hall.HallCodeAsync()}");

        Assert.Contains("您已入场", page, StringComparison.Ordinal);
        Assert.Equal(Entry.Hall, Assert.Single((await hall.NowAsync()).Present).Value.Entry);
    }

    [Fact]
    public async Task A_ticket_admits_the_first_phone_and_shows_the_second_what_to_do()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await hall.IssueAsync("C排12座"))[0];
        using var phone = host.Browser();
        using var other = host.Browser();

        var page = await OpenAsync(phone, Path(ticket));
        using var refused = await other.GetAsync(Path(ticket), TestContext.Current.CancellationToken);

        Assert.Contains("座位票C排12座", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var sorry = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("已在另一部手机用过", sorry, StringComparison.Ordinal);
        Assert.Contains("14:", sorry, StringComparison.Ordinal);
        Assert.Contains("签到台", sorry, StringComparison.Ordinal);
        Assert.Contains($"href=\"/m/{hall.Code}\"", sorry, StringComparison.Ordinal);
        Assert.Contains("座位票C排12座", await OpenAsync(phone, Path(ticket)), StringComparison.Ordinal);
        Assert.Equal(Entry.Ticket, Assert.Single((await hall.NowAsync()).Present).Value.Entry);
    }

    [Fact]
    public async Task Two_phones_that_scan_one_ticket_at_the_same_moment_are_one_in_and_one_out()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await hall.IssueAsync("C1"))[0];
        using var one = host.Browser();
        using var other = host.Browser();

        var answers = await Task.WhenAll(
            one.GetAsync(Path(ticket), TestContext.Current.CancellationToken),
            other.GetAsync(Path(ticket), TestContext.Current.CancellationToken)
        );

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
    }

    [Fact]
    public async Task A_released_ticket_admits_the_next_phone_and_the_old_one_counts_as_online()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await hall.IssueAsync("C1"))[0];
        using var old = host.Browser();
        using var next = host.Browser();
        await RateAsync(old, hall, await OpenAsync(old, Path(ticket)), 1);
        await hall.DoAsync(
            new ReleaseTicket(new("release"), Script.Secretary, host.Clock.GetUtcNow(), Hall.Main, "C1")
        );

        await RateAsync(next, hall, await OpenAsync(next, Path(ticket)), 5);

        Assert.Contains("评价单独计入线上", await OpenAsync(old, $"/m/{hall.Code}"), StringComparison.Ordinal);
        Assert.Equal(new Tally(0, 0, 0, 0, 1), (await hall.NowAsync()).Rounds[Round].Tally);
    }

    [Fact]
    public async Task A_forged_ticket_is_refused_in_words_and_its_bearer_may_follow()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        await hall.IssueAsync("C1");
        using var phone = host.Browser();

        var page = await OpenAsync(phone, $"/m/{hall.Code}?t=H4T9K2M7Q8W3");

        Assert.Contains("没有这张票", page, StringComparison.Ordinal);
        await RateAsync(phone, hall, page, 3);
        Assert.Equal(Entry.Online, Assert.Single((await hall.NowAsync()).Rounds[Round].Latest).Value.From.Entry);
    }

    [Fact]
    public async Task A_ticket_of_another_meeting_is_refused()
    {
        var theirs = (await (await host.MeetingAsync(EntryRule.Ticket)).IssueAsync("C1"))[0];
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        await hall.IssueAsync("C1");
        using var phone = host.Browser();

        var page = await OpenAsync(phone, $"/m/{hall.Code}?t={theirs.Code}");

        Assert.Contains("没有这张票", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_read_as_people_type_it()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await hall.IssueAsync("C1"))[0];
        using var phone = host.Browser();
        var typed = ticket.Code.ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal).Replace('0', 'o');

        var page = await OpenAsync(phone, $"/m/{hall.Code}?t={Uri.EscapeDataString(typed)}");

        Assert.Contains("座位票C1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_is_stopped_after_ten_tries_and_a_right_code_waits_too()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await hall.IssueAsync("C1"))[0];
        using var phone = host.Browser();
        for (var i = 0; i < TicketThrottle.Burst; i++)
            Assert.Contains(
                "没有这张票",
                await OpenAsync(phone, $"/m/{hall.Code}?t=GUESS{i}"),
                StringComparison.Ordinal
            );

        Assert.Contains("试得太多", await OpenAsync(phone, Path(ticket)), StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("座位票C1", await OpenAsync(phone, Path(ticket)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_fetched_in_advance_uses_no_ticket_up()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await hall.IssueAsync("C1"))[0];
        using var ahead = host.Browser();
        ahead.DefaultRequestHeaders.Add("Sec-Purpose", "prefetch");

        await OpenAsync(ahead, Path(ticket));

        Assert.Empty((await hall.NowAsync()).Present);
    }

    [Fact]
    public async Task An_admission_holds_over_a_restart()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        var ticketed = await host.MeetingAsync(EntryRule.Ticket);
        var ticket = (await ticketed.IssueAsync("C1"))[0];
        var cookies = new CookieContainer();
        using (var phone = Browser(cookies))
        {
            await OpenAsync(phone, $"/m/{hall.Code}?k={await hall.HallCodeAsync()}");
            await OpenAsync(phone, Path(ticket));
        }

        await host.RestartAsync();

        using var again = Browser(cookies);
        Assert.Contains("您已入场", await OpenAsync(again, $"/m/{hall.Code}"), StringComparison.Ordinal);
        Assert.Contains("座位票C1", await OpenAsync(again, $"/m/{ticketed.Code}"), StringComparison.Ordinal);
        // Made again from the server's key, after the restart too.
        Assert.Equal(
            ticket,
            host.Service<TicketOffice>().List(await ticketed.NowAsync(), "http://baogao.example").Single()
        );
    }

    [Fact]
    public async Task Codes_and_tickets_stand_in_no_page_no_header_no_log_and_no_public_page()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        var ticketed = await host.MeetingAsync(EntryRule.Ticket);
        var code = await hall.HallCodeAsync();
        var ticket = (await ticketed.IssueAsync("C1"))[0];
        var secret = ticket.Code.Replace("-", "", StringComparison.Ordinal);
        using var phone = host.Browser();
        using var other = host.Browser();

        foreach (
            var (who, path) in new[]
            {
                (phone, $"/m/{hall.Code}?k={code}"),
                (other, $"/m/{hall.Code}?k={code}x"),
                (phone, Path(ticket)),
                (other, Path(ticket)),
                (phone, $"/p/{ticketed.Code}"),
                (phone, $"/screen/{ticketed.Code}"),
                (phone, $"/screen/{hall.Code}"),
                (phone, $"/screen/{hall.Code}/scene"),
            }
        )
        {
            using var answer = await who.GetAsync(path, TestContext.Current.CancellationToken);
            var all = answer.Headers + await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(code, all, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
            Assert.DoesNotContain(ticket.Code, all, StringComparison.Ordinal);
            if (path.StartsWith("/m/", StringComparison.Ordinal))
                Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        }

        Assert.DoesNotContain(code, host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_open_meeting_neither_changes_anything()
    {
        var hall = await host.MeetingAsync(EntryRule.Open);
        using var phone = host.Browser();

        var page = await OpenAsync(phone, $"/m/{hall.Code}?k=1&t=2");

        Assert.DoesNotContain("class=\"fresh entry\"", page, StringComparison.Ordinal);
        await RateAsync(phone, hall, page, 4);
        Assert.Equal(Entry.Open, Assert.Single((await hall.NowAsync()).Rounds[Round].Latest).Value.From.Entry);
    }

    private HttpClient Browser(CookieContainer cookies) =>
        new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            // Another port after a restart, the same host: cookies do not know ports.
            BaseAddress = host.Address,
        };

    private static string Path(TicketRow ticket) => new Uri(ticket.Url).PathAndQuery;

    private static async Task<string> OpenAsync(HttpClient phone, string path)
    {
        using var answer = await phone.GetAsync(path, TestContext.Current.CancellationToken);
        // The contract: the page comes with 200, without a redirect.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task RateAsync(HttpClient phone, Hall hall, string page, int score)
    {
        var form = page[page.IndexOf($"action=\"/m/{hall.Code}/rate\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = Regex
            .Matches(
                form,
                """<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" */?>""",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Select(field => KeyValuePair.Create(field.Groups["name"].Value, field.Groups["value"].Value))
            .Append(KeyValuePair.Create("score", $"{score}"));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await phone.PostAsync(
            $"/m/{hall.Code}/rate",
            content,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
