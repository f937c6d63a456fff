using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

public sealed class DeskTests : StaffHall
{
    [Fact]
    public async Task A_approves_and_the_next_one_is_chosen()
    {
        var first = await AskedAsync("q1", "路灯坏了，谁来修？");
        var second = await AskedAsync("q2", "班车几点开？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "a");

        Assert.Equal(QuestionState.Approved, Meeting.Questions[first].State);
        Assert.Equal(QuestionState.Waiting, Meeting.Questions[second].State);
        Assert.Contains("班车", desk.Find("li[aria-selected=true]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z_takes_the_last_approval_back()
    {
        var question = await AskedAsync("q1", "路灯坏了，谁来修？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "a", "z");

        Assert.Equal(QuestionState.Waiting, Meeting.Questions[question].State);
    }

    [Fact]
    public async Task R_and_a_digit_and_Enter_refuse_with_that_reason()
    {
        var question = await AskedAsync("q1", "推荐一款保健品");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "r", "3", "Enter");

        Assert.Equal(
            (QuestionState.Refused, RefusalReason.Advertising),
            (Meeting.Questions[question].State, Meeting.Questions[question].Reason!.Value)
        );
    }

    [Fact]
    public async Task The_sixth_reason_needs_a_note_and_says_so_at_the_field()
    {
        var question = await AskedAsync("q1", "说不清楚的一句话");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "r", "6", "Enter");
        Assert.Equal(QuestionState.Waiting, Meeting.Questions[question].State);
        Assert.Contains("写明理由", desk.Find(".refuse .why").TextContent, StringComparison.Ordinal);

        await desk.Find("#note").InputAsync("请写明地点");
        await desk.Find("form.refuse").SubmitAsync();
        Assert.Equal("请写明地点", Meeting.Questions[question].ReasonNote);
    }

    [Fact]
    public async Task S_puts_on_stage_and_Ctrl_Enter_hands_over_what_the_plan_has_prepared()
    {
        var question = await ApprovedAsync("q1", "晚上停车位太少，怎么办？", "错峰停车");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "s");
        Assert.Equal(question, Meeting.Stage!.Question);
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Null(Meeting.Stage);
        var promise = Meeting.Timetable[Meeting.Questions[question].Commitment!.Value];
        Assert.Equal(
            ("夜间错峰共享停车位", "城市管理办", "停车专员", new DateOnly(2025, 10, 31)),
            (promise.Title, promise.Unit, promise.Owner, promise.Deadline)
        );
        Assert.Equal([new Milestone(new DateOnly(2025, 9, 15), "摸清周边单位夜间可用车位")], promise.Milestones);
        Assert.Equal(SceneKind.Timetable, Meeting.Scene.Kind);
    }

    [Fact]
    public async Task One_and_a_gist_answer_on_the_spot()
    {
        var question = await ApprovedAsync("q1", "窗口几点开门？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "1");
        await desk.Find("#gist").InputAsync("早八点半，中午不休息。");
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Equal("早八点半，中午不休息。", Meeting.Questions[question].Gist);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field_and_nothing_is_written()
    {
        await ApprovedAsync("q1", "暖气不热，谁来管？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        var before = Meeting.Version;

        await desk.Find("#deadline").InputAsync("下个月");
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Equal(before, Meeting.Version);
        Assert.Contains("责任单位", desk.Find("#unit-why").TextContent, StringComparison.Ordinal);
        Assert.Contains("10.31", desk.Find("#deadline-why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_after_the_deadline_is_refused_at_the_steps()
    {
        await ApprovedAsync("q1", "晚上停车位太少，怎么办？", "错峰停车");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.Find("#deadline").InputAsync("9.1");
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Contains("晚于办结时限", desk.Find(".steps .why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_survives_what_happens_meanwhile_and_another_choice()
    {
        await ApprovedAsync("q1", "暖气不热，谁来管？");
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        await desk.Find("#unit").InputAsync("供热办");

        await ApprovedAsync("q2", "村口公交站没有灯。");
        desk.WaitForAssertion(() => Assert.Equal(2, desk.FindAll("[role=option]").Count));
        Assert.Equal("供热办", desk.Find("#unit").GetAttribute("value"));

        await PressAsync(desk, "ArrowDown");
        Assert.Equal("", desk.Find("#unit").GetAttribute("value"));
        await PressAsync(desk, "ArrowUp");
        Assert.Equal("供热办", desk.Find("#unit").GetAttribute("value"));
    }

    [Fact]
    public async Task N_enters_a_slip_that_then_waits_to_be_checked()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "n");
        await desk.Find("#slip-text").InputAsync("自来水什么时候接到户？");
        await desk.Find("#slip-channel").ChangeAsync(nameof(Channel.Hotline));
        await PageKeyAsync(desk, CtrlEnter);

        var question = Assert.Single(Meeting.Questions.Values);
        Assert.Equal(
            ("自来水什么时候接到户？", Channel.Hotline, QuestionState.Waiting),
            (question.Text, question.From.Channel, question.State)
        );
    }

    [Fact]
    public async Task Whoever_asked_on_paper_gets_the_receipt_of_their_question_on_paper()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        Assert.Empty(desk.FindAll("#print-receipt"));

        await PressAsync(desk, "n");
        await desk.Find("#slip-text").InputAsync("自来水什么时候接到户？回我13800001234。");
        await PageKeyAsync(desk, CtrlEnter);
        await desk.Find("#print-receipt").ClickAsync();

        Assert.Single(JSInterop.Invocations["print"]);
        var slip = desk.Find(".receipt-slip");
        var code = slip.QuerySelector(".code")!.TextContent;
        Assert.Equal(
            Assert.Single(Meeting.Questions.Values).Receipt,
            Seals.Of("receipt", code.Replace("-", "", StringComparison.Ordinal))
        );
        Assert.Contains("自来水什么时候接到户？回我138****1234。", slip.TextContent, StringComparison.Ordinal);
        // What leads there does not carry the code: addresses are written down on the way.
        Assert.EndsWith("/receipt", desk.FindComponent<ReceiptSlip>().Instance.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E_closes_a_round_only_when_it_is_pressed_twice()
    {
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, new RoundId("overall"))));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "e");
        Assert.Equal(RoundState.Open, Meeting.Rounds[new RoundId("overall")].State);
        await PressAsync(desk, "e");

        Assert.Equal(RoundState.Closed, Meeting.Rounds[new RoundId("overall")].State);
    }

    [Fact]
    public async Task Alt_and_a_digit_switch_the_screen()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PageKeyAsync(
            desk,
            new KeyboardEventArgs
            {
                Key = "5",
                Code = "Digit5",
                AltKey = true,
            }
        );

        Assert.Equal(SceneKind.Timetable, Meeting.Scene.Kind);
    }

    [Fact]
    public async Task Closing_waits_for_the_question_on_stage_and_says_so()
    {
        var question = await ApprovedAsync("q1", "晚上停车位太少，怎么办？", "错峰停车");
        await GiveAsync(By((id, by, at) => new PutOnStage(id, by, at, question)));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.Find("#closing").ClickAsync(new MouseEventArgs());
        Assert.True(desk.Find("#close-meeting").HasAttribute("disabled"));
        Assert.Contains("先记下", desk.Find("#close-why").TextContent, StringComparison.Ordinal);
        await PageKeyAsync(desk, CtrlEnter);
        Assert.Equal(Phase.Running, Meeting.Phase);

        await GiveAsync(By((id, by, at) => new Answer(id, by, at, question, "已答复。")));
        desk.WaitForAssertion(() => Assert.False(desk.Find("#close-meeting").HasAttribute("disabled")));
        await PageKeyAsync(desk, CtrlEnter);
        Assert.Equal(Phase.Closed, Meeting.Phase);
    }

    [Fact]
    public async Task An_unknown_code_is_said_plainly()
    {
        var desk = Render<DeskPage>(p => p.Add(x => x.Code, "NOSUCH"));

        desk.WaitForAssertion(() => Assert.Contains("没有这场会议", desk.Markup, StringComparison.Ordinal));
        await Task.CompletedTask;
    }
}
