using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Public.Receipts;

/// <summary>回访, as a browser without scripts does it: look the code up, rate the outcome, send it back once.</summary>
public sealed partial class FollowUpTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static readonly PhotoHash Photo = new(new string('a', 64));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_holder_of_a_receipt_rates_the_outcome_sends_it_back_once_and_sees_every_step()
    {
        var receipt = await SettledAsync("f1", "北门消防通道总被堵");
        using var browser = host.Browser();

        var found = await PostAsync(browser, await BlankAsync(browser), "/receipt", ("code", receipt));
        Assert.Contains("验收通过，办结", found, StringComparison.Ordinal);
        Assert.Contains("地面已划禁停线", found, StringComparison.Ordinal);
        Assert.Contains("这件事真的解决了吗？", found, StringComparison.Ordinal);

        var rated = await PostAsync(browser, found, "/receipt/outcome", ("code", receipt), ("score", "2"));
        Assert.Contains("已收到，谢谢您", rated, StringComparison.Ordinal);
        Assert.Contains("aria-pressed=\"true\"", rated, StringComparison.Ordinal);

        var empty = await PostAsync(browser, rated, "/receipt/reopen", ("code", receipt), ("text", " "));
        Assert.Contains("哪里没解决", empty, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", empty, StringComparison.Ordinal);

        var again = await PostAsync(browser, empty, "/receipt/reopen", ("code", receipt), ("text", "夜里还是堵着"));
        // The day that is said before is the day that holds after.
        var due = (await host.DoorAsync()).Session.Current.Timetable[new("c-f1")].Deadline;
        Assert.Contains($"现在退回，{due.Month}月{due.Day}日前答复您", rated, StringComparison.Ordinal);
        Assert.Contains($"已收到，退回重新办理，{due.Month}月{due.Day}日前答复您", again, StringComparison.Ordinal);
        Assert.Contains("群众退回，重新办理", again, StringComparison.Ordinal);
        // Above all it says how it stands now.
        Assert.Contains("<span>重新办理</span>", again, StringComparison.Ordinal);
        Assert.DoesNotContain("已列入时间表", again, StringComparison.Ordinal);

        var twice = await PostAsync(browser, again, "/receipt/reopen", ("code", receipt), ("text", "再退一次"));
        Assert.Contains("您已要求重办过一次", twice, StringComparison.Ordinal);

        var page = await browser.GetStringAsync(new Uri("/p/FT2025", UriKind.Relative), Cancel);
        Assert.Contains("群众退回过1次", page, StringComparison.Ordinal);
        Assert.DoesNotContain("夜里还是堵着", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_entry()
    {
        var receipt = await SettledAsync("f2", "路灯不亮");
        using var browser = host.Browser();
        var found = await PostAsync(browser, await BlankAsync(browser), "/receipt", ("code", receipt));
        await PostAsync(browser, found, "/receipt/outcome", ("code", receipt), ("score", "5"));
        var version = (await host.DoorAsync()).Session.Current.Version;
        var again = await PostAsync(browser, found, "/receipt/outcome", ("code", receipt), ("score", "5"));
        Assert.Contains("已收到，谢谢您", again, StringComparison.Ordinal);
        Assert.Equal(version, (await host.DoorAsync()).Session.Current.Version);
    }

    [Fact]
    public async Task Before_it_is_settled_nothing_can_be_rated()
    {
        var receipt = await PromisedAsync("f3", "井盖松动");
        using var browser = host.Browser();
        var found = await PostAsync(browser, await BlankAsync(browser), "/receipt", ("code", receipt));
        Assert.DoesNotContain("这件事真的解决了吗？", found, StringComparison.Ordinal);
        var version = (await host.DoorAsync()).Session.Current.Version;
        await PostAsync(browser, found, "/receipt/outcome", ("code", receipt), ("score", "5"));
        Assert.Equal(version, (await host.DoorAsync()).Session.Current.Version);
    }

    [Fact]
    public async Task A_day_that_was_set_later_does_not_change_what_was_promised_and_its_reason_is_told_once()
    {
        var receipt = await PromisedAsync("f5", "健身器材坏了");
        var session = (await host.DoorAsync()).Session;
        var first = Days.Of(Now).AddDays(30);
        var unit = Actor.Staff(new("link:平安建设办"), Roles.Unit, session.Current.Plan.Street) with
        {
            Unit = "平安建设办",
        };
        var report = new Report(new("moving-f5"), unit, Now, new("c-f5"), ReportKind.Progress, "配件要等", [], []);
        Assert.IsType<Outcome.Done>(await session.ExecuteAsync(report with { Due = first.AddDays(400) }, Cancel));
        using var browser = host.Browser();
        var found = await PostAsync(browser, await BlankAsync(browser), "/receipt", ("code", receipt));
        Assert.Contains($"{first.Year}年{first.Month}月{first.Day}日前办结", found, StringComparison.Ordinal);
        Assert.Equal(2, found.Split("配件要等").Length);
        Assert.Contains("<span>推进中</span>", found, StringComparison.Ordinal);
        // The year stands where the list comes into another one, and only there.
        Assert.Single(YearOver().Matches(found));
    }

    [Fact]
    public async Task A_guessed_code_learns_nothing_and_the_sixth_guess_waits()
    {
        using var browser = host.Browser();
        var page = await BlankAsync(browser);
        foreach (var guess in "12345")
            page = await PostAsync(browser, page, "/receipt/reopen", ("code", $"ZZZZZZZZZ{guess}"), ("text", "猜"));
        Assert.Contains("没有查到", page, StringComparison.Ordinal);
        page = await PostAsync(browser, page, "/receipt", ("code", "ZZZZZZZZZ6"));
        Assert.Contains("查错多次，请10分钟后再查", page, StringComparison.Ordinal);
    }

    private async Task<string> PromisedAsync(string id, string text)
    {
        var receipt = await host.AskAsync($"device-{id}", id, text);
        var session = (await host.DoorAsync()).Session;
        var by = Actor.System(session.Current.Plan.Street);
        var question = session.Current.Questions.Values.Single(q => q.Text == text).Id;
        await DoAsync(new Approve(Id("approve"), by, Now, question));
        await DoAsync(
            new HandOver(
                Id("hand"),
                by,
                Now,
                question,
                new($"c-{id}"),
                new(text, "镇长", "平安建设办", "专员", Days.Of(Now).AddDays(30), [])
            )
        );
        return receipt;

        CommandId Id(string act) => new($"{act}-{id}");
        async Task DoAsync(MeetingCommand command) => Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command));
    }

    private async Task<string> SettledAsync(string id, string text)
    {
        var receipt = await PromisedAsync(id, text);
        var session = (await host.DoorAsync()).Session;
        var street = session.Current.Plan.Street;
        var unit = Actor.Staff(new("link:平安建设办"), Roles.Unit, street) with { Unit = "平安建设办" };
        var item = new CommitmentId($"c-{id}");
        Assert.IsType<Outcome.Done>(
            await session.ExecuteAsync(
                new Report(new($"done-{id}"), unit, Now, item, ReportKind.Done, "地面已划禁停线", [Photo], [])
            )
        );
        Assert.IsType<Outcome.Done>(
            await session.ExecuteAsync(new Accept(new($"accept-{id}"), Actor.System(street), Now, item))
        );
        return receipt;
    }

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    private static Task<string> BlankAsync(HttpClient browser) =>
        browser.GetStringAsync(new Uri("/receipt", UriKind.Relative), Cancel);

    /// <summary>Sends a form of the page that was got before, with that page's token and act.</summary>
    private static async Task<string> PostAsync(
        HttpClient browser,
        string page,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        var token = Hidden().Matches(page)[0];
        var id = Act().Match(page) is { Success: true } found ? found.Groups["id"].Value : "none";
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create(token.Groups["name"].Value, WebUtility.HtmlDecode(token.Groups["value"].Value)),
            KeyValuePair.Create("id", id),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    [GeneratedRegex("<span class=\"when\">[0-9]{4}年", RegexOptions.None, 1000)]
    private static partial Regex YearOver();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Hidden();

    [GeneratedRegex(
        "name=\"id\" value=\"(?<id>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Act();
}
