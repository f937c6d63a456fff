using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Track;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>A street that has promised nothing yet.</summary>
public sealed class EmptyBoardTests : TrackRoom
{
    protected override Task PrepareAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_says_what_will_stand_there()
    {
        var page = await BoardAsync();

        Assert.Contains("还没有承办事项", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table, #urge, #export-xlsx"));
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_told() =>
        Assert.Contains("没有这一事项", (await ItemAsync("late")).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task The_streets_of_a_person_are_listed()
    {
        await using (var context = Store.Create())
        {
            context.Streets.Add(new() { Id = "wangzuo", Name = "王佐镇" });
            context.Streets.Add(new() { Id = "fengtai", Name = "丰台街道" });
            await context.SaveChangesAsync(Cancel);
        }

        var page = await OpenAsync<TrackStreets>("/track", Roles.Unit, _ => { }, unit: "城管办");

        Assert.Equal("/track/wangzuo", Assert.Single(page.FindAll(".doors a")).GetAttribute("href"));
    }
}
