using System.Runtime.InteropServices;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Fills pages with strips.</summary>
internal sealed class Paginator(PageLayout layout)
{
    /// <summary>Most room, in points, that is added after a line to fill a page to its last line.</summary>
    private const double MostGiven = 3.5;

    private readonly List<Page> pages = [];
    private readonly List<PlacedStrip> placed = [];
    private Page page = new();
    private double y = layout.Top;

    private double Bottom => layout.Height - layout.Bottom;

    public static List<Page> Fill(PageLayout layout, IReadOnlyList<Strip> strips)
    {
        var paginator = new Paginator(layout);
        for (var start = 0; start < strips.Count; )
        {
            var end = start;
            while (
                end < strips.Count - 1
                && strips[end].KeepWithNext
                && strips[end + 1] is { PageBreakBefore: false, AtFoot: false }
            )
                end++;
            paginator.Add([.. strips.Skip(start).Take(end + 1 - start)]);
            start = end + 1;
        }

        paginator.EndPage(full: false);
        // A PDF without a page is no PDF.
        return paginator.pages.Count > 0 ? paginator.pages : [paginator.page];
    }

    /// <summary>Strips that want to stay together; they part only when they are taller than a page.</summary>
    private void Add(Strip[] chain)
    {
        if (chain[0].PageBreakBefore)
            EndPage(full: false);
        var height = chain.Sum(strip => strip.Height);
        if (height > layout.BodyHeight && chain.Length > 1)
        {
            foreach (var strip in chain)
                Add([strip]);
            return;
        }

        var fits = y + height <= Bottom + 0.5 || chain.All(strip => strip.Discardable);
        if (placed.Count > 0 && !fits)
            EndPage(full: true);
        if (chain[0].AtFoot)
            y = Math.Max(y, Bottom - height);
        foreach (var strip in chain)
            Put(strip);
    }

    private void Put(Strip strip)
    {
        if (placed.Count == 0 && strip.Discardable)
            return;
        if (placed.Count == 0)
        {
            foreach (var head in strip.Head)
                PutOne(head);
        }

        PutOne(strip);
    }

    private void PutOne(Strip strip)
    {
        placed.Add(new PlacedStrip(strip, y));
        y += strip.Height;
    }

    private void EndPage(bool full)
    {
        while (placed.Count > 0 && placed[^1].Strip.Discardable)
            placed.RemoveAt(placed.Count - 1);
        if (placed.Count == 0)
            return;
        var given = full ? Given() : 0;
        var moved = 0.0;
        for (var index = 0; index < placed.Count; index++)
        {
            var (strip, top) = placed[index];
            strip.Draw(page, layout.Left, top + moved);
            if (index == placed.Count - 1)
                strip.Foot?.Invoke(page, layout.Left, top + moved + strip.Height);
            if (strip.Gives)
                moved += given;
        }

        pages.Add(page);
        page = new Page();
        placed.Clear();
        y = layout.Top;
    }

    /// <summary>A page that ends a line early is set a little looser, so that all pages end alike.</summary>
    private double Given()
    {
        var last = placed[^1];
        var left = Bottom - (last.Top + last.Strip.Height);
        var lines = placed.Take(placed.Count - 1).Count(one => one.Strip.Gives);
        return lines > 0 && left > 0 && left / lines <= MostGiven ? left / lines : 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PlacedStrip(Strip Strip, double Top);
}
