using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

/// <summary>How a rate went, as a line.</summary>
public sealed class TrendLineTests
{
    [Fact]
    public void Meetings_of_a_month_are_one_point_of_their_summed_parts_and_days_without_a_whole_are_none()
    {
        var line = TrendLine.Of(
            [
                new(new DateOnly(2025, 9, 20), new Ratio(1, 4)),
                new(new DateOnly(2025, 3, 1), new Ratio(1, 2)),
                new(new DateOnly(2025, 9, 2), new Ratio(3, 4)),
                new(new DateOnly(2025, 10, 2), default),
            ],
            byMonth: true
        );

        Assert.Equal(
            [(new DateOnly(2025, 3, 1), new Ratio(1, 2)), (new DateOnly(2025, 9, 1), new Ratio(4, 8))],
            line.Points.Select(p => (p.Day, p.Ratio))
        );
    }

    [Fact]
    public void Points_stand_apart_as_their_days_do_and_as_high_as_their_percentage()
    {
        var line = TrendLine.Of(
            [
                new(new DateOnly(2025, 1, 1), new Ratio(0, 5)),
                new(new DateOnly(2025, 1, 11), new Ratio(5, 5)),
                new(new DateOnly(2025, 1, 21), new Ratio(1, 2)),
            ],
            byMonth: false
        );

        Assert.Equal([(4, 36), (50, 4), (96, 20)], line.At(100, 40));
        Assert.Equal("M4 36L50 4L96 20", line.Path(100, 40));
    }

    [Fact]
    public void One_meeting_is_no_trend()
    {
        Assert.False(TrendLine.Of([new(new DateOnly(2025, 1, 1), new Ratio(1, 2))], byMonth: false).IsTrend);
        Assert.Empty(TrendLine.Of([], byMonth: true).At(100, 40));
    }
}
