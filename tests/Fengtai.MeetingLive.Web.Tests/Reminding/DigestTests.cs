using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Reminding;

namespace Fengtai.MeetingLive.Web.Tests.Reminding;

/// <summary>Who is told what on which day.</summary>
public sealed class DigestTests
{
    private static readonly DateOnly Due = new(2025, 10, 10);
    private static readonly ReminderRules Rules = new(3, 1, 7, "镇长", 8);

    [Theory]
    [InlineData(-4, "")]
    [InlineData(-3, "Unit")]
    [InlineData(0, "Unit")]
    [InlineData(1, "Unit Lead")]
    [InlineData(6, "Unit Lead")]
    [InlineData(7, "Unit Lead Head")]
    public void An_item_climbs_from_the_unit_to_the_lead_to_the_head(int daysLate, string told) =>
        Assert.Equal(told, string.Join(' ', Digest.Of([Row()], Rules, Due.AddDays(daysLate)).Select(d => d.To)));

    [Fact]
    public void What_is_settled_or_waits_to_be_checked_reminds_no_unit()
    {
        var late = Due.AddDays(30);
        Assert.Empty(Digest.Of([Row(CommitmentState.Done), Row(CommitmentState.CannotBeDone)], Rules, late));
        var waits = Assert.Single(Digest.Of([Row(CommitmentState.AwaitingCheck)], Rules, late));
        Assert.Equal((DigestTo.Office, DigestWhy.ToCheck), (waits.To, waits.Lines[0].Why));
    }

    [Fact]
    public void What_a_unit_has_declined_goes_to_the_office()
    {
        var declined = Row();
        declined.Declined = true;
        var told = Assert.Single(Digest.Of([declined], Rules, Due));
        Assert.Equal((DigestTo.Office, DigestWhy.Declined), (told.To, told.Lines[0].Why));
    }

    [Fact]
    public void Late_for_the_second_time_proposes_a_whistle_to_the_office_until_one_is_blown()
    {
        var twice = Row();
        twice.Missed = 1;
        var day = Due.AddDays(1);
        Assert.Contains(Digest.Of([twice], Rules, day), d => d.Lines.Any(l => l.Why == DigestWhy.WhistleProposed));
        twice.Whistling = true;
        Assert.DoesNotContain(Digest.Of([twice], Rules, day), d => d.To == DigestTo.Office);
    }

    [Fact]
    public void What_was_carried_over_is_counted_where_it_was_promised()
    {
        var carried = Row();
        carried.FromMeetingId = "earlier";
        Assert.Empty(Digest.Of([carried], Rules, Due.AddDays(9)));
    }

    [Fact]
    public void The_most_urgent_comes_first_and_each_recipient_has_one_digest()
    {
        var soon = Row();
        soon.Deadline = Due.AddDays(2);
        var digest = Digest.Of([soon, Row()], Rules, Due.AddDays(1)).Single(d => d.To == DigestTo.Unit);
        Assert.Equal([-1, 1], digest.Lines.Select(line => line.Days));
        Assert.Equal((1, 1), (digest.Overdue, digest.DueSoon));
    }

    [Theory]
    [InlineData(-1, 1, 7, "镇长", 8, "days-before")]
    [InlineData(3, 0, 7, "镇长", 8, "lead-after")]
    [InlineData(3, 5, 4, "镇长", 8, "head-after")]
    [InlineData(3, 1, 7, " ", 8, "head")]
    [InlineData(3, 1, 7, "镇长", 24, "hour")]
    [InlineData(3, 1, 7, "镇长", 8, null)]
    public void A_rule_that_is_wrong_is_named(int before, int lead, int head, string who, int hour, string? wrong) =>
        Assert.Equal(wrong, new ReminderRules(before, lead, head, who, hour).Wrong);

    internal static CommitmentRow Row(CommitmentState state = CommitmentState.Moving, string street = "wangzuo") =>
        new()
        {
            Id = Guid.NewGuid().ToString("N"),
            MeetingId = "m",
            StreetId = street,
            Title = "楼道充电口排查",
            Lead = "副镇长（分管平安）",
            Unit = "平安建设办",
            Owner = "消防专员",
            Deadline = Due,
            State = (int)state,
            Claim = state == CommitmentState.AwaitingCheck ? (int)ReportKind.Done : null,
        };
}
