using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>Bars on one linear scale; small ones beside a large one are repeated in a lens that says how much it enlarges.</summary>
internal static class BarsChart
{
    public static Chart Draw(Drawing drawing, BarsContent content) =>
        Draw(drawing, content.Unit, content.Bars, content.ShowShares, lens: true);

    internal static Chart Draw(Drawing drawing, string unit, ImmutableArray<Datum> data, bool shares, bool lens)
    {
        var words = drawing.Words;
        var whole = data.Sum(datum => datum.Value);
        var ofTotal = shares && whole > 0 && data.All(datum => datum.Value >= 0);
        var rows = data.Take(drawing.Most).Select(datum => AsRow(datum, unit, ofTotal ? whole : null)).ToList();
        var note = Note(words, data.Length - rows.Count, ofTotal ? Numbers.Show(whole) + unit : null);

        var noteHeight = drawing.NoteHeight(note);
        var layout = Rows.Measure(drawing.Size, drawing.Width, drawing.Size.Height - noteHeight, rows.Count, rows);
        var domain = Domain.Of(rows);
        var placed = layout.Draw(drawing, 0, 0, drawing.Width, rows, domain);
        if (lens)
            Lens.Draw(drawing, layout, layout.Scale(domain), rows, placed);
        var bottom = drawing.Note(layout.Height(rows.Count), note);

        var spoken = rows.Select(row => words.Clauses(row.Name + " " + row.Value, row.Aside)).Append(note);
        return drawing.Finish(bottom, words.Rows(spoken));
    }

    /// <summary>What stands beneath the rows: how many are not drawn, and what percentages are of; null when neither.</summary>
    internal static string? Note(ChartWords words, int more, string? whole)
    {
        string[] notes =
        [
            .. more > 0 ? [ChartWords.Fill(words.More, more)] : Array.Empty<string>(),
            .. whole is not null ? [ChartWords.Fill(words.OfTotal, whole)] : Array.Empty<string>(),
        ];
        return notes.Length > 0 ? words.Rows(notes) : null;
    }

    private static Row AsRow(Datum datum, string unit, decimal? whole) =>
        new(
            datum.Name,
            [new(0, ChartGeometry.Checked(datum.Value), Ink.Data, datum.Name, datum.Value)],
            Numbers.Show(datum.Value) + unit,
            Numbers.Brief(datum.Value) + unit,
            whole is { } all ? Numbers.Percent(datum.Value, all) : null
        );
}
