namespace Fengtai.MeetingLive.Core.Tests;

public sealed class StampTests : Story
{
    private static readonly DateTimeOffset Later = Now.AddMinutes(5).AddSeconds(42).AddMilliseconds(7);

    [Fact]
    public void What_residents_do_bears_a_whole_minute() =>
        Assert.Equal(Now.AddMinutes(5), After().Stamp(EnterBy(ann) with { At = Later }));

    [Fact]
    public void What_staff_do_bears_a_whole_second() =>
        Assert.Equal(Now.AddMinutes(5).AddSeconds(42), After().Stamp(Open() with { At = Later }));

    [Fact]
    public void A_clock_that_is_set_back_makes_no_event_earlier_than_the_last()
    {
        Assert.Equal(Now, After().Stamp(Open() with { At = Now.AddHours(-1) }));
        Assert.Equal(Now, After().Stamp(EnterBy(ann) with { At = Now.AddHours(-1) }));
    }

    [Fact]
    public void A_resident_after_staff_in_the_same_minute_bears_the_time_of_staff()
    {
        var meeting = After(new MeetingOpened(new("open"), presenter.Id, Now.AddSeconds(30)));
        Assert.Equal(Now.AddSeconds(30), meeting.Stamp(EnterBy(ann) with { At = Now.AddSeconds(50) }));
    }

    [Fact]
    public void A_stamp_is_in_universal_time()
    {
        var beijing = new DateTimeOffset(2025, 8, 15, 16, 30, 0, TimeSpan.FromHours(8));
        var stamp = After().Stamp(Open() with { At = beijing });
        Assert.Equal((TimeSpan.Zero, 8), (stamp.Offset, stamp.Hour));
    }
}
