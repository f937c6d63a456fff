using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Tests.Residents;

namespace Fengtai.MeetingLive.Web.Tests.Screens;

/// <summary>The big screen's fragments in words: what stands in the wall, a settled question, a hidden result. Each with its own demo.</summary>
public sealed partial class SceneTests : IAsyncLifetime
{
    private const string Fragment = "/screen/FT2025/scene";
    private static readonly PollId Station = new("station");
    private static readonly RoundId Overall = new("overall");
    private readonly DemoHost host = new();
    private Phone browser = null!;

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        browser = host.NewPhone();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_wall_shows_six_questions_with_their_supporters_and_what_became_of_them()
    {
        var meeting = await host.MeetingAsync();
        var wall = await ShowAsync(SceneKind.Wall);

        Assert.Contains("data-scene=\"wall\"", wall, StringComparison.Ordinal);
        Assert.Equal(6, Row().Count(wall));
        Assert.Contains("停车管理、", Title().Match(wall).Value, StringComparison.Ordinal);
        Assert.Contains("按附议人数排", wall, StringComparison.Ordinal);
        Assert.Contains("正在台上", wall, StringComparison.Ordinal);
        Assert.Contains("等待上台", wall, StringComparison.Ordinal);
        Assert.Matches("[0-9]+月[0-9]+日前办结", wall);
        var all = meeting.Questions.Values.Count(q => q.IsPublic);
        Assert.Contains($"已公开{all}条，这里是前6条", wall, StringComparison.Ordinal);
        // Demanded of a whole hall's picture: nothing of who asked, nothing that waits.
        foreach (var waiting in meeting.Questions.Values.Where(q => q.State == QuestionState.Waiting))
            Assert.DoesNotContain(waiting.Text!, Text(wall), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wall_is_complete_in_English()
    {
        await ShowAsync(SceneKind.Wall);

        var wall = (await browser.GetAsync($"{Fragment}?lang=en")).Html;

        Assert.Contains("Asked most:", Text(wall), StringComparison.Ordinal);
        Assert.Contains("On stage", wall, StringComparison.Ordinal);
        Assert.Contains("the first 6 here", wall, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_was_handed_over_says_who_does_it_and_by_when()
    {
        var meeting = await host.MeetingAsync();
        var question = meeting.Stage!.Question;
        var promise = new Promise("错峰停车", "副镇长", "城市管理办", "停车专员", new DateOnly(2025, 10, 31), []);
        await host.DoAsync((id, by, at) => new HandOver(id, by, at, question, new CommitmentId("c-parking"), promise));

        var scene = await ShowAsync(SceneKind.Question);

        Assert.Contains("已列入时间表", scene, StringComparison.Ordinal);
        Assert.Contains("城市管理办，10月31日前办结", scene, StringComparison.Ordinal);
        Assert.DoesNotContain("还在增加", scene, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_round_whose_result_is_withheld_does_not_promise_it_for_the_end_of_the_round()
    {
        await host.DoAsync((id, by, at) => new CloseRound(id, by, at, Overall));
        Assert.Contains("扫码看结果", await ShowAsync(SceneKind.Rating), StringComparison.Ordinal);

        await host.DoAsync((id, by, at) => new ShowRound(id, by, at, Overall, Shown: false));
        var withheld = (await browser.GetAsync(Fragment)).Html;

        Assert.Contains("本轮已结束，结果暂不公布", withheld, StringComparison.Ordinal);
        Assert.DoesNotContain("扫码看结果", withheld, StringComparison.Ordinal);
        Assert.DoesNotContain("结果在本轮结束后公布", withheld, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_names_what_was_adopted_and_says_when_its_result_is_withheld()
    {
        await host.DoAsync((id, by, at) => new OpenPoll(id, by, at, Station));
        await host.DoAsync((id, by, at) => new ClosePoll(id, by, at, Station));
        await host.DoAsync((id, by, at) => new ShowPoll(id, by, at, Station, Shown: false));
        var withheld = await ShowAsync(SceneKind.Poll);
        Assert.Contains("结果暂不公布。", withheld, StringComparison.Ordinal);
        Assert.DoesNotContain("扫码看结果", withheld, StringComparison.Ordinal);

        await host.DoAsync((id, by, at) => new ShowPoll(id, by, at, Station, Shown: true));
        await host.DoAsync((id, by, at) => new MarkProposal(id, by, at, Station, new("hall"), true, "离公交站近。"));
        var shown = (await browser.GetAsync(Fragment)).Html;

        Assert.Contains("采纳：旧村委会院", shown, StringComparison.Ordinal);
        Assert.Contains("扫码看结果", shown, StringComparison.Ordinal);
    }

    private async Task<string> ShowAsync(SceneKind kind)
    {
        await host.DoAsync((id, by, at) => new ShowScene(id, by, at, kind));
        return (await browser.GetAsync(Fragment)).Html;
    }

    private static string Text(string html) => Tag().Replace(html, "");

    [GeneratedRegex("<li data-key=\"q[0-9]+\">", RegexOptions.None, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("<h1.*?</h1>", RegexOptions.Singleline, 1000)]
    private static partial Regex Title();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
