using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

public sealed class PresenterTests : StaffHall
{
    [Fact]
    public async Task A_remote_turns_pages_and_stops_at_the_last()
    {
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);

        await PageKeyAsync(console, new KeyboardEventArgs { Key = "PageDown" });
        Assert.Equal(new SlideId("one"), Meeting.Scene.Slide);
        await PageKeyAsync(console, new KeyboardEventArgs { Key = "PageDown" });
        Assert.Equal(new SlideId("two"), Meeting.Scene.Slide);
        await PageKeyAsync(console, new KeyboardEventArgs { Key = "PageDown" });
        Assert.Equal(new SlideId("two"), Meeting.Scene.Slide);
        await PageKeyAsync(console, new KeyboardEventArgs { Key = "PageUp" });
        Assert.Equal(new SlideId("one"), Meeting.Scene.Slide);
    }

    [Fact]
    public async Task An_approved_question_goes_on_stage_with_its_plan_large()
    {
        var question = await ApprovedAsync("q1", "晚上停车位太少，怎么办？", "错峰停车");
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);

        await console.Find($"[data-question={question}]").ClickAsync(new MouseEventArgs());

        Assert.Equal(question, Meeting.Stage!.Question);
        Assert.Contains("10月31日前公布首批名单", console.Find(".talk").TextContent, StringComparison.Ordinal);
        Assert.Contains("会前12件", console.Find(".talk").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scene_button_switches_the_screen()
    {
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);

        await console.Find("[data-scene=Timetable]").ClickAsync(new MouseEventArgs());

        Assert.Equal(SceneKind.Timetable, Meeting.Scene.Kind);
    }

    [Theory]
    [InlineData(Roles.Secretary, true, true)]
    [InlineData(Roles.Presenter, false, true)]
    [InlineData(Roles.Administrator, false, false)]
    [InlineData(Roles.None, false, false)]
    [InlineData(Roles.Resident, false, false)]
    public async Task Each_role_opens_its_own_places(Roles roles, bool desk, bool console)
    {
        Assert.Equal(console, (await OpenAsync<PresenterPage>(roles)).FindAll(".present").Count == 1);
        await using (var context = Store.Create())
        {
            context.Users.RemoveRange(context.Users);
            context.Grants.RemoveRange(context.Grants);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(desk, (await OpenAsync<DeskPage>(roles)).FindAll(".desk").Count == 1);
    }
}
