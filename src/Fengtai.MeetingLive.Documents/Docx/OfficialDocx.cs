using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using Fengtai.MeetingLive.Documents.Pdf;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Docx;

/// <summary>
/// Writes an official document as DOCX in the form of GB/T 9704-2012: A4, 22 lines of 28 characters,
/// the norm's fonts by name, headings and tables that the office knows as such, charts as pictures.
/// </summary>
public static class OfficialDocx
{
    /// <summary>Twips: the type area of 156 mm.</summary>
    internal const int Width = 8844;

    /// <summary>Writes nothing before all is made; the stream stays open and need not seek. The same description gives
    /// the same bytes.</summary>
    /// <param name="fonts">For the words in the charts' pictures.</param>
    public static void Write(Stream stream, OfficialDocument document, FontBook fonts)
    {
        using var package = new DocxPackage(document.Meta);
        var pictures = new DocxPictures(package, fonts);
        var body = new W.Body();
        var heading = "";
        foreach (var (index, element) in document.Elements.Index())
        {
            if (element is OfficialElement.Heading head)
                heading = head.Text;
            var blocks = Blocks(element, heading, pictures).ToArray();
            // What is said of a table before it must not stand on another page.
            if (element is OfficialElement.Note && Next(index) is OfficialElement.Table)
                Keep((W.Paragraph)blocks[^1]);
            // 7.3.5.4: a page never holds the signature alone.
            if (Next(index) is OfficialElement.Signature)
            {
                foreach (var last in blocks.TakeLast(2).OfType<W.Paragraph>())
                    Keep(last);
            }

            body.Append(blocks);
        }

        body.Append(Section(package, document.Meta.Title));
        package.Write(stream, body);

        OfficialElement? Next(int index) => index + 1 < document.Elements.Count ? document.Elements[index + 1] : null;
    }

    private static IEnumerable<OpenXmlElement> Blocks(OfficialElement element, string heading, DocxPictures pictures) =>
        element switch
        {
            OfficialElement.RedHead head => DocxForms.RedHead(head),
            OfficialElement.Title title => [DocxText.Paragraph("Title", title.Text)],
            OfficialElement.Heading head => [DocxText.Paragraph(Invariant($"Heading{head.Level}"), head.Text)],
            OfficialElement.Paragraph paragraph =>
            [
                DocxText.Paragraph("BodyText", [.. paragraph.Runs.Select(run => DocxText.Run(run.Text, run.Bold))]),
            ],
            OfficialElement.Labels labels => labels.Items.Select(item => Labelled("Labels", item, kept: false)),
            OfficialElement.Table table => [DocxTable.Of(table), DocxTable.Below()],
            OfficialElement.Chart chart =>
            [
                DocxText.Paragraph("Picture", [pictures.Chart(chart.Drawing, heading)]),
                DocxText.Paragraph("Note", chart.Basis),
            ],
            OfficialElement.Note note => [DocxText.Paragraph("Note", note.Text)],
            OfficialElement.Annex annex =>
            [
                DocxText.Paragraph("AnnexLabel", annex.Label),
                DocxText.Paragraph("Title", annex.Words),
            ],
            OfficialElement.Photos photos => [DocxTable.Of(photos, pictures)],
            OfficialElement.Signature signature => DocxForms.Signature(signature),
            OfficialElement.Qr qr => [DocxTable.Of(qr, pictures)],
            OfficialElement.Imprint imprint => DocxForms.Imprint(imprint),
            OfficialElement.Origin origin => origin.Items.Select(
                (item, index) => Labelled("Origin", item, kept: index < origin.Items.Length - 1)
            ),
            _ => throw new InvalidOperationException($"The file has no form for a {element.GetType().Name}."),
        };

    /// <param name="kept">On the page of the next one.</param>
    private static W.Paragraph Labelled(string style, Labelled item, bool kept)
    {
        var paragraph = DocxText.Paragraph(
            style,
            [DocxText.Run(item.Label, face: "黑体"), DocxText.Tab(), DocxText.Run(item.Value)]
        );
        if (kept)
            Keep(paragraph);
        return paragraph;
    }

    private static void Keep(W.Paragraph paragraph) => paragraph.ParagraphProperties!.KeepNext = new W.KeepNext();

    /// <summary>Margins of 37, 35, 28 and 26 mm leave 156 × 225 mm for 22 lines of 28 characters.</summary>
    private static W.SectionProperties Section(DocxPackage package, string title) =>
        new(
            new W.FooterReference
            {
                Type = W.HeaderFooterValues.Default,
                Id = package.AddFooter(DocxText.Footer(title, odd: true)),
            },
            new W.FooterReference
            {
                Type = W.HeaderFooterValues.Even,
                Id = package.AddFooter(DocxText.Footer(title, odd: false)),
            },
            new W.PageSize { Width = 11906, Height = 16838 },
            new W.PageMargin
            {
                Top = 2098,
                Right = 1474,
                Bottom = 1984,
                Left = 1588,
                Header = 851,
                // 7.5: the number's upper edge is 7 mm below the type area, its lower one 23 mm above the paper's edge.
                Footer = 1304,
                Gutter = 0,
            },
            // In twips, rounded down, or the last line would not fit. The characters' pitch stands in the styles.
            new W.DocGrid { Type = W.DocGridValues.Lines, LinePitch = 579 }
        );

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
