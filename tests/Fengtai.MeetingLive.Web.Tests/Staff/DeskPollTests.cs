using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

public sealed class DeskPollTests : StaffHall
{
    private static readonly PollId Site = new("site");

    protected override MeetingPlan Prepared =>
        Plan() with
        {
            Polls =
            [
                new PollPlan(
                    Site,
                    "驿站选址",
                    "新的养老驿站，建在哪儿好？",
                    "结果供选址参考",
                    PollKind.One,
                    1,
                    [new(new("west"), "文化中心西侧", ""), new(new("yard"), "供销社旧院", "")],
                    Live: true,
                    Sample: true
                ),
            ],
        };

    private Poll Poll => Meeting.Polls[Site];

    [Fact]
    public async Task A_poll_is_opened_comes_on_the_screen_and_V_closes_it_only_when_pressed_twice()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.Find(".polls .other button").ClickAsync(new MouseEventArgs());
        Assert.Equal((RoundState.Open, Site), (Poll.State, Meeting.Scene.Poll!.Value));
        await PressAsync(desk, "v");
        Assert.Equal(RoundState.Open, Poll.State);
        Assert.Contains("再按一次V", desk.Find("#close-poll").TextContent, StringComparison.Ordinal);
        await PressAsync(desk, "v");

        Assert.Equal(RoundState.Closed, Poll.State);
    }

    [Fact]
    public async Task Its_figures_are_hidden_and_it_is_put_on_the_screen_again()
    {
        await GiveAsync(By((id, by, at) => new OpenPoll(id, by, at, Site)));
        await GiveAsync(By((id, by, at) => new ShowScene(id, by, at, SceneKind.Timetable)));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.Find("#show-poll").ClickAsync(new MouseEventArgs());
        await desk.Find("#screen-poll").ClickAsync(new MouseEventArgs());

        Assert.False(Poll.Shown);
        Assert.Equal((SceneKind.Poll, Site), (Meeting.Scene.Kind, Meeting.Scene.Poll!.Value));
    }

    [Fact]
    public async Task M_marks_the_proposals_and_one_without_its_reason_says_so_and_loses_nothing()
    {
        await ClosedAsync();
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "k");
        await desk.Find("#mark-yard .two button").ClickAsync(new MouseEventArgs());
        await desk.Find("#reason-yard").InputAsync("离集市近。");
        await desk.Find("#mark-west .two button:last-child").ClickAsync(new MouseEventArgs());
        await PageKeyAsync(desk, CtrlEnter);

        Assert.True(Poll.Marks[new("yard")].Adopted);
        Assert.DoesNotContain(new ProposalId("west"), Poll.Marks.Keys);
        Assert.Contains("请写明理由", desk.Find("#reason-west-why").TextContent, StringComparison.Ordinal);
        Assert.Equal("离集市近。", desk.Find("#reason-yard").GetAttribute("value"));

        await desk.Find("#reason-west").InputAsync("需新建，今年没有用地。");
        await PageKeyAsync(desk, CtrlEnter);
        Assert.False(Poll.Marks[new("west")].Adopted);
        Assert.Empty(desk.FindAll(".marks"));
    }

    [Fact]
    public async Task A_reason_without_a_choice_is_asked_for_the_choice()
    {
        await ClosedAsync();
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "k");
        await desk.Find("#reason-yard").InputAsync("离集市近。");
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Empty(Poll.Marks);
        Assert.Contains("先选采纳或未采纳", desk.Find("#reason-yard-why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_is_corrected_after_the_meeting()
    {
        await ClosedAsync();
        await GiveAsync(By((id, by, at) => new MarkProposal(id, by, at, Site, new("yard"), true, "离集市近。")));
        await GiveAsync(By((id, by, at) => new CloseMeeting(id, by, at)));
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PressAsync(desk, "k");
        await desk.Find("#mark-yard .two button:last-child").ClickAsync(new MouseEventArgs());
        await desk.Find("#reason-yard").InputAsync("产权未清。");
        await PageKeyAsync(desk, CtrlEnter);

        Assert.Equal((false, "产权未清。"), (Poll.Marks[new("yard")].Adopted, Poll.Marks[new("yard")].Reason));
    }

    [Fact]
    public async Task The_presenter_shows_the_poll_by_its_button_and_by_Alt_7()
    {
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);

        await console.Find("[data-scene=Poll]").ClickAsync(new MouseEventArgs());
        Assert.Equal(Site, Meeting.Scene.Poll);
        await GiveAsync(By((id, by, at) => new ShowScene(id, by, at, SceneKind.Welcome)));
        await PageKeyAsync(
            console,
            new KeyboardEventArgs
            {
                Key = "7",
                Code = "Digit7",
                AltKey = true,
            }
        );
        Assert.Equal(SceneKind.Poll, Meeting.Scene.Kind);
    }

    private async Task ClosedAsync()
    {
        await GiveAsync(By((id, by, at) => new OpenPoll(id, by, at, Site)));
        await GiveAsync(By((id, by, at) => new ClosePoll(id, by, at, Site)));
    }
}
