using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Lengths of a page are points (1/72 inch); norms state millimetres.</summary>
public static class Length
{
    /// <summary>Millimetres as points.</summary>
    public static double Mm(double millimetres) => millimetres * 72 / 25.4;
}

/// <summary>An opaque colour, 0xRRGGBB.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Colour(int Rgb)
{
    public static readonly Colour Black = new(0x000000);
    public static readonly Colour White = new(0xFFFFFF);
}

/// <summary>What the document says about itself.</summary>
/// <param name="Created">Also the date of change; a parameter, so that the same input gives the same bytes.</param>
/// <param name="Language">BCP 47, for screen readers.</param>
public sealed record DocumentMeta(
    string Title,
    string Author,
    DateTimeOffset Created,
    string Subject = "",
    string Keywords = "",
    string Language = "zh-CN"
);

/// <summary>How a line stands between its margins.</summary>
public enum Align
{
    Start,
    Center,
    End,

    /// <summary>Both edges flush; the last line of a paragraph stands at the start.</summary>
    Justify,
}

/// <summary>How characters look.</summary>
/// <param name="Size">In points.</param>
/// <param name="Tracking">Points added to each full-width character; negative sets it tighter.</param>
public sealed record TextStyle(Face Face, double Size, Colour Colour = default, double Tracking = 0);

/// <summary>A stretch of text in a paragraph; what is not given comes from the paragraph's style.</summary>
public sealed record Span(string Text, bool Bold = false, Face? Face = null, Colour? Colour = null);

/// <summary>How a paragraph stands on the page. Lengths in points.</summary>
/// <param name="Pitch">From base line to base line.</param>
/// <param name="Orphans">Fewest lines left at a page's end.</param>
/// <param name="Widows">Fewest lines carried to the next page.</param>
/// <param name="Balanced">Lines of about equal length instead of a full one and a rest; for titles.</param>
public sealed record ParagraphStyle(TextStyle Text, double Pitch)
{
    public Align Align { get; init; } = Align.Justify;
    public double FirstIndent { get; init; }
    public double Left { get; init; }
    public double Right { get; init; }
    public double Before { get; init; }
    public double After { get; init; }
    public int Orphans { get; init; } = 2;
    public int Widows { get; init; } = 2;
    public bool KeepWithNext { get; init; }
    public bool Balanced { get; init; }
}

/// <summary>A page's size and margins in points, and what runs on every page.</summary>
/// <param name="Running">Header and footer of a page, from its number and the total.</param>
public sealed record PageLayout(
    double Width,
    double Height,
    double Top,
    double Bottom,
    double Left,
    double Right,
    Func<int, int, ImmutableArray<RunningText>> Running
)
{
    internal double BodyWidth => Width - Left - Right;
    internal double BodyHeight => Height - Top - Bottom;
}

/// <summary>A line outside the type area.</summary>
/// <param name="BaseLine">In points from the page's top.</param>
/// <param name="Inset">In points from the margin it is aligned to.</param>
public sealed record RunningText(string Text, TextStyle Style, Align Align, double BaseLine, double Inset = 0);
