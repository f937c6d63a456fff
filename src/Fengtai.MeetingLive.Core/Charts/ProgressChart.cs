using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>Done of target, one row each. Every bar spans its own target, so the lengths compare how far, not how much.</summary>
internal static class ProgressChart
{
    public static Chart Draw(Drawing drawing, ProgressContent content)
    {
        var words = drawing.Words;
        var rows = content.Rows.Take(drawing.Most).Select(AsRow).ToList();
        var note = BarsChart.Note(words, content.Rows.Length - rows.Count, whole: null);
        var room = drawing.Size.Height - drawing.NoteHeight(note);
        var layout = Rows.Measure(drawing.Size, drawing.Width, room, rows.Count, rows);
        layout.Draw(drawing, 0, 0, drawing.Width, rows, Domain.Of(rows));
        var bottom = drawing.Note(layout.Height(rows.Count), note);
        var spoken = rows.Select(row => words.Clauses(row.Name + " " + row.Value, row.Aside)).Append(note);
        return drawing.Finish(bottom, words.Rows(spoken));
    }

    private static Row AsRow(Progress progress)
    {
        var (done, target) = (ChartGeometry.Checked(progress.Done), ChartGeometry.Checked(progress.Target));
        var counted = Numbers.Show(progress.Done) + " / " + Numbers.Show(progress.Target) + progress.Unit;
        var brief = Numbers.Brief(progress.Done) + "/" + Numbers.Brief(progress.Target) + progress.Unit;
        var ratio = target > 0 ? done / target : double.PositiveInfinity;
        // Without a sensible target there is nothing to be a part of: the numbers stand alone.
        if (Math.Abs(ratio) > 1_000_000)
            return new(progress.Name, [], counted, brief);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        // The target lies beneath what is done, so that no seam shows where one ends.
        if (ratio < 1)
            segments.Add(new(0, 1, Ink.Hollow, progress.Name, progress.Target));
        segments.Add(new(0, ratio, ratio < 1 ? Ink.Data : Ink.Done, progress.Name, progress.Done));

        var percent = Numbers.Percent(progress.Done, progress.Target);
        return new(progress.Name, segments.DrainToImmutable(), percent, percent, counted, BriefAside: brief);
    }
}
