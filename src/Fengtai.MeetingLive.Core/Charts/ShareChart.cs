using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>One whole as one bar over the full width: solid is finished, hollow is still to do; the whole stands in a bracket.</summary>
internal static class ShareChart
{
    private sealed record Part(Share Share, Bar Bar, string Number, string? Percent);

    public static Chart Draw(Drawing drawing, ShareContent content)
    {
        var words = drawing.Words;
        var whole = content.Shares.Sum(share => share.Value);
        var sound = whole > 0 && content.Shares.All(share => share.Value >= 0);
        var size = drawing.Size;
        var parts = Parts(drawing.Width, 0.2 * size.Small, content.Shares, sound ? whole : null);

        var large = Large(drawing, parts, content.Unit);
        var thick = Thick(size, large is not null);
        var top = large ?? Listed(drawing, parts, content.Unit, size.Height - thick - BracketHeight(size));
        foreach (var part in parts.Where(part => part.Bar.Width > 0))
            drawing.Add(part.Bar with { Y = top, Height = thick });
        var total = content.TotalName + Numbers.Show(whole) + content.Unit;
        var bottom = Bracket(drawing, top + thick, total);

        var spoken = content.Shares.Select(share =>
            words.Clauses(
                share.Name + " " + Numbers.Show(share.Value) + content.Unit,
                sound ? Numbers.Percent(share.Value, whole) : null
            )
        );
        return drawing.Finish(bottom, words.Rows(spoken.Prepend(total)));
    }

    /// <summary>The segments fill the width but for the gaps between those that are not empty.</summary>
    private static ImmutableArray<Part> Parts(double width, double gap, ImmutableArray<Share> shares, decimal? whole)
    {
        var lengths = shares.Select(share => Math.Max(0, ChartGeometry.Checked(share.Value))).ToList();
        var scale = lengths.Sum() is > 0 and var sum
            ? (width - (gap * (lengths.Count(length => length > 0) - 1))) / sum
            : 0;
        var solid = 0;
        var x = 0.0;
        var parts = ImmutableArray.CreateBuilder<Part>(shares.Length);
        for (var index = 0; index < shares.Length; index++)
        {
            var share = shares[index];
            var ink = share.Finished ? Solid[solid++ % Solid.Length] : Ink.Hollow;
            var bar = new Bar(Math.Min(x, width), 0, lengths[index] * scale, 0, ink, share.Name, share.Value);
            var percent = whole is { } all ? Numbers.Percent(share.Value, all) : null;
            parts.Add(new(share, bar, Numbers.Show(share.Value), percent));
            x += bar.Width + (bar.Width > 0 ? gap : 0);
        }

        return parts.MoveToImmutable();
    }

    private static readonly ImmutableArray<Ink> Solid = [Ink.Done, Ink.Quiet, Ink.Data];

    /// <summary>Large numbers over their parts, or null when they do not fit side by side.</summary>
    private static double? Large(Drawing drawing, ImmutableArray<Part> parts, string unit)
    {
        var size = drawing.Size;
        foreach (var (figure, text) in new[] { (0.72 * size.Figure, size.Large), (0.4 * size.Figure, size.Normal) })
        {
            var gap = text;
            var widths = parts.Select(part => BlockWidth(part, unit, figure, text)).ToList();
            var height = (1.1 * figure) + (2 * text) + Thick(size, large: true) + BracketHeight(size);
            if (widths.Sum() + (gap * (widths.Count - 1)) > drawing.Width || height > size.Height)
                continue;
            var lefts = Key.Spread([.. parts.Select(part => part.Bar.X)], widths, gap, drawing.Width);
            var (names, top) = ((1.1 * figure) + (0.7 * text), (1.1 * figure) + (2 * text));
            for (var index = 0; index < parts.Length; index++)
            {
                Block(drawing, parts[index], unit, figure, text, lefts[index], names);
                if (Math.Abs(lefts[index] - parts[index].Bar.X) > 0.01)
                    Key.Leader(drawing, lefts[index], names + (0.65 * text), top, parts[index].Bar);
            }

            return top;
        }

        return null;
    }

    private static double BlockWidth(Part part, string unit, double figure, double text) =>
        Math.Max(
            TextWidth.Of(part.Number, figure, bold: true) + (0.25 * text) + TextWidth.Of(unit, text),
            TextWidth.Of(part.Share.Name, text)
                + (part.Percent is { } percent ? (0.4 * text) + TextWidth.Of(percent, text) : 0)
        );

