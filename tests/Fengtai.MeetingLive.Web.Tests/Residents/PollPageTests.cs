using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Tests.Residents;

/// <summary>Polls on the pages: the phone's without script, the big screen's fragment, the result page. Each with its own demo.</summary>
public sealed partial class PollPageTests : IAsyncLifetime
{
    private const string Page = "/m/FT2025";
    private static readonly PollId Station = new("station");
    private static readonly PollId Parking = new("parking");
    private readonly DemoHost host = new();
    private Phone phone = null!;

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        phone = host.NewPhone();
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_choice_without_script_is_received_changed_and_counted_once()
    {
        Assert.DoesNotContain("data-poll=\"station\"", (await phone.GetAsync(Page)).Html, StringComparison.Ordinal);
        await host.DoAsync((id, by, at) => new OpenPoll(id, by, at, Station));
        var (_, page) = await phone.GetAsync(Page);
        Assert.Contains("新的养老驿站，", page, StringComparison.Ordinal);

        var (first, _) = await phone.PostAsync(page, $"{Page}/vote", ("choice", "yard"));
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal("/m/FT2025?done=station#now", first.Headers.Location!.ToString());
        var (_, voted) = await phone.GetAsync(first.Headers.Location.ToString());
        Assert.Equal(["yard"], Pressed(voted));
        Assert.Contains("已收到", voted, StringComparison.Ordinal);

        // A double tap: the same form, the same row. Then, after going back, another row.
        await phone.PostAsync(page, $"{Page}/vote", ("choice", "yard"));
        Assert.Equal(1, (await host.MeetingAsync()).Polls[Station].Tally.Total);
        await phone.PostAsync(page, $"{Page}/vote", ("choice", "centre"));
        Assert.Equal(["centre"], Pressed((await phone.GetAsync(Page)).Html));
        Assert.Equal([1, 0, 0, 0], (await host.MeetingAsync()).Polls[Station].Tally.Counts);

        var (refused, why) = await phone.PostAsync(page, $"{Page}/vote", ("choice", "moon"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("没有这个选项", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ranking_without_script_grows_by_presses_and_a_row_pressed_again_is_taken_out()
    {
        await host.DoAsync((id, by, at) => new OpenPoll(id, by, at, Parking));
        foreach (var choice in (string[])["gate", "units", "lines", "units", "yard"])
        {
            var (_, page) = await phone.GetAsync(Page);
            await phone.PostAsync(page, $"{Page}/vote", ("choice", choice));
        }

        var ballot = Assert.Single((await host.MeetingAsync()).Polls[Parking].Latest.Values);
        Assert.Equal(["gate", "lines", "yard"], ballot.Choices.Select(choice => choice.Value));

        var (_, full) = await phone.GetAsync(Page);
        Assert.Contains("第1 已收到", full, StringComparison.Ordinal);
        var (answer, why) = await phone.PostAsync(full, $"{Page}/vote", ("choice", "shift"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("最多选3项，请先去掉一项。", why, StringComparison.Ordinal);
        Assert.Equal(3, Pressed(why).Length);
    }

    [Fact]
    public async Task The_result_stands_on_every_public_surface_with_its_denominator_and_what_was_adopted()
    {
        await host.DoAsync((id, by, at) => new OpenPoll(id, by, at, Station));
        var (_, page) = await phone.GetAsync(Page);
        await phone.PostAsync(page, $"{Page}/vote", ("choice", "hall"));
        var open = (await phone.GetAsync("/screen/FT2025/scene")).Html;
        Assert.Contains("投票中", open, StringComparison.Ordinal);
        // The ballot's order: no bar jumps while people vote.
        Assert.Equal(["centre", "yard", "shop", "hall"], Bars(open));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"{Page}/poll/station")).Answer.StatusCode);
        Assert.DoesNotContain("意向征集", (await phone.GetAsync("/p/FT2025")).Html, StringComparison.Ordinal);

        await host.DoAsync((id, by, at) => new ClosePoll(id, by, at, Station));
        await host.DoAsync((id, by, at) => new MarkProposal(id, by, at, Station, new("hall"), false, "离公交站远。"));

        var closed = (await phone.GetAsync("/screen/FT2025/scene")).Html;
        Assert.Contains("已结束", closed, StringComparison.Ordinal);
        Assert.Equal("hall", Bars(closed)[0]);
        Assert.Matches("1人", closed);
        var (_, result) = await phone.GetAsync($"{Page}/poll/station");
        Assert.Matches("1人投票，应投[0-9]+人。", result);
        Assert.Matches(">现场手机(<[^>]+>)*1/[0-9]+", result);
        Assert.Contains("您选的", result, StringComparison.Ordinal);
        Assert.Contains("未采纳：离公交站远。", result, StringComparison.Ordinal);
        Assert.Contains("未采纳：离公交站远。", (await phone.GetAsync(Page)).Html, StringComparison.Ordinal);
        var (_, published) = await phone.GetAsync("/p/FT2025");
        Assert.Matches("1人投票，入场[0-9]+部手机。", published);
        Assert.Contains("离公交站远。", published, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_keeps_hidden_figures_to_itself_until_the_poll_is_closed()
    {
        await host.DoAsync((id, by, at) => new OpenPoll(id, by, at, Parking));
        var (_, page) = await phone.GetAsync(Page);
        await phone.PostAsync(page, $"{Page}/vote", ("choice", "gate"));

        var hidden = (await phone.GetAsync("/screen/FT2025/scene")).Html;
        Assert.Empty(Bars(hidden));
        Assert.Contains("结果在投票结束后公布", hidden, StringComparison.Ordinal);
        Assert.Contains("排第一计4分", hidden, StringComparison.Ordinal);

        await host.DoAsync((id, by, at) => new ClosePoll(id, by, at, Parking));
        var shown = (await phone.GetAsync("/screen/FT2025/scene")).Html;
        Assert.Equal("gate", Bars(shown)[0]);
        Assert.Contains("1人排第一", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_of_a_ballot_says_that_it_counts_and_not_what_was_chosen()
    {
        await host.DoAsync((id, by, at) => new OpenPoll(id, by, at, Station));
        var (_, page) = await phone.GetAsync(Page);
        await phone.PostAsync(page, $"{Page}/vote", ("choice", "hall"));
        var receipt = Receipt().Match((await phone.GetAsync(Page)).Html).Groups["it"].Value;

        var (_, form) = await phone.GetAsync("/receipt");
        var (_, found) = await phone.PostAsync(form, "/receipt", ("code", receipt));

        Assert.Contains("您的投票已计入", found, StringComparison.Ordinal);
        Assert.DoesNotContain("旧村委会院", found, StringComparison.Ordinal);
    }

    private static string[] Pressed(string page) => [.. Row().Matches(page).Select(row => row.Groups["choice"].Value)];

    private static string[] Bars(string scene) => [.. Bar().Matches(scene).Select(bar => bar.Groups["id"].Value)];

    [GeneratedRegex(
        "name=\"choice\" value=\"(?<choice>[^\"]+)\" aria-pressed=\"true\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Row();

    [GeneratedRegex("data-key=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();

    [GeneratedRegex(
        "data-f=\"receipt\">(?<it>[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2})<",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Receipt();
}
