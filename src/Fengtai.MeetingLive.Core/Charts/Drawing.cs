using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>A chart in the making: where the marks gather, with the size and the words at hand.</summary>
internal sealed class Drawing(ChartSize size, ChartWords words, int most = Drawing.Readable)
{
    private readonly ImmutableArray<Mark>.Builder _marks = ImmutableArray.CreateBuilder<Mark>();

    public ChartSize Size => size;

    /// <summary>More rows than this cannot be read from the hall's last row.</summary>
    public const int Readable = 6;

    public ChartWords Words => words;

    /// <summary>How many rows, or figures, to draw; the chart says how many it leaves out.</summary>
    public int Most => most;

    /// <summary>
    /// The chart with as many rows as fit its room: what is left out is said beneath, and that is better than words too
    /// small to read or cut off by the footer.
    /// </summary>
    public static Chart Fit(ChartSize size, ChartWords words, Func<Drawing, Chart> draw)
    {
        for (var most = Readable; ; most--)
        {
            var chart = draw(new(size, words, most));
            if (chart.Height <= size.Height || most == 1)
                return chart;
        }
    }

    public double Width => size.Width;

    public void Add(Mark mark) => _marks.Add(mark);

    /// <summary>A line of text whose box is centred on <paramref name="middle"/>.</summary>
    public Label Text(
        double x,
        double middle,
        string text,
        double textSize,
        Ink ink,
        Anchor anchor = Anchor.Start,
        bool bold = false
    )
    {
        var label = new Label(x, middle + (TextWidth.MiddleToBase * textSize), text, textSize, ink, anchor, bold);
        if (text.Length > 0)
            Add(label);
        return label;
    }

    /// <summary>Lines of text, the block centred on <paramref name="middle"/>.</summary>
    public void Lines(
        double x,
        double middle,
        ImmutableArray<string> lines,
        double textSize,
        Ink ink,
        bool bold = false
    )
    {
        for (var index = 0; index < lines.Length; index++)
        {
            var offset = (index - ((lines.Length - 1) / 2.0)) * TextWidth.Pitch * textSize;
            Text(x, middle + offset, lines[index], textSize, ink, bold: bold);
        }
    }

    /// <summary>A note of at most two lines from <paramref name="top"/> over the whole width; returns its lower edge.</summary>
    public double Note(double top, string? text)
    {
        var lines = NoteLines(text);
        Lines(0, top + (NoteHeight(text) / 2) + (NoteGap * size.Small / 2), lines, size.Small, Ink.Soft);
        return top + NoteHeight(text);
    }

    /// <summary>The height <see cref="Note"/> will take.</summary>
    public double NoteHeight(string? text) =>
        NoteLines(text).Length is > 0 and var lines ? ((lines * TextWidth.Pitch) + NoteGap) * size.Small : 0;

    private const double NoteGap = 0.3;

    private ImmutableArray<string> NoteLines(string? text) =>
        TextWidth.Lines(text ?? "", size.Small, size.Width, most: 2);

    public Chart Finish(double height, string spoken) => new(size.Width, height, _marks.DrainToImmutable(), spoken);
}
