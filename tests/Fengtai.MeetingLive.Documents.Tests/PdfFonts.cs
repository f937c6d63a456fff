using System.Collections.Immutable;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>A font as the file embeds it.</summary>
internal sealed record PdfFont(string Name, string Subtype, int EmbeddedBytes);

/// <summary>Reads the fonts and the language from a PDF's objects.</summary>
internal static class PdfFonts
{
    public static ImmutableArray<PdfFont> Read(PdfDocument pdf)
    {
        var fonts = new Dictionary<string, PdfFont>(StringComparer.Ordinal);
        foreach (var page in pdf.GetPages())
        {
            var resources = Dictionary(pdf, page.Dictionary, "Resources");
            foreach (var (_, token) in Dictionary(pdf, resources, "Font").Data)
            {
                var font = (DictionaryToken)Resolve(pdf, token);
                // A Type 3 font has no descendants and fails here, as it should.
                var below = (ArrayToken)Resolve(pdf, font.Data["DescendantFonts"]);
                var cid = (DictionaryToken)Resolve(pdf, below.Data[0]);
                var file = (StreamToken)Resolve(pdf, Dictionary(pdf, cid, "FontDescriptor").Data["FontFile2"]);
                var name = ((NameToken)Resolve(pdf, cid.Data["BaseFont"])).Data;
                fonts[name] = new PdfFont(name, ((NameToken)Resolve(pdf, cid.Data["Subtype"])).Data, file.Data.Length);
            }
        }

        return [.. fonts.Values];
    }

    public static string Language(PdfDocument pdf) =>
        ((StringToken)Resolve(pdf, pdf.Structure.Catalog.CatalogDictionary.Data["Lang"])).Data;

    private static DictionaryToken Dictionary(PdfDocument pdf, DictionaryToken owner, string key) =>
        (DictionaryToken)Resolve(pdf, owner.Data[key]);

    private static IToken Resolve(PdfDocument pdf, IToken token) =>
        token is IndirectReferenceToken reference ? pdf.Structure.GetObject(reference.Data).Data : token;
}
