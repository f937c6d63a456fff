namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>An element that stands in the outline: a reader's programme lists it and jumps to it.</summary>
/// <param name="Level">1 is the highest.</param>
public sealed record Bookmarked(Block Inner, int Level, string Title) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var marked = false;
        foreach (var strip in Inner.Measure(measuring))
        {
            // Space is dropped at a page's top, and its mark with it.
            if (marked || strip.Discardable || strip.PageBreakBefore)
            {
                yield return strip;
                continue;
            }

            marked = true;
            yield return strip with
            {
                Draw = (page, x, y) =>
                {
                    page.Drawings.Add(new BookmarkDrawing(Level, Title, x, y));
                    strip.Draw(page, x, y);
                },
            };
        }
    }
}
