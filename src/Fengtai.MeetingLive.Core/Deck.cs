using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Fengtai.MeetingLive.Core;

/// <summary>One slide's id inside its deck, as the pack names it.</summary>
public readonly record struct SlideId(string Value) : IId<SlideId>
{
    public static SlideId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>成绩单: the slides that report the work, in the order in which they are shown.</summary>
public sealed record Deck(ImmutableArray<Slide> Slides)
{
    public static readonly Deck Empty = new(ImmutableArray<Slide>.Empty);

    /// <summary>Slides that reported a missed target and were taken out. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<WithheldSlide>? Withheld { get; init; }

    public Slide? Find(SlideId id) => Slides.FirstOrDefault(slide => slide.Id == id);

    public int IndexOf(SlideId id)
    {
        for (var index = 0; index < Slides.Length; index++)
        {
            if (Slides[index].Id == id)
                return index;
        }

        return -1;
    }
}

/// <summary>One slide: one message, its data, where the data come from and of when.</summary>
/// <param name="Title">The finding in words, such as 治安警情少了一半多. Breaks at its punctuation first.</param>
/// <param name="Topic">Shown small above, such as 平安建设.</param>
/// <param name="Period">What the figures cover, such as 统计期：2025年上半年.</param>
/// <param name="Source">Where they were published, with the date. Never empty.</param>
/// <param name="Sample">True when figures are made up (示例); the surfaces say so.</param>
/// <param name="Facts">Up to three facts for the presenter's console; never on the big screen.</param>
public sealed record Slide(
    SlideId Id,
    string Title,
    string Topic,
    SlideContent Content,
    string Period,
    string Source,
    bool Sample,
    ImmutableArray<Fact> Facts
)
{
    /// <summary>Missed targets that this slide no longer shows, and why. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Withheld>? Withheld { get; init; }

    /// <summary>Its content follows the demand list until the meeting opens. Null: it is as it was typed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Follow? Follows { get; init; }
}

/// <summary>A key figure with its words, for the console: (−57%, 治安警情，同比下降).</summary>
public sealed record Fact(string Figure, string Words);

/// <summary>What a slide shows. One record a kind; the chart geometry has one method each.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FiguresContent), "figures")]
[JsonDerivedType(typeof(BarsContent), "bars")]
[JsonDerivedType(typeof(StackedBarsContent), "stacked")]
[JsonDerivedType(typeof(LineContent), "line")]
[JsonDerivedType(typeof(ShareContent), "share")]
[JsonDerivedType(typeof(ProgressContent), "progress")]
[JsonDerivedType(typeof(TableContent), "table")]
[JsonDerivedType(typeof(TextContent), "text")]
[JsonDerivedType(typeof(PhotosContent), "photos")]
public abstract record SlideContent;

/// <summary>One to four key figures side by side, each with last year and target when known.</summary>
public sealed record FiguresContent(ImmutableArray<Figure> Figures) : SlideContent;

/// <summary>
/// A key figure. <paramref name="Shown"/> is the figure as it is said (−57%, 74万); <paramref name="About"/> stands
/// before it (近, 约). <paramref name="Value"/>, <paramref name="LastYear"/> and <paramref name="Target"/> share one unit
/// and make the bars beneath; without <paramref name="LastYear"/> and <paramref name="Target"/> no bars are drawn.
/// </summary>
/// <param name="TargetIsCeiling">True when less is better (目标60以下).</param>
/// <param name="TargetSample">True when the target is made up (示例).</param>
public sealed record Figure(
    string Name,
    string Shown,
    string? Unit = null,
    string? About = null,
    decimal? Value = null,
    decimal? LastYear = null,
    decimal? Target = null,
    bool TargetIsCeiling = false,
    bool TargetSample = false,
    string? ValueShown = null
);

/// <summary>Bars on one linear scale from zero, at most six.</summary>
public sealed record BarsContent(string Unit, ImmutableArray<Datum> Bars, bool ShowShares = false) : SlideContent;

/// <summary>A named value.</summary>
public sealed record Datum(string Name, decimal Value);

/// <summary>Bars whose parts add up; the parts' names are written on the first bar.</summary>
public sealed record StackedBarsContent(string Unit, ImmutableArray<string> Parts, ImmutableArray<StackedBar> Bars)
    : SlideContent;

/// <summary>One stacked bar: as many values as there are parts.</summary>
public sealed record StackedBar(string Name, ImmutableArray<decimal> Values);

/// <summary>At most two lines over the same points, from zero; the first is this period, the second is compared with.</summary>
public sealed record LineContent(string Unit, ImmutableArray<string> Points, ImmutableArray<Series> Series)
    : SlideContent;

/// <summary>A named row of values.</summary>
public sealed record Series(string Name, ImmutableArray<decimal> Values);

/// <summary>Shares of one whole as one bar: solid is finished, hollow is still to do.</summary>
public sealed record ShareContent(string Unit, string TotalName, ImmutableArray<Share> Shares) : SlideContent;

/// <summary>A part of a whole.</summary>
public sealed record Share(string Name, decimal Value, bool Finished);

/// <summary>How far things are: done of target, one row each, at most five.</summary>
public sealed record ProgressContent(ImmutableArray<Progress> Rows) : SlideContent;

/// <summary>Done of a target in one unit.</summary>
public sealed record Progress(string Name, decimal Done, decimal Target, string Unit);

/// <summary>A table of at most five rows on the big screen; figures to the right.</summary>
public sealed record TableContent(ImmutableArray<string> Head, ImmutableArray<ImmutableArray<string>> Rows)
    : SlideContent;

/// <summary>A few sentences, such as a case.</summary>
public sealed record TextContent(ImmutableArray<string> Paragraphs) : SlideContent;

/// <summary>前后对比: the same place before and after, from the same angle.</summary>
/// <param name="Place">Where, without a door number.</param>
public sealed record PhotosContent(string Place, Photo Before, Photo After) : SlideContent;

/// <summary>A picture kept beside the journal; the journal holds its hash, so that it cannot be exchanged unseen.</summary>
/// <param name="Width">In pixels, as it is kept.</param>
/// <param name="Caption">What is to be seen, such as 路面破损.</param>
/// <param name="TakenOn">Null for a drawing: the surfaces then say 示意图，非现场照片.</param>
/// <param name="Alt">For who cannot see it, and in its place when it cannot be loaded.</param>
public sealed record Photo(PhotoHash Hash, int Width, int Height, string Caption, DateOnly? TakenOn, string Alt);
