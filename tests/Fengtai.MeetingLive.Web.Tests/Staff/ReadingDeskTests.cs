using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>Duplicates, labels, sorting and paper, all by keyboard.</summary>
public sealed class ReadingDeskTests : StaffHall
{
    [Fact]
    public async Task M_merges_into_the_like_question_beside_it_and_Z_takes_it_back()
    {
        var stands = await ApprovedAsync("q1", "小区晚上停车位太少，怎么办？");
        var question = await AskedAsync("q2", "小区晚上停车位太少，能不能错峰共享？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "m");
        Assert.Equal(stands, Meeting.Questions[question].MergedInto);
        Assert.Equal(1, Meeting.Questions[stands].Supports);

        await PressAsync(desk, "z");
        Assert.Equal(QuestionState.Waiting, Meeting.Questions[question].State);
        Assert.Equal(0, Meeting.Questions[stands].Supports);
    }

    [Fact]
    public async Task What_merging_makes_is_said_before_it_is_done_and_X_says_that_they_differ()
    {
        await ApprovedAsync("q1", "小区晚上停车位太少，怎么办？");
        await AskedAsync("q2", "小区晚上停车位太少，能不能错峰共享？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        Assert.Contains("并入后1人附议", desk.Find(".sum").TextContent, StringComparison.Ordinal);
        var before = Meeting.Version;

        await PressAsync(desk, "x");

        Assert.Empty(desk.FindAll(".like"));
        Assert.Equal(before, Meeting.Version);
    }

    [Fact]
    public async Task Without_a_like_question_M_asks_for_the_number()
    {
        var stands = await ApprovedAsync("q1", "班车几点开？");
        var question = await AskedAsync("q2", "路灯坏了，谁来修？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "m");
        await desk.Find("#merge-into").InputAsync("9");
        await desk.Find("form.topic").SubmitAsync();
        Assert.Contains("没有这个号", desk.Find("#merge-into-why").TextContent, StringComparison.Ordinal);

        await desk.Find("#merge-into").InputAsync("2");
        await desk.Find("form.topic").SubmitAsync();
        Assert.Contains("它自己", desk.Find("#merge-into-why").TextContent, StringComparison.Ordinal);

        await desk.Find("#merge-into").InputAsync("1");
        await desk.Find("form.topic").SubmitAsync();
        Assert.Equal(stands, Meeting.Questions[question].MergedInto);
    }

    [Fact]
    public async Task U_separates_what_was_merged()
    {
        var stands = await ApprovedAsync("q1", "班车几点开？");
        var question = await AskedAsync("q2", "路灯坏了，谁来修？");
        await GiveAsync(By((id, by, at) => new Merge(id, by, at, question, stands)));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.FindAll("[role=tab]")[^1].ClickAsync(new MouseEventArgs());
        Assert.Contains("已并入第1号", desk.Find(".kept").TextContent, StringComparison.Ordinal);
        await PressAsync(desk, "u");

        Assert.Equal(QuestionState.Waiting, Meeting.Questions[question].State);
    }

    [Fact]
    public async Task D_takes_a_shown_question_down_again()
    {
        var question = await ApprovedAsync("q1", "班车几点开？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "d");

        Assert.Equal(QuestionState.Waiting, Meeting.Questions[question].State);
    }

    [Fact]
    public async Task L_and_a_word_label_a_question_and_F_shows_only_those()
    {
        await AskedAsync("q1", "班车几点开？");
        var question = await AskedAsync("q2", "路灯坏了，谁来修？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        await PressAsync(desk, "ArrowDown", "l");

        await desk.Find("#label").InputAsync("急");
        await desk.Find("form.topic").SubmitAsync();
        Assert.Equal(["急"], Meeting.Questions[question].Labels);
        await PageKeyAsync(desk, new KeyboardEventArgs { Key = "Escape" });
        await PressAsync(desk, "f");

        Assert.Contains("路灯", Assert.Single(desk.FindAll("[role=option]")).TextContent, StringComparison.Ordinal);
        await PressAsync(desk, "f");
        Assert.Equal(2, desk.FindAll("[role=option]").Count);
    }

    [Fact]
    public async Task A_label_that_is_too_long_says_so_at_the_field_and_stays_there()
    {
        await AskedAsync("q1", "班车几点开？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "l");
        await desk.Find("#label").InputAsync("一二三四五六七八九");
        await desk.Find("form.topic").SubmitAsync();

        Assert.Contains("最多8个字", desk.Find("#label-why").TextContent, StringComparison.Ordinal);
        Assert.Equal("一二三四五六七八九", desk.Find("#label").GetAttribute("value"));
    }

    [Fact]
    public async Task O_sorts_and_the_address_remembers_it()
    {
        await AskedAsync("q1", "暖气不热", "供暖");
        await AskedAsync("q2", "没地方停车", "停车管理");
        await AskedAsync("q3", "没有主题的话");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "o", "o", "o");

        Assert.Equal(
            ["没地方停车", "暖气不热", "没有主题的话"],
            desk.FindAll("[role=option] .t").Select(text => text.TextContent)
        );
        Assert.EndsWith("?sort=topic", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        var again = await OpenAsync<DeskPage>(Roles.Secretary, "另一位");
        Assert.Contains("没地方停车", again.Find("[role=option]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_counts_when_a_second_person_has_counted_the_same()
    {
        var round = new RoundId("overall");
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, round)));
        var first = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(first, "p");
        await CountAsync(first, "11", "9", "5", "2", "1");
        await first.Find("#paper-reason").InputAsync("部分代表不用手机");
        await PageKeyAsync(first, CtrlEnter);
        Assert.Equal((28, 0), (Meeting.Rounds[round].PaperProposed!.Tally.Total, Meeting.Rounds[round].All.Total));

        var second = await OpenAsync<DeskPage>(Roles.Secretary, "第二位秘书");
        await PressAsync(second, "p");
        // The second counts without seeing the first one's figures.
        Assert.DoesNotContain("11", second.Find(".counts").TextContent, StringComparison.Ordinal);
        await CountAsync(second, "11", "9", "4", "2", "1");
        await PageKeyAsync(second, CtrlEnter);
        Assert.Contains("差1张", second.Find(".differs").TextContent, StringComparison.Ordinal);
        Assert.Contains("一起重数", second.Find(".paper .why").TextContent, StringComparison.Ordinal);

        await second.Find("#paper-3").InputAsync("５");
        await PageKeyAsync(second, CtrlEnter);
        Assert.Equal(28, Meeting.Rounds[round].All.Total);
        Assert.Contains("含纸质28份", second.Find(".rounds").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_entered_the_paper_cannot_confirm_it()
    {
        var round = new RoundId("overall");
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, round)));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        await PressAsync(desk, "p");
        await CountAsync(desk, "11", "9", "5", "2", "1");
        await desk.Find("#paper-reason").InputAsync("部分代表不用手机");
        await PageKeyAsync(desk, CtrlEnter);

        await PressAsync(desk, "p");

        Assert.Contains("待另一人核对", desk.Find(".paper .state").TextContent, StringComparison.Ordinal);
        Assert.Empty(desk.FindAll("#paper-anew"));
    }

    [Fact]
    public async Task What_is_no_figure_is_refused_and_stays_in_its_field()
    {
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, new RoundId("overall"))));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        await PressAsync(desk, "p");

        await desk.Find("#paper-5").InputAsync("十一");
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Contains("整数", desk.Find(".paper .why").TextContent, StringComparison.Ordinal);
        Assert.Equal("十一", desk.Find("#paper-5").GetAttribute("value"));
    }

    [Fact]
    public async Task After_the_meeting_nothing_is_left_to_be_gone_to()
    {
        await AskedAsync("q1", "班车几点开？");
        await GiveAsync(By((id, by, at) => new CloseMeeting(id, by, at)));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.Find("#closing").ClickAsync(new MouseEventArgs());

        Assert.DoesNotContain("去处理", desk.Find(".closing").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Enter", desk.Find(".keys").TextContent, StringComparison.Ordinal);
    }

    /// <summary>Level 5 first, as on the form.</summary>
    private static async Task CountAsync(IRenderedComponent<DeskPage> desk, params string[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
            await desk.Find($"#paper-{5 - i}").InputAsync(counts[i]);
        await desk.Find("#paper-present").InputAsync("30");
    }
}
