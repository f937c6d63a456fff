namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>
/// A document described in the order in which it is read. Writing takes two passes: pages are recorded first,
/// which gives their total and each face's characters, then they are written.
/// </summary>
public sealed class Document(DocumentMeta meta, PageLayout layout)
{
    private readonly List<Block> blocks = [];

    public Document Add(Block block)
    {
        blocks.Add(block);
        return this;
    }

    /// <summary>Writes the document as PDF/A-2b; the stream stays open and need not seek. The same document gives the same
    /// bytes.</summary>
    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public void Write(Stream stream, FontBook fonts) => PdfWriter.Write(stream, Record(fonts), meta, layout);

    /// <summary>The same pages as pictures, each drawn when it is asked for.</summary>
    /// <param name="width">Of a picture, in pixels.</param>
    /// <param name="fonts">Must live as long as the pictures are asked for.</param>
    public PageImages Images(FontBook fonts, int width) => new(Record(fonts), layout, width);

    private List<Page> Record(FontBook fonts)
    {
        var measuring = new Measuring(fonts, layout.BodyWidth, layout.BodyHeight);
        var pages = Paginator.Fill(layout, [.. blocks.SelectMany(block => block.Measure(measuring))]);
        for (var index = 0; index < pages.Count; index++)
        {
            foreach (var running in layout.Running(index + 1, pages.Count))
                Draw(pages[index], running, fonts);
        }

        return pages;
    }

    private void Draw(Page page, RunningText running, FontBook fonts)
    {
        var glyphs = Shaper.Shape(fonts, [new Span(running.Text)], running.Style)[0];
        var line = LineBreaker.Break(glyphs, double.MaxValue, 0, justify: false, balanced: false)[0];
        var x = running.Align switch
        {
            Align.Center => layout.Left + (layout.BodyWidth - line.Width) / 2,
            Align.End => layout.Left + layout.BodyWidth - line.Width - running.Inset,
            _ => layout.Left + running.Inset,
        };
        page.Text(line, x, running.BaseLine);
    }
}
