using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>What a mark is for. Each surface turns a role into its own colour (tokens.css, MudTheme, the PDF's inks).</summary>
public enum Ink
{
    /// <summary>Words and figures that carry the message.</summary>
    Text,

    /// <summary>Explanations: units, percentages, last year's numbers.</summary>
    Soft,

    /// <summary>This year, the measured value (靛青).</summary>
    Data,

    /// <summary>What a chart compares with, such as last year (灰).</summary>
    Quiet,

    /// <summary>Finished, received (松绿).</summary>
    Done,

    /// <summary>Still to do: hollow, drawn with an edge in <see cref="Data"/>.</summary>
    Hollow,

    /// <summary>Below target, overdue (朱红).</summary>
    Late,

    /// <summary>Base lines, brackets, rules.</summary>
    Rule,

    /// <summary>A panel behind marks that have a scale of their own.</summary>
    Sunk,

    /// <summary>On <see cref="Data"/>, <see cref="Quiet"/> or <see cref="Done"/>: figures inside a bar, the clearing around a target line.</summary>
    OnData,
}

/// <summary>Where a text's anchor point lies on it.</summary>
public enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// One thing to draw, in the chart's own units: x to the right, y downwards, from (0, 0) to
/// (<see cref="Chart.Width"/>, <see cref="Chart.Height"/>).
/// </summary>
public abstract record Mark;

/// <summary>An upright rectangle; (X, Y) is its upper left corner. <paramref name="Series"/> and
/// <paramref name="Value"/> say what it stands for, so that a test or a screen reader can ask.</summary>
public sealed record Bar(
    double X,
    double Y,
    double Width,
    double Height,
    Ink Ink,
    string? Series = null,
    decimal? Value = null
) : Mark
{
    /// <summary>How thick the edge of a <see cref="Ink.Hollow"/> bar is; drawn inside the rectangle, never around it.</summary>
    public double Edge => Math.Min(Height / 20, Width / 4);
}

/// <summary>A straight line.</summary>
public sealed record Line(double X1, double Y1, double X2, double Y2, Ink Ink, double Thickness, bool Dashed = false)
    : Mark;

/// <summary>A line through several points, with a dot of radius <paramref name="Dot"/> at each.</summary>
public sealed record Polyline(ImmutableArray<Point> Points, Ink Ink, double Thickness, double Dot) : Mark;

/// <summary>One point of a <see cref="Polyline"/>.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>A line of text on the base line <paramref name="Y"/>. It never wraps; the geometry has measured it.</summary>
public sealed record Label(
    double X,
    double Y,
    string Text,
    double Size,
    Ink Ink,
    Anchor Anchor = Anchor.Start,
    bool Bold = false
) : Mark;

/// <summary>The finished geometry of one chart: marks in drawing order, with what to say instead of it.</summary>
/// <param name="Width">In the chart's units; on the big screen one unit is one pixel of 1920.</param>
/// <param name="Height">In the chart's units.</param>
/// <param name="Marks">In drawing order.</param>
/// <param name="Spoken">The same facts in words, for screen readers and plain text.</param>
public sealed record Chart(double Width, double Height, ImmutableArray<Mark> Marks, string Spoken);
