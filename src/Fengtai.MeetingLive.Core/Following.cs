using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>Which figures of the demand list a slide shows.</summary>
public enum Follow
{
    /// <summary>The most frequent topics.</summary>
    Topics,

    /// <summary>已解决, 待推进, 需协调 of all demands.</summary>
    States,

    /// <summary>Where they came from.</summary>
    Sources,

    /// <summary>How many a month, the last twelve.</summary>
    Months,
}

/// <summary>The 诉求清单 counted, as of one day.</summary>
/// <param name="Sample">True when the list is made up.</param>
public sealed record ListFigures(
    DateOnly AsOf,
    bool Sample,
    ImmutableArray<NamedFigure> BySource,
    ImmutableArray<TopicDemands> ByTopic,
    ImmutableArray<MonthDemands> ByMonth
)
{
    public int Total => ByTopic.Sum(topic => topic.Total);

    /// <summary>Of a topic with its parts, or of one part of it.</summary>
    public int Of(string topic, string? part) =>
        ByTopic.Where(row => row.Topic == topic && (part is null || row.Part == part)).Sum(row => row.Total);
}

public sealed record NamedFigure(string Name, int Count);

/// <summary>Demands of a topic, or of one part of it, by state.</summary>
/// <param name="Part">Null: those of the topic that belong to none of its parts.</param>
public sealed record TopicDemands(string Topic, string? Part, int Resolved, int InProgress, int NeedsCoordination)
{
    public int Total => Resolved + InProgress + NeedsCoordination;
}

/// <param name="Month">Its first day.</param>
public sealed record MonthDemands(DateOnly Month, int Count);

/// <summary>The words of a slide that follows the list.</summary>
/// <param name="Unit">件</param>
/// <param name="Total">The name of the whole, such as 诉求.</param>
/// <param name="Series">The name of the line.</param>
/// <param name="Month">{0}: the month's number, {1}: its year with two digits.</param>
/// <param name="Period">{0}, {1}, {2}: year, month and day as of which; {3}: how many demands.</param>
public sealed record FollowWords(
    string Unit,
    string Total,
    string Resolved,
    string InProgress,
    string NeedsCoordination,
    string Series,
    string Month,
    string Period
);

/// <summary>Slides that follow the demand list: filled from its counts until the meeting opens.</summary>
public static class Following
{
    private const int Least = 2;

    /// <summary>The deck with every following slide brought up to date; the same deck when nothing differs.</summary>
    public static Deck Fill(Deck deck, ListFigures counts, FollowWords words)
    {
        var slides = deck.Slides.Select(slide => Fill(slide, counts, words)).ToImmutableArray();
        return slides.Zip(deck.Slides).All(pair => ReferenceEquals(pair.First, pair.Second))
            ? deck
            : deck with
            {
                Slides = slides,
            };
    }

    /// <summary>Its title, topic and source stay as they were written. The same slide when nothing differs.</summary>
    public static Slide Fill(Slide slide, ListFigures counts, FollowWords words)
    {
        if (slide.Follows is not { } follow || Content(follow, counts, words) is not { } content)
            return slide;
        var day = counts.AsOf;
        var period = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            words.Period,
            day.Year,
            day.Month,
            day.Day,
            counts.Total
        );
        var sample = slide.Sample || counts.Sample;
        return Same(slide.Content, content) && slide.Period == period && slide.Sample == sample
            ? slide
            : slide with
            {
                Content = content,
                Period = period,
                Sample = sample,
            };
    }

    /// <summary>True when nothing but the figures of following slides differs.</summary>
    public static bool IsRefreshed(MeetingPlan before, MeetingPlan after) =>
        after with { Deck = before.Deck } == before
        && after.Deck with { Slides = before.Deck.Slides } == before.Deck
        && after.Deck.Slides.Length == before.Deck.Slides.Length
        && after.Deck.Slides.Zip(before.Deck.Slides).All(pair => IsRefreshed(pair.Second, pair.First));

    private static bool IsRefreshed(Slide before, Slide after) =>
        ReferenceEquals(before, after)
        || (
            before.Follows is not null
            && after with { Content = before.Content, Period = before.Period, Sample = before.Sample } == before
        );

    /// <summary>Null while the list has nothing to show of it.</summary>
    public static SlideContent? Content(Follow follow, ListFigures counts, FollowWords words) =>
        follow switch
        {
            Follow.Topics => Bars(
                counts
                    .ByTopic.GroupBy(row => row.Topic, StringComparer.Ordinal)
                    .Select(topic => new NamedFigure(topic.Key, topic.Sum(row => row.Total))),
                words,
                shares: true
            ),
            Follow.Sources => Bars(counts.BySource, words, shares: true),
            Follow.States when counts.Total > 0 => new ShareContent(
                words.Unit,
                words.Total,
                [
                    new Share(words.Resolved, counts.ByTopic.Sum(row => row.Resolved), Finished: true),
                    new Share(words.InProgress, counts.ByTopic.Sum(row => row.InProgress), Finished: false),
                    new Share(
                        words.NeedsCoordination,
                        counts.ByTopic.Sum(row => row.NeedsCoordination),
                        Finished: false
                    ),
                ]
            ),
            Follow.Months => Line(counts, words),
            _ => null,
        };

    private static BarsContent? Bars(IEnumerable<NamedFigure> rows, FollowWords words, bool shares)
    {
        ImmutableArray<Datum> bars =
        [
            .. rows.Where(row => row.Count > 0)
                .OrderByDescending(row => row.Count)
                .ThenBy(row => row.Name, StringComparer.Ordinal)
                .Take(SlideLimits.Bars)
                .Select(row => new Datum(row.Name, row.Count)),
        ];
        return bars.IsEmpty ? null : new BarsContent(words.Unit, bars, shares);
    }

    private static LineContent? Line(ListFigures counts, FollowWords words)
    {
        var months = counts.ByMonth.OrderBy(row => row.Month).TakeLast(SlideLimits.Points).ToImmutableArray();
        if (months.Length < Least)
            return null;
        return new LineContent(
            words.Unit,
            [
                .. months.Select(row =>
                    string.Format(
                        System.Globalization.CultureInfo.InvariantCulture,
                        words.Month,
                        row.Month.Month,
                        row.Month.Year % 100
                    )
                ),
            ],
            [new Series(words.Series, [.. months.Select(row => (decimal)row.Count)])]
        );
    }

    private static bool Same(SlideContent before, SlideContent after) =>
        (before, after) switch
        {
            (BarsContent a, BarsContent b) => a.Unit == b.Unit
                && a.ShowShares == b.ShowShares
                && a.Bars.SequenceEqual(b.Bars),
            (ShareContent a, ShareContent b) => a.Unit == b.Unit
                && a.TotalName == b.TotalName
                && a.Shares.SequenceEqual(b.Shares),
            (LineContent a, LineContent b) => a.Unit == b.Unit
                && a.Points.SequenceEqual(b.Points)
                && a.Series.Length == b.Series.Length
                && a.Series.Zip(b.Series)
                    .All(pair =>
                        pair.First.Name == pair.Second.Name && pair.First.Values.SequenceEqual(pair.Second.Values)
                    ),
            _ => false,
        };
}
