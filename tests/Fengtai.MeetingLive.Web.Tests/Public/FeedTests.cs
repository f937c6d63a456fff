using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Links;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>A unit's items as a calendar, by a link.</summary>
public sealed class FeedTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calendar_holds_the_units_open_items_and_nobody_elses()
    {
        var plan = (await host.DoorAsync()).Session.Current.Plan;
        var unit = plan.Commitments.First(c => c.State is CommitmentState.NotStarted or CommitmentState.Moving).Unit;
        using var browser = host.Browser();
        var calendar = await browser.GetStringAsync(await AddressAsync(unit), Cancel);
        Assert.StartsWith("BEGIN:VCALENDAR", calendar, StringComparison.Ordinal);
        var all = await browser.GetStringAsync(await AddressAsync(""), Cancel);
        Assert.True(Events(all) > Events(calendar) && Events(calendar) > 0, $"{Events(all)}, {Events(calendar)}");
    }

    [Fact]
    public async Task A_link_of_another_kind_or_none_is_no_calendar()
    {
        using var browser = host.Browser();
        var meeting = (await host.DoorAsync()).Session.Current;
        var unit = await host.Service<SignedLinks>()
            .IssueAsync(
                new LinkSubject(LinkKind.Unit, meeting.Plan.Street, meeting.Id, new CommitmentId("c1")),
                "城管办",
                new("secretary"),
                DateTimeOffset.UtcNow.AddDays(3),
                Cancel
            );
        foreach (var token in new[] { unit, "nothing" })
        {
            using var answer = await browser.GetAsync(new Uri($"/feed/{token}.ics", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task<Uri> AddressAsync(string holder)
    {
        var street = (await host.DoorAsync()).Session.Current.Plan.Street;
        var token = await host.Service<SignedLinks>()
            .IssueAsync(
                new LinkSubject(LinkKind.Feed, street, new MeetingId("")),
                holder,
                new("secretary"),
                DateTimeOffset.UtcNow.AddDays(30),
                Cancel
            );
        return new Uri($"/feed/{token}.ics", UriKind.Relative);
    }

    private static int Events(string calendar) => calendar.Split("BEGIN:VEVENT").Length - 1;
}
