using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>What a poll's chart says beside its bars, in the reader's language.</summary>
/// <param name="Unit">What a bar counts: 人, or in a ranking 分.</param>
/// <param name="First">How many put it first; {0} is the number.</param>
public sealed record PollWords(string Unit, string First);

/// <summary>
/// A poll's result: one bar a proposal with its votes and their share of all who voted, or in a ranking its points and
/// how many put it first. Rows come in the view's order.
/// </summary>
public static class PollBars
{
    /// <returns>Null while the figures are hidden.</returns>
    public static Chart? Draw(PollView poll, PollWords unit, ChartSize size, ChartWords words) =>
        poll.Votes.Counts is null ? null : Drawing.Fit(size, words, drawing => Draw(drawing, poll, unit));

    private static Chart Draw(Drawing drawing, PollView poll, PollWords unit)
    {
        var words = drawing.Words;
        var rows = poll.Rows.Take(drawing.Most).Select(row => AsRow(poll, row, unit)).ToList();
        var note = BarsChart.Note(words, poll.Rows.Length - rows.Count, whole: null);
        var room = drawing.Size.Height - drawing.NoteHeight(note);
        var layout = Rows.Measure(drawing.Size, drawing.Width, room, rows.Count, rows);
        layout.Draw(drawing, 0, 0, drawing.Width, rows, Domain.Of(rows));
        var bottom = drawing.Note(layout.Height(rows.Count), note);
        var spoken = rows.Select(row => words.Clauses(row.Name + " " + row.Value, row.Aside)).Append(note);
        return drawing.Finish(bottom, words.Rows(spoken));
    }

    private static Row AsRow(PollView poll, PollRow row, PollWords unit)
    {
        var count = row.Count ?? 0;
        string? aside =
            poll.IsRanking ? ChartWords.Fill(unit.First, Numbers.Show(row.Firsts ?? 0))
            : poll.Votes.Total > 0 ? Numbers.Percent(count, poll.Votes.Total)
            : null;
        return new(
            poll.NumberOf(row) is { } number ? $"{number} {row.Proposal.Name}" : row.Proposal.Name,
            [new(0, count, Ink.Data, row.Proposal.Id, count)],
            Numbers.Show(count) + unit.Unit,
            Numbers.Brief(count) + unit.Unit,
            aside
        );
    }
}
