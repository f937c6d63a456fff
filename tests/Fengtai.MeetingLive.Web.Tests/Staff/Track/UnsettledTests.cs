using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Prepare;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>Whoever prepares the next meeting is told what the last one left.</summary>
public sealed class UnsettledTests : TrackRoom
{
    [Fact]
    public async Task The_preparation_tells_how_many_are_not_settled_until_they_are_carried_over()
    {
        await PrepareNextAsync();
        var page = await HomeAsync("镇秘书");
        Assert.Contains("上次会议还有5项没办完", page.Find("#unsettled").TextContent, StringComparison.Ordinal);
        Assert.Equal("/track/wangzuo", page.Find("#unsettled a").GetAttribute("href"));

        await Services
            .GetRequiredService<CarryingOver>()
            .DoAsync(
                Street,
                [.. Meeting.Timetable.Keys.Select(id => new PromiseAt(Meeting.Id, id))],
                Actor.System(Street),
                Cancel
            );
        Assert.Empty((await HomeAsync("另一位秘书")).FindAll("#unsettled"));
    }

    private Task<IRenderedComponent<PrepareHome>> HomeAsync(string name) =>
        OpenAsync<PrepareHome>("/prepare/wangzuo", Roles.Secretary, p => p.Add(x => x.Street, Street.Value), name);
}
