using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>Names beside what they name: texts in a row moved apart, and the fallback with swatches where a row is too short.</summary>
internal static class Key
{
    /// <summary>
    /// Left edges as near to those wished for as the widths and the <paramref name="gap"/> allow, in the same order,
    /// from 0 to <paramref name="room"/>. The widths with their gaps must fit.
    /// </summary>
    public static double[] Spread(IReadOnlyList<double> wished, IReadOnlyList<double> widths, double gap, double room)
    {
        var left = new double[wished.Count];
        var free = 0.0;
        for (var index = 0; index < left.Length; index++)
        {
            left[index] = Math.Max(wished[index], free);
            free = left[index] + widths[index] + gap;
        }

        var limit = room;
        for (var index = left.Length - 1; index >= 0; index--)
        {
            left[index] = Math.Min(left[index], limit - widths[index]);
            limit = left[index] - gap;
        }

        return left;
    }

    /// <summary>A hairline from a text's left end down to its part of the bar.</summary>
    public static void Leader(Drawing drawing, double textLeft, double top, double bottom, Bar part)
    {
        var from = textLeft + (0.4 * drawing.Size.Small);
        var to = Math.Clamp(from, part.X, part.X + part.Width);
        drawing.Add(new Line(from, top, to, bottom, Ink.Rule, drawing.Size.Small / 17));
    }

    /// <summary>Swatches and names, line by line from the top; returns the lower edge. Where the height is scarce, long names are shortened so that two lines do.</summary>
    public static double Flow(Drawing drawing, IReadOnlyList<(string Name, Ink Ink)> items)
    {
        var text = drawing.Size.Small;
        var column = drawing.Width / Math.Ceiling(items.Count / 2.0);
        var needs = items.Sum(item => TextWidth.Of(item.Name, text) + (2.2 * text));
        var scarce = drawing.Size.Height < 2 * drawing.Width && needs > 1.6 * drawing.Width;
        var most = !scarce ? drawing.Width - (1.2 * text) : column - (2.3 * text);
        var (x, line) = (0.0, 0);
        foreach (var (name, ink) in items)
        {
            var shown = TextWidth.Shorten(name, text, most);
            var width = (1.2 * text) + TextWidth.Of(shown, text);
            if (x > 0 && x + width > drawing.Width)
                (x, line) = (0, line + 1);
            var middle = (line + 0.5) * TextWidth.Pitch * text;
            Swatch(drawing, x, middle, text, ink);
            drawing.Text(x + (1.2 * text), middle, shown, text, Ink.Text);
            x += width + text;
        }

        return (line + 1.3) * TextWidth.Pitch * text;
    }

    public static void Swatch(Drawing drawing, double x, double middle, double text, Ink ink) =>
        drawing.Add(new Bar(x, middle - (0.42 * text), 0.84 * text, 0.84 * text, ink));

    /// <summary>Neighbours differ in lightness too, so that a black-and-white print keeps them apart.</summary>
    public static readonly ImmutableArray<Ink> Parts = [Ink.Data, Ink.Quiet, Ink.Done, Ink.Hollow];
}
