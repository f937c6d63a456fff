using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>The wall of questions is the eighth scene, by its button and by its key.</summary>
public sealed class WallTests : StaffHall
{
    private static readonly KeyboardEventArgs AltEight = new()
    {
        Key = "8",
        Code = "Digit8",
        AltKey = true,
    };

    [Fact]
    public async Task Alt_8_at_the_desk_brings_it()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await PageKeyAsync(desk, AltEight);

        Assert.Equal(SceneKind.Wall, Meeting.Scene.Kind);
    }

    [Fact]
    public async Task Alt_8_at_the_console_brings_it_and_its_button_is_pressed()
    {
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);

        await PageKeyAsync(console, AltEight);

        Assert.Equal(SceneKind.Wall, Meeting.Scene.Kind);
        console.WaitForAssertion(() =>
            Assert.Equal("true", console.Find("[data-scene=Wall]").GetAttribute("aria-pressed"))
        );
    }

    [Fact]
    public async Task The_remote_brings_it_by_its_button_and_by_Alt_8()
    {
        var remote = await OpenAsync<RemotePage>(Roles.Presenter);

        await remote.Find("[data-scene=Wall]").ClickAsync(new MouseEventArgs());
        Assert.Equal(SceneKind.Wall, Meeting.Scene.Kind);
        await GiveAsync(By((id, by, at) => new ShowScene(id, by, at, SceneKind.Welcome)));
        await PageKeyAsync(remote, AltEight);

        Assert.Equal(SceneKind.Wall, Meeting.Scene.Kind);
    }

    [Fact]
    public async Task Every_scene_but_a_poll_that_there_is_not_has_a_button_with_words_on_all_three()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        Assert.All(desk.FindAll(".scene-keys button"), button => Assert.NotEmpty(button.TextContent.Trim()));
        Assert.Equal(7, desk.FindAll(".scene-keys button").Count);
        var console = await OpenAsync<PresenterPage>(Roles.Presenter, "主讲");
        var remote = await OpenAsync<RemotePage>(Roles.Presenter, "主讲手机");
        foreach (var kind in Enum.GetValues<SceneKind>().Where(kind => kind != SceneKind.Poll))
        {
            Assert.NotEmpty(console.Find($"[data-scene={kind}]").TextContent.Trim());
            Assert.NotEmpty(remote.Find($"[data-scene={kind}]").TextContent.Trim());
        }
    }
}
