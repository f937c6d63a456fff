using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using Fengtai.MeetingLive.Core.Charts;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Docx;

/// <summary>Head, signature and imprint of an official document. Lengths in twips.</summary>
internal static class DocxForms
{
    /// <summary>A character of the body with its spacing.</summary>
    private const double Character = 315;

    /// <summary>10.3: the mark of a draft in the room above the head, the number below it, issuer and date over a red rule.</summary>
    public static IEnumerable<W.Paragraph> RedHead(OfficialElement.RedHead head)
    {
        var words = DocxText.Run(head.Words);
        // Half points, so that the head is as large as in print.
        var size = ((int)Math.Round(OfficialForms.HeadSize(head.Words) * 2)).ToString(CultureInfo.InvariantCulture);
        words.PrependChild(
            new W.RunProperties(new W.FontSize { Val = size }, new W.FontSizeComplexScript { Val = size })
        );
        var title = DocxText.Paragraph("RedHead", [words]);
        if (head.Mark is { } mark)
            yield return DocxText.Paragraph("Mark", mark);
        var spacing = new W.SpacingBetweenLines();
        if (head.Mark is not null)
            spacing.Before = "0";
        if (head.Number is not null)
            spacing.After = "80";
        if (spacing.HasAttributes)
            title.ParagraphProperties!.SpacingBetweenLines = spacing;
        yield return title;
        if (head.Number is { } number)
            yield return DocxText.Paragraph("DocumentNumber", number);
        yield return DocxText.Paragraph("Issuer", [DocxText.Run(head.Issuer), DocxText.Tab(), DocxText.Run(head.Date)]);
    }

    /// <summary>7.3.5.2: as in print, by the widths that the characters have in most faces.</summary>
    public static IEnumerable<W.Paragraph> Signature(OfficialElement.Signature signature)
    {
        yield return DocxText.Paragraph("Signature", "");
        if (signature.Signer is { } signer)
            yield return Indented($"签发人：{signer}", 2 * Character);
        const double Room = OfficialDocx.Width - 2 * Character;
        var left = Math.Min(
            Room - TextWidth.Of(signature.Issuer, Character),
            Room - TextWidth.Of(signature.Date, Character) - 2 * Character
        );
        yield return Indented(signature.Issuer, Math.Max(0, left));
        var date = Indented(signature.Date, Math.Max(0, left) + 2 * Character);
        date.ParagraphProperties!.KeepNext = new W.KeepNext { Val = false };
        yield return date;
    }

    /// <summary>7.4: to whom it goes, and who issued it and when, between rules at the foot of the last page.</summary>
    public static IEnumerable<W.Paragraph> Imprint(OfficialElement.Imprint imprint)
    {
        // Directly after a table LibreOffice forgets the frame.
        var apart = DocxText.Paragraph("Normal", []);
        apart.ParagraphProperties!.SpacingBetweenLines = new W.SpacingBetweenLines
        {
            Line = "20",
            LineRule = W.LineSpacingRuleValues.Exact,
        };
        yield return apart;
        if (imprint.SentTo.Length > 0)
            yield return AtFoot([DocxText.Run($"分送：{imprint.SentTo}")], keepNext: true);
        yield return AtFoot(
            [DocxText.Run(imprint.Issuer), DocxText.Tab(), DocxText.Run($"{imprint.Date}印发")],
            keepNext: false
        );
    }

    /// <summary>
    /// Paragraphs with the same frame and the same rules make one block. The frame stands on the paragraphs and the rules
    /// in the style: LibreOffice takes no frame from a style, and drops it when rules stand beside it.
    /// </summary>
    private static W.Paragraph AtFoot(ImmutableArray<OpenXmlElement> content, bool keepNext)
    {
        var paragraph = DocxText.Paragraph("Imprint", content);
        paragraph.ParagraphProperties!.KeepNext = new W.KeepNext { Val = keepNext };
        paragraph.ParagraphProperties.FrameProperties = new W.FrameProperties
        {
            Width = OfficialDocx.Width.ToString(CultureInfo.InvariantCulture),
            Wrap = W.TextWrappingValues.NotBeside,
            HorizontalPosition = W.HorizontalAnchorValues.Margin,
            XAlign = W.HorizontalAlignmentValues.Center,
            VerticalPosition = W.VerticalAnchorValues.Margin,
            YAlign = W.VerticalAlignmentValues.Bottom,
        };
        return paragraph;
    }

    private static W.Paragraph Indented(string text, double left)
    {
        var paragraph = DocxText.Paragraph("Signature", text);
        paragraph.ParagraphProperties!.Indentation = new W.Indentation
        {
            Left = ((int)left).ToString(CultureInfo.InvariantCulture),
        };
        return paragraph;
    }
}
