using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Docx;

/// <summary>Words as runs and paragraphs. What somebody wrote is text and nothing else: never a field, never markup.</summary>
internal static class DocxText
{
    public static W.Paragraph Paragraph(string style, string text) => Paragraph(style, [Run(text)]);

    public static W.Paragraph Paragraph(string style, ImmutableArray<OpenXmlElement> content)
    {
        var paragraph = new W.Paragraph(new W.ParagraphProperties { ParagraphStyleId = new() { Val = style } });
        paragraph.Append(content);
        return paragraph;
    }

    /// <param name="size">In points; by default the style's.</param>
    /// <param name="colour">RRGGBB.</param>
    public static W.Run Run(
        string text,
        bool bold = false,
        string? face = null,
        double? size = null,
        string? colour = null
    )
    {
        var run = new W.Run();
        if (bold || face is not null || size is not null || colour is not null)
            run.RunProperties = Properties(bold, face, size, colour);
        foreach (var (index, line) in Clean(text).Split('\n').Index())
        {
            if (index > 0)
                run.Append(new W.Break());
            run.Append(new W.Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    public static W.Run Tab() => new(new W.TabChar());

    /// <summary>7.5: — 1 — on the outer side; beside it, small, whose leaf it is and of how many.</summary>
    public static W.Footer Footer(string title, bool odd)
    {
        ImmutableArray<OpenXmlElement> number = [Run("— "), .. Field("PAGE"), Run(" —")];
        ImmutableArray<OpenXmlElement> whose =
        [
            Of($"{title}　第"),
            .. Field("PAGE", 9),
            Of("页，共"),
            .. Field("NUMPAGES", 9),
            Of("页"),
        ];
        return new W.Footer(Paragraph("Footer", odd ? [.. whose, Tab(), .. number] : [.. number, Tab(), .. whose]));

        static W.Run Of(string text) => Run(text, size: 9, colour: Soft);
    }

    private const string Soft = "4A5260";

    /// <summary>A field that the office counts; its last known value is 1 until then.</summary>
    private static IEnumerable<OpenXmlElement> Field(string code, double? size = null)
    {
        yield return Part(new W.FieldChar { FieldCharType = W.FieldCharValues.Begin });
        yield return Part(new W.FieldCode($" {code} ") { Space = SpaceProcessingModeValues.Preserve });
        yield return Part(new W.FieldChar { FieldCharType = W.FieldCharValues.Separate });
        yield return Part(new W.Text("1"));
        yield return Part(new W.FieldChar { FieldCharType = W.FieldCharValues.End });

        W.Run Part(OpenXmlElement part)
        {
            var run = new W.Run();
            if (size is not null)
                run.RunProperties = Properties(bold: false, face: null, size, Soft);
            run.Append(part);
            return run;
        }
    }

    private static W.RunProperties Properties(bool bold, string? face, double? size, string? colour)
    {
        var half = size is { } points ? ((int)Math.Round(points * 2)).ToString(CultureInfo.InvariantCulture) : null;
        return new W.RunProperties
        {
            RunFonts = face is null
                ? null
                : new W.RunFonts
                {
                    Ascii = face,
                    HighAnsi = face,
                    EastAsia = face,
                    ComplexScript = face,
                },
            Bold = bold ? new W.Bold() : null,
            Color = colour is null ? null : new W.Color { Val = colour },
            FontSize = half is null ? null : new W.FontSize { Val = half },
            FontSizeComplexScript = half is null ? null : new W.FontSizeComplexScript { Val = half },
        };
    }

    /// <summary>Without what XML cannot hold, such as control signs pasted from elsewhere and halves of a character.</summary>
    internal static string Clean(string text)
    {
        var unbroken = text.ReplaceLineEndings("\n");
        var clean = new StringBuilder(unbroken.Length);
        foreach (var rune in unbroken.EnumerateRunes())
        {
            if (rune.Value > 0xFFFF || (rune != Rune.ReplacementChar && XmlConvert.IsXmlChar((char)rune.Value)))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}
