using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// Writes an official document as PDF in the form of GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28
/// characters, page number — 1 — on the outer side.
/// </summary>
public static class OfficialPdf
{
    private static readonly Colour Soft = new(0x4A5260);

    /// <summary>The same description gives the same bytes; the stream stays open and need not seek.</summary>
    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static void Write(Stream stream, OfficialDocument document, FontBook fonts) =>
        Lay(document, fonts).Write(stream, fonts);

    /// <summary>The same pages as pictures.</summary>
    /// <param name="width">Of a picture, in pixels; its height is that of A4.</param>
    /// <param name="fonts">Must live as long as the pictures are asked for.</param>
    public static PageImages Images(OfficialDocument document, FontBook fonts, int width) =>
        Lay(document, fonts).Images(fonts, width);

    private static Document Lay(OfficialDocument document, FontBook fonts)
    {
        var layout = new PageLayout(
            Length.Mm(210),
            Length.Mm(297),
            Length.Mm(37),
            Length.Mm(297 - 37 - 225),
            Length.Mm(28),
            Length.Mm(210 - 28 - 156),
            (page, total) => Running(document.Meta.Title, page, total)
        );
        var laid = new Document(document.Meta, layout);
        var missing = OfficialMissing.Note(document, fonts);
        foreach (var (index, element) in document.Elements.Index())
        {
            // At the end, above the imprint, which closes the document.
            if (element is OfficialElement.Imprint && missing is not null)
                laid.Add(new Paragraph(missing, OfficialForms.Small));
            // What is said of a table before it must not stand on another page.
            var kept = element is OfficialElement.Note && Next(index) is OfficialElement.Table;
            // 7.3.5.4: a page never holds the signature alone.
            var signed = Next(index) is OfficialElement.Signature;
            foreach (var block in OfficialForms.Blocks(element))
            {
                laid.Add(
                    kept ? new KeptWithNext(block)
                    : signed ? new EndKeptWithNext(block, Lines: 2)
                    : block
                );
            }
        }

        return laid;

        OfficialElement? Next(int index) => index + 1 < document.Elements.Count ? document.Elements[index + 1] : null;
    }

    /// <summary>7.5: 四号 宋体 figures with a dash on either side, 7 mm below the type area, one character in; beside
    /// it, small, which document the leaf belongs to and of how many pages.</summary>
    private static ImmutableArray<RunningText> Running(string title, int page, int total)
    {
        var odd = page % 2 == 1;
        var baseLine = Length.Mm(37 + 225 + 7) + 5;
        var number = string.Create(CultureInfo.InvariantCulture, $"— {page} —");
        var of = string.Create(CultureInfo.InvariantCulture, $"{title}　第{page}页，共{total}页");
        return
        [
            new(number, new TextStyle(Face.Song, 14), odd ? Align.End : Align.Start, baseLine, 14),
            new(of, new TextStyle(Face.Song, 9, Soft), odd ? Align.Start : Align.End, baseLine - 1),
        ];
    }
}
