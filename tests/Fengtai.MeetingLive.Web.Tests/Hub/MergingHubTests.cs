using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>What phones hear of questions that are merged.</summary>
public sealed class MergingHubTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task Both_askers_hear_of_it_and_the_outcome_follows()
    {
        var (first, second) = (await JoinAsync(), await JoinAsync());
        var (stands, merged) = await TwoAsync(first, second);

        await Host.DoAsync(Script, Merge(merged, stands));

        await second.ShownAsync(p => Mine(p, merged, "state") == "merged" && Mine(p, merged, "into", "number") == "1");
        // What all may see is sent ahead of what is one's own.
        await first.ShownAsync(p => p.At("supports", stands)?.GetInt32() == 1);
        await first.ShownAsync(p => Mine(p, stands, "joined") == "1");
        await Host.DoAsync(Script, Answer(stands));
        await second.ShownAsync(p =>
            Mine(p, merged, "into", "state") == "answered" && Mine(p, merged, "gist") == "已约谈物业。"
        );
    }

    [Fact]
    public async Task A_public_question_leaves_the_board_when_it_is_merged()
    {
        var (first, second) = (await JoinAsync(), await JoinAsync());
        var (stands, merged) = await TwoAsync(first, second);
        await Host.DoAsync(Script, Script.Approve(new QuestionId(merged)));
        await first.ShownAsync(p => p.Item(merged)?.ValueKind == System.Text.Json.JsonValueKind.Object);

        await Host.DoAsync(Script, Merge(merged, stands));

        await first.ShownAsync(p => p.Item(merged)?.ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_late_phone_that_supports_the_merged_one_counts_where_it_is_answered_and_once()
    {
        var (first, second, late) = (await JoinAsync(), await JoinAsync(), await JoinAsync());
        var (stands, merged) = await TwoAsync(first, second);
        await Host.DoAsync(Script, Merge(merged, stands));

        Assert.True((await late.SupportAsync(merged)).Ok);
        Assert.True((await late.SupportAsync(stands)).Ok);
        Assert.True((await late.SupportAsync(merged)).Ok);

        Assert.Equal(2, (await Host.SessionAsync(Script)).Current.Questions[new QuestionId(stands)].Supports);
        await AssertRefusedAsync("question.merged", () => second.WithdrawAsync(merged));
    }

    /// <summary>Asked by the two, the first approved.</summary>
    private async Task<(string Stands, string Merged)> TwoAsync(Phone first, Phone second)
    {
        Assert.True((await first.AskAsync("a1", "晚上停车位太少")).Ok);
        Assert.True((await second.AskAsync("a2", "没地方停车")).Ok);
        var questions = (await Host.SessionAsync(Script)).Current.Questions.Values.OrderBy(q => q.Number).ToArray();
        await Host.DoAsync(Script, Script.Approve(questions[0].Id));
        return (questions[0].Id.Value, questions[1].Id.Value);
    }

    private static Merge Merge(string question, string into) =>
        new(new($"merge-{question}"), Script.Secretary, Script.Begin, new(question), new(into));

    private static Answer Answer(string question) =>
        new(new($"answer-{question}"), Script.Secretary, Script.Begin, new(question), "已约谈物业。");

    private static string? Mine(System.Text.Json.JsonElement patch, string question, params string[] path) =>
        patch.At(["mine", "questions", question, .. path])?.ToString();
}
