using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>
/// A slice of the page that is never cut: a line, a table row, a chart. An element measures itself into strips, and
/// the paginator fills pages with them.
/// </summary>
/// <param name="Height">In points.</param>
/// <param name="Draw">Draws it with its upper left corner at the given point.</param>
internal sealed record Strip(double Height, Action<Page, double, double> Draw)
{
    /// <summary>The next strip must be on the same page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Space, which is dropped at a page's top.</summary>
    public bool Discardable { get; init; }

    public bool PageBreakBefore { get; init; }

    /// <summary>What begins with this strip stands at the foot of the page, however much room is above it.</summary>
    public bool AtFoot { get; init; }

    /// <summary>A line or a space: room left over at a page's end is shared out among such strips.</summary>
    public bool Gives { get; init; }

    /// <summary>Drawn first when a page starts with this strip: the head of a table.</summary>
    public ImmutableArray<Strip> Head { get; init; } = [];

    /// <summary>Drawn at its lower edge when a page ends with this strip: the closing rule of a table.</summary>
    public Action<Page, double, double>? Foot { get; init; }

    public static Strip Space(double height, bool discardable = true) =>
        new(height, (_, _, _) => { })
        {
            Discardable = discardable,
            KeepWithNext = true,
            Gives = discardable,
        };
}

/// <summary>What elements need in order to measure themselves. Lengths in points.</summary>
internal sealed record Measuring(FontBook Fonts, double Width, double PageHeight);

/// <summary>An element of a document. It measures itself into strips, which draw.</summary>
public abstract record Block
{
    internal abstract IEnumerable<Strip> Measure(Measuring measuring);
}

/// <summary>Empty room, in points; dropped at a page's top unless <paramref name="Always"/>.</summary>
public sealed record Space(double Height, bool Always = false) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring) => [Strip.Space(Height, !Always)];
}

/// <summary>What follows starts on a new page.</summary>
public sealed record PageBreak : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring) =>
        [new Strip(0, (_, _, _) => { }) { PageBreakBefore = true, KeepWithNext = true }];
}

/// <summary>A rule across the column; thickness in points.</summary>
public sealed record Rule(double Thickness, Colour Colour) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring) =>
        [
            new Strip(
                Thickness,
                (page, x, y) =>
                    page.Rule(x, y + Thickness / 2, x + measuring.Width, y + Thickness / 2, Colour, Thickness)
            ),
        ];
}

/// <summary>An element that stands whole at the foot of its page.</summary>
public sealed record AtFoot(Block Inner) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var strips = new KeptTogether(Inner).Measure(measuring).ToArray();
        return strips.Select((strip, index) => strip with { Gives = false, AtFoot = index == 0 });
    }
}

/// <summary>An element that stays on the page of what follows.</summary>
public sealed record KeptWithNext(Block Inner) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring) =>
        Inner.Measure(measuring).Select(strip => strip with { KeepWithNext = true });
}

/// <summary>An element whose last lines stand on the page of what follows, so that this is never alone there.</summary>
public sealed record EndKeptWithNext(Block Inner, int Lines) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var strips = Inner.Measure(measuring).ToArray();
        return strips.Select(
            (strip, index) => index >= strips.Length - Lines ? strip with { KeepWithNext = true } : strip
        );
    }
}

/// <summary>Several elements as one.</summary>
public sealed record Stack(params ImmutableArray<Block> Blocks) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring) =>
        Blocks.SelectMany(block => block.Measure(measuring));
}

/// <summary>An element that stands on one page whole, unless it is longer than a page.</summary>
public sealed record KeptTogether(Block Inner) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var strips = Inner.Measure(measuring).ToArray();
        return strips.Select((strip, index) => index < strips.Length - 1 ? strip with { KeepWithNext = true } : strip);
    }
}
