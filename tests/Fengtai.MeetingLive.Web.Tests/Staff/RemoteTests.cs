using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Screens;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>The presenter's phone as a remote.</summary>
public sealed class RemoteTests : StaffHall
{
    [Fact]
    public async Task The_large_button_brings_the_report_and_then_turns_its_pages_as_far_as_there_are_any()
    {
        var remote = await OpenAsync<RemotePage>(Roles.Presenter);

        await remote.Find("#next").ClickAsync(new MouseEventArgs());
        Assert.Equal(new SlideId("one"), Meeting.Scene.Slide);
        await remote.Find("#next").ClickAsync(new MouseEventArgs());
        Assert.Equal(new SlideId("two"), Meeting.Scene.Slide);
        Assert.True(remote.Find("#next").HasAttribute("disabled"));
        Assert.Contains("已是最后一页", remote.Find(".coming").TextContent, StringComparison.Ordinal);
        await remote.Find("#previous").ClickAsync(new MouseEventArgs());
        Assert.Equal(new SlideId("one"), Meeting.Scene.Slide);
    }

    [Fact]
    public async Task It_switches_scenes_as_the_console_does()
    {
        var remote = await OpenAsync<RemotePage>(Roles.Presenter);

        await remote.Find("[data-scene=Timetable]").ClickAsync(new MouseEventArgs());

        Assert.Equal(SceneKind.Timetable, Meeting.Scene.Kind);
        Assert.Equal("true", remote.Find("[data-scene=Timetable]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task It_says_whether_the_halls_screens_follow()
    {
        var screens = Services.GetRequiredService<ConnectedScreens>();
        screens.Came("projector", Meeting.Id);
        screens.Came("a-phone-elsewhere", new MeetingId("another"));
        var remote = await OpenAsync<RemotePage>(Roles.Presenter);
        Assert.Contains("1块大屏同步", remote.Find("footer").TextContent, StringComparison.Ordinal);

        screens.Went("projector");
        remote.WaitForAssertion(
            () => Assert.Contains("没有大屏连着", remote.Find("footer").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task Somebody_without_the_role_gets_no_button()
    {
        var remote = await OpenAsync<RemotePage>(Roles.Administrator);

        Assert.Empty(remote.FindAll("button"));
    }
}

public sealed class LongAnswerTests : StaffHall
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    protected override TimeProvider Clock => clock;

    [Fact]
    public async Task After_three_minutes_the_console_says_quietly_that_an_answer_is_long()
    {
        var question = await ApprovedAsync("q1", "晚上停车位太少，怎么办？", "错峰停车");
        await GiveAsync(By((id, by, at) => new PutOnStage(id, by, at, question)));
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);
        Assert.Empty(console.FindAll(".clock--over"));

        clock.Advance(TimeSpan.FromMinutes(3.1));

        console.WaitForAssertion(() =>
            Assert.Contains("已过3分钟", console.Find(".clock--over").TextContent, StringComparison.Ordinal)
        );
    }
}
