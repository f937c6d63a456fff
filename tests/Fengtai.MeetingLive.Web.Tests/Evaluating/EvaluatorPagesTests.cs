using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Public;

namespace Fengtai.MeetingLive.Web.Tests.Evaluating;

/// <summary>第三方评估 as its holder does it: a link, a plain form, no script. Each test has a meeting of its own.</summary>
public sealed partial class EvaluatorPagesTests : IAsyncLifetime
{
    private const string Seat = "高校学者1";
    private readonly PublicHost host = new();
    private MeetingSession session = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Office => Actor.System(session.Current.Plan.Street);

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        await host.CloseAsync();
        session = (await host.DoorAsync()).Session;
        await DoAsync(
            new ArrangeEvaluation(
                Id(),
                Office,
                DateTimeOffset.UtcNow,
                [new EvaluatorSeat(Seat, EvaluatorKind.Scholar), new EvaluatorSeat("区融媒体", EvaluatorKind.Media)],
                [40, 40, 20]
            )
        );
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Who_holds_the_link_sees_what_is_judged_scores_it_and_changes_it_until_it_is_closed()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();

        var page = await GetAsync(browser, address);
        Assert.Contains(session.Current.Plan.ShortTitle, page, StringComparison.Ordinal);
        Assert.Contains("/p/FT2025", page, StringComparison.Ordinal);
        Assert.Contains("权重40比40比20", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(browser, address, page, 80, 70, 60)).Status);
        Assert.Equal([80, 70, 60], Given());
        var after = await GetAsync(browser, address + "?done=1");
        Assert.Contains("已收到，谢谢您", after, StringComparison.Ordinal);
        Assert.Contains("value=\"70\"", after, StringComparison.Ordinal);

        await PostAsync(browser, address, after, 81, 70, 60);
        Assert.Equal([81, 70, 60], Given());

        await DoAsync(new CloseEvaluation(Id(), Office, DateTimeOffset.UtcNow));
        var closed = await GetAsync(browser, address);
        Assert.Contains("评估已结束，不再打分", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", closed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(browser, address, after, 1, 1, 1)).Status);
        Assert.Equal([81, 70, 60], Given());
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_entry()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();
        var page = await GetAsync(browser, address);

        await PostAsync(browser, address, page, 80, 70, 60);
        var version = session.Current.Version;
        await PostAsync(browser, address, page, 80, 70, 60);

        Assert.Equal(version, session.Current.Version);
    }

    [Theory]
    [InlineData("101", "每项请打0到100分")]
    [InlineData("-1", "每项请打0到100分")]
    [InlineData("7.5", "每项请打0到100分")]
    [InlineData("", "还没有打分")]
    public async Task What_is_no_score_is_told_at_its_place_and_loses_nothing(string score, string told)
    {
        using var browser = host.Browser();
        var address = await InviteAsync();
        var page = await GetAsync(browser, address);

        var (status, body) = await PostAsync(
            browser,
            address,
            page,
            ("score0", "80"),
            ("remark0", "看过现场"),
            ("score1", score),
            ("score2", "60")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(told, body, StringComparison.Ordinal);
        Assert.Contains("看过现场", body, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", body, StringComparison.Ordinal);
        Assert.Empty(session.Current.Evaluation!.Given);
    }

    [Fact]
    public async Task A_remark_that_is_too_long_is_told_with_its_length()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();
        var page = await GetAsync(browser, address);

        var (status, body) = await PostAsync(
            browser,
            address,
            page,
            ("score0", "80"),
            ("score1", "70"),
            ("score2", "60"),
            ("remark2", new string('长', 201))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("评语最多200字，现在201字", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_does_not_hold_says_why_and_nothing_of_the_meeting()
    {
        var sound = await InviteAsync();
        var links = host.Service<SignedLinks>();
        var street = session.Current.Plan.Street;

        var forged = sound[..^1] + (sound[^1] == 'A' ? 'B' : 'A');
        await RefusedAsync(forged, HttpStatusCode.NotFound, "链接不对");
        await RefusedAsync("/e/short", HttpStatusCode.NotFound, "链接不对");

        var expired = await InviteAsync(DateTimeOffset.UtcNow.AddSeconds(-1));
        await RefusedAsync(expired, HttpStatusCode.Gone, "链接已过期");

        var other = await links.IssueAsync(
            new LinkSubject(LinkKind.Unit, street, session.Current.Id),
            Seat,
            Office.Id,
            DateTimeOffset.UtcNow.AddDays(1),
            Cancel
        );
        await RefusedAsync("/e/" + other, HttpStatusCode.NotFound, "链接不对");

        var stranger = await InviteAsync(seat: "不在名单的人");
        await RefusedAsync(stranger, HttpStatusCode.Gone, "名单里没有您");

        foreach (var link in await links.OfAsync(session.Current.Id, item: null, Cancel))
            await links.WithdrawAsync(street, link.Id, Cancel);
        await RefusedAsync(sound, HttpStatusCode.Gone, "链接已被街道收回");
    }

    [Fact]
    public async Task Nobody_keeps_lists_or_frames_the_page_and_another_sites_form_is_not_taken()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();

        using var got = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        Assert.Equal("no-store", got.Headers.CacheControl!.ToString());
        Assert.Contains("noindex", got.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", got.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains(
            "frame-ancestors 'none'",
            got.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("<script", await got.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("id", "forged"),
            KeyValuePair.Create("score0", "1"),
            KeyValuePair.Create("score1", "1"),
            KeyValuePair.Create("score2", "1"),
        ]);
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "请再提交一次，填的还在",
            await answer.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        Assert.Empty(session.Current.Evaluation!.Given);
    }

    [Fact]
    public async Task Who_sends_without_end_is_asked_to_wait()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 60 && last == HttpStatusCode.OK; i++)
        {
            using var got = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancel);
            last = got.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task The_public_page_shows_the_panels_mean_only_once_it_is_closed_and_never_a_remark()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();
        var page = await GetAsync(browser, address);
        await PostAsync(
            browser,
            address,
            page,
            ("score0", "83"),
            ("remark0", "只给考核看"),
            ("score1", "71"),
            ("score2", "64")
        );

        var open = await GetAsync(browser, "/p/FT2025");
        Assert.Contains("怎么评的", open, StringComparison.Ordinal);
        Assert.Contains("正在评，1位已打分，共2位", open, StringComparison.Ordinal);
        Assert.DoesNotContain("83.0", open, StringComparison.Ordinal);

        await DoAsync(new CloseEvaluation(Id(), Office, DateTimeOffset.UtcNow));
        var closed = await GetAsync(browser, "/p/FT2025");
        // 0.4 x 83 + 0.4 x 71 + 0.2 x 64
        Assert.Contains("74.4分", closed, StringComparison.Ordinal);
        Assert.Contains("83.0分，权重40", closed, StringComparison.Ordinal);
        Assert.Contains("不相加，不平均", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("只给考核看", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_appraisal_has_scores_denominators_weights_and_alone_the_remarks()
    {
        using var browser = host.Browser();
        var address = await InviteAsync();
        await PostAsync(
            browser,
            address,
            await GetAsync(browser, address),
            ("score0", "83"),
            ("remark0", "只给考核看"),
            ("score1", "71"),
            ("score2", "64")
        );

        var sheet = await SheetAsync(browser, "/track/wangzuo/evaluation/FT2025/scores.xlsx");

        foreach (
            var cell in new[]
            {
                "第三方评估",
                "诉求解决率",
                "83.0",
                "74.4",
                "只给考核看",
                "区融媒体（媒体）",
                "还没打分",
            }
        )
            Assert.Contains(cell, sheet, StringComparison.Ordinal);
        using var elsewhere = await browser.GetAsync(
            new Uri("/track/fangzhuang/evaluation/FT2025/scores.xlsx", UriKind.Relative),
            Cancel
        );
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private static async Task<string> SheetAsync(HttpClient browser, string address)
    {
        await using var file = await browser.GetStreamAsync(new Uri(address, UriKind.Relative), Cancel);
        using var whole = new MemoryStream();
        await file.CopyToAsync(whole, Cancel);
        using var zip = new ZipArchive(whole);
        var text = "";
        foreach (var part in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(part.Open());
            text += await reader.ReadToEndAsync(Cancel);
        }

        return text;
    }

    private int[] Given() => [.. session.Current.Evaluation!.Given[Seat].Select(g => g.Score)];

    private async Task<string> InviteAsync(DateTimeOffset? until = null, string seat = Seat) =>
        "/e/"
        + await host.Service<SignedLinks>()
            .IssueAsync(
                new LinkSubject(LinkKind.Evaluator, session.Current.Plan.Street, session.Current.Id),
                seat,
                Office.Id,
                until ?? DateTimeOffset.UtcNow.AddDays(7),
                Cancel
            );

    private async Task RefusedAsync(string address, HttpStatusCode status, string told)
    {
        using var browser = host.Browser();
        using var got = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        var page = await got.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(status, got.StatusCode);
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Current.Plan.ShortTitle, page, StringComparison.Ordinal);
        Assert.Equal("no-store", got.Headers.CacheControl!.ToString());
    }

    private async Task DoAsync(MeetingCommand command) =>
        Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command));

    private static CommandId Id() => new(Guid.NewGuid().ToString("N"));

    private static Task<string> GetAsync(HttpClient browser, string address) =>
        browser.GetStringAsync(new Uri(address, UriKind.Relative), Cancel);

    private static Task<(HttpStatusCode Status, string Body)> PostAsync(
        HttpClient browser,
        string address,
        string page,
        int first,
        int second,
        int third
    ) => PostAsync(browser, address, page, ("score0", $"{first}"), ("score1", $"{second}"), ("score2", $"{third}"));

    /// <summary>Sends the form of the page that was got before.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(
        HttpClient browser,
        string address,
        string page,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent([
            .. Hidden()
                .Matches(page)
                .Select(field =>
                    KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))
                ),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), form, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Hidden();
}
