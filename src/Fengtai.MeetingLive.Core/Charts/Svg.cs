using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// A chart as SVG markup. Colours are the style sheet's: each mark has a class per ink (`ink-data`, `ink-late`, …), bars
/// and lines also carry `data-series`. The text takes the page's family; nothing here needs a script.
/// </summary>
public static class Svg
{
    /// <returns>One svg element in the chart's own units, scaled by its width; what it shows is its aria-label.</returns>
    public static string Write(Chart chart)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"chart\" viewBox=\"0 0 {N(chart.Width)} {N(chart.Height)}\""
        );
        svg.Append(CultureInfo.InvariantCulture, $" role=\"img\" aria-label=\"{Escape(chart.Spoken)}\">");
        foreach (var mark in chart.Marks)
            svg.Append(Element(mark));
        return svg.Append("</svg>").ToString();
    }

    private static string Element(Mark mark) =>
        mark switch
        {
            Bar bar => Element(bar),
            Line line => Element(line),
            Polyline line => Element(line),
            Label label => Element(label),
            _ => throw new NotSupportedException(mark.GetType().Name),
        };

    private static string Element(Bar bar)
    {
        // An edge is drawn half outside its rectangle; inset, it stays within the bar that the geometry measured.
        var edge = bar.Ink == Ink.Hollow ? bar.Edge : 0;
        var series = bar.Series is { } name ? $" data-series=\"{Escape(name)}\"" : "";
        var stroke = edge > 0 ? $" stroke-width=\"{N(edge)}\"" : "";
        var role = bar.Series is null ? "" : "bar ";
        return $"<rect class=\"{role}{Class(bar.Ink)}\" x=\"{N(bar.X + (edge / 2))}\" y=\"{N(bar.Y + (edge / 2))}\""
            + $" width=\"{N(bar.Width - edge)}\" height=\"{N(bar.Height - edge)}\"{stroke}{series}/>";
    }

    private static string Element(Line line)
    {
        var dash = line.Dashed ? $" stroke-dasharray=\"{N(line.Thickness * 2.5)} {N(line.Thickness * 1.5)}\"" : "";
        return $"<line class=\"stroke {Class(line.Ink)}\" x1=\"{N(line.X1)}\" y1=\"{N(line.Y1)}\" x2=\"{N(line.X2)}\""
            + $" y2=\"{N(line.Y2)}\" stroke-width=\"{N(line.Thickness)}\"{dash}/>";
    }

    private static string Element(Polyline line)
    {
        var points = string.Join(' ', line.Points.Select(point => N(point.X) + "," + N(point.Y)));
        var ink = Class(line.Ink);
        var dots = string.Concat(
            line.Points.Select(point =>
                $"<circle class=\"dot {ink}\" cx=\"{N(point.X)}\" cy=\"{N(point.Y)}\" r=\"{N(line.Dot)}\"/>"
            )
        );
        return $"<polyline class=\"stroke {ink}\" points=\"{points}\" stroke-width=\"{N(line.Thickness)}\"/>{dots}";
    }

    private static string Element(Label label)
    {
        var anchor = label.Anchor switch
        {
            Anchor.Middle => " text-anchor=\"middle\"",
            Anchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        var bold = label.Bold ? " font-weight=\"700\"" : "";
        return $"<text class=\"{Class(label.Ink)}\" x=\"{N(label.X)}\" y=\"{N(label.Y)}\" font-size=\"{N(label.Size)}\""
            + $"{anchor}{bold}>{Escape(label.Text)}</text>";
    }

    private static string Class(Ink ink) =>
        ink switch
        {
            Ink.Text => "ink-text",
            Ink.Soft => "ink-soft",
            Ink.Data => "ink-data",
            Ink.Quiet => "ink-quiet",
            Ink.Done => "ink-done",
            Ink.Hollow => "ink-hollow",
            Ink.Late => "ink-late",
            Ink.Rule => "ink-rule",
            Ink.Sunk => "ink-sunk",
            Ink.OnData => "ink-on-data",
            _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, message: null),
        };

    private static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>For text and attributes alike; characters that XML forbids are dropped, or the page would not parse.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < ' ' or 0xFFFE or 0xFFFF => escaped,
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
