using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>Whoever speaks sees what the desk writes down, before it is saved.</summary>
public sealed class RecordingTests : StaffHall
{
    [Fact]
    public async Task The_console_follows_the_desks_fields_and_a_dispute_reaches_the_desk()
    {
        var question = await ApprovedAsync("q1", "晚上停车位太少，怎么办？", "错峰停车");
        await GiveAsync(By((id, by, at) => new PutOnStage(id, by, at, question)));
        await GiveAsync(By((id, by, at) => new ShowScene(id, by, at, SceneKind.Question)));
        var both = Roles.Secretary | Roles.Presenter;
        var desk = await OpenAsync<DeskPage>(both);
        var console = await OpenAsync<PresenterPage>(both);
        console.WaitForAssertion(() =>
            Assert.Contains("转办", console.Find(".recording").TextContent, StringComparison.Ordinal)
        );

        await desk.Find("#deadline input, input#deadline").InputAsync(new() { Value = "11月1日" });
        console.WaitForAssertion(() =>
            Assert.Contains("11月1日", console.Find(".recording").TextContent, StringComparison.Ordinal)
        );

        await console.Find("#dispute").ClickAsync(new MouseEventArgs());
        desk.WaitForAssertion(() =>
            Assert.Contains("记得不对", desk.Find(".outcome").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("已告诉秘书", console.Find(".recording").TextContent, StringComparison.Ordinal);

        // Mended: the console may object anew.
        await desk.Find("#deadline input, input#deadline").InputAsync(new() { Value = "10月31日" });
        desk.WaitForAssertion(() =>
            Assert.DoesNotContain("记得不对", desk.Find(".outcome").TextContent, StringComparison.Ordinal)
        );
        console.WaitForAssertion(() => Assert.Single(console.FindAll("#dispute")));
    }
}