    private static void Block(
        Drawing drawing,
        Part part,
        string unit,
        double figure,
        double text,
        double x,
        double names
    )
    {
        var ink = part.Share.Finished ? Ink.Done : Ink.Data;
        var number = drawing.Text(x, 0.55 * figure, part.Number, figure, ink, bold: true);
        var afterNumber = x + TextWidth.Of(part.Number, figure, bold: true) + (0.25 * text);
        if (unit.Length > 0)
            drawing.Add(new Label(afterNumber, number.Y, unit, text, ink));
        drawing.Text(x, names, part.Share.Name, text, Ink.Text);
        if (part.Percent is { } percent)
            drawing.Text(x + TextWidth.Of(part.Share.Name, text) + (0.4 * text), names, percent, text, Ink.Soft);
    }

    /// <summary>One line a part, where the numbers do not fit over the bar.</summary>
    private static double Listed(Drawing drawing, ImmutableArray<Part> parts, string unit, double room)
    {
        var size = drawing.Size;
        var shown = parts.Take(drawing.Most).ToList();
        var each = (room - (TextWidth.Pitch * size.Small) - (0.5 * size.Normal)) / shown.Count;
        var text = each >= 1.45 * size.Normal ? size.Normal : size.Small;
        var most = each >= 2.7 * text ? 2 : 1;
        var briefly = shown.Exists(part => TextWidth.Of(part.Number + unit, text, bold: true) > 0.4 * drawing.Width);
        var numbers = shown.ConvertAll(part => (briefly ? Numbers.Brief(part.Share.Value) : part.Number) + unit);
        var number = Math.Min(0.5 * drawing.Width, numbers.Max(words => TextWidth.Of(words, text, bold: true)));
        var percent = shown.Max(part => TextWidth.Of(part.Percent ?? "", text));
        var nameRoom = drawing.Width - number - percent - (2.6 * text);
        var name = Math.Min(nameRoom, shown.Max(part => TextWidth.Of(part.Share.Name, text)));
        var top = 0.0;
        for (var index = 0; index < shown.Count; index++)
        {
            var part = shown[index];
            var lines = TextWidth.Lines(part.Share.Name, text, name, most);
            var height = ((Math.Max(1, lines.Length) * TextWidth.Pitch) + 0.2) * text;
            var middle = top + (height / 2);
            Key.Swatch(drawing, 0, middle, text, part.Bar.Ink);
            drawing.Lines(1.2 * text, middle, lines, text, Ink.Text);
            var words = TextWidth.Shorten(numbers[index], text, number, bold: true);
            drawing.Text((1.9 * text) + name + number, middle, words, text, Ink.Text, Anchor.End, bold: true);
            drawing.Text(
                drawing.Width < 30 * text ? drawing.Width : (2.6 * text) + name + number + percent,
                middle,
                part.Percent ?? "",
                text,
                Ink.Soft,
                Anchor.End
            );
            top += height;
        }

        if (parts.Length > shown.Count)
            top = drawing.Note(top, ChartWords.Fill(drawing.Words.More, parts.Length - shown.Count));
        return top + (0.5 * text);
    }

    private static double Thick(ChartSize size, bool large) =>
        Math.Min(0.72 * size.Figure, (large ? 0.26 : 0.17) * size.Height);

    private static double BracketHeight(ChartSize size) => 1.9 * size.Normal;

    private static double Bracket(Drawing drawing, double top, string total)
    {
        var text = drawing.Size.Normal;
        var thick = drawing.Size.Small / 17;
        var middle = top + (1.25 * text);
        var (left, right) = (thick / 2, drawing.Width - (thick / 2));
        var words = TextWidth.Shorten(total, text, drawing.Width - (4 * text));
        var half = (TextWidth.Of(words, text) / 2) + (0.6 * text);
        drawing.Text(drawing.Width / 2, middle, words, text, Ink.Soft, Anchor.Middle);
        drawing.Add(new Line(left, middle, (drawing.Width / 2) - half, middle, Ink.Rule, thick));
        drawing.Add(new Line((drawing.Width / 2) + half, middle, right, middle, Ink.Rule, thick));
        drawing.Add(new Line(left, middle, left, middle - (0.4 * text), Ink.Rule, thick));
        drawing.Add(new Line(right, middle, right, middle - (0.4 * text), Ink.Rule, thick));
        return top + BracketHeight(drawing.Size);
    }
}
