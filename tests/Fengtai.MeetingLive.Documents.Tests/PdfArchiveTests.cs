using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Tokens;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>A file to be kept: PDF/A-2b (ISO 19005-2), the same bytes each time, with an outline.</summary>
public sealed partial class PdfArchiveTests : IDisposable
{
    private static readonly PageLayout Layout = new(240, 260, 30, 30, 20, 20, (_, _) => []);
    private static readonly ParagraphStyle Lines = new(new TextStyle(Face.Song, 10), 20);

    private readonly FontBook fonts = FontBook.Load();

    public void Dispose() => fonts.Dispose();

    [Fact]
    public void The_metadata_say_PDF_A_2b_and_agree_with_the_files_own()
    {
        var bytes = Write();
        using var pdf = PdfDocument.Open(bytes);
        Assert.True(pdf.TryGetXmpMetadata(out var xmp));
        var text = Encoding.UTF8.GetString(xmp!.GetXmlBytes());
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", text, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>B</pdfaid:conformance>", text, StringComparison.Ordinal);
        Assert.Contains(">纪要：试排</rdf:li>", text, StringComparison.Ordinal);
        Assert.Contains("<xmp:CreateDate>2025-08-25T10:30:00+00:00</xmp:CreateDate>", text, StringComparison.Ordinal);
        Assert.Equal("纪要：试排", pdf.Information.Title);
        Assert.Equal("D:20250825103000+00'00'", pdf.Information.CreationDate);
    }

    [Fact]
    public void Colours_have_a_profile_and_the_catalog_names_the_language()
    {
        using var pdf = PdfDocument.Open(Write());
        var catalog = pdf.Structure.Catalog.CatalogDictionary.Data;
        Assert.Equal("zh-CN", PdfFonts.Language(pdf));
        var intent = (DictionaryToken)((ArrayToken)catalog["OutputIntents"]).Data[0];
        Assert.Equal("GTS_PDFA1", ((NameToken)intent.Data["S"]).Data);
        Assert.Contains("DestOutputProfile", intent.Data.Keys);
    }

    [Fact]
    public void The_id_is_made_from_the_contents_and_stands_in_both_trailers_and_the_metadata()
    {
        var text = Encoding.Latin1.GetString(Write());
        var ids = Ids().Matches(text).Select(match => match.Groups["id"].Value).Distinct().ToArray();
        Assert.Equal(4, Ids().Count(text));
        var uuid = Uuids().Matches(text).Select(match => match.Value.Replace("-", "", StringComparison.Ordinal));
        Assert.Equal([ids.Single()], uuid.Select(one => one.ToUpperInvariant()).Distinct());
        Assert.NotEqual(ids.Single(), Ids().Match(Encoding.Latin1.GetString(Write("另一份"))).Groups["id"].Value);
    }

    [Fact]
    public void Another_culture_and_time_zone_give_the_same_bytes()
    {
        var here = Write();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(here, Write());
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(here, Write());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Headings_stand_in_the_outline_under_each_other_and_lead_to_their_pages()
    {
        using var pdf = PdfDocument.Open(Write());
        Assert.True(pdf.TryGetBookmarks(out var outline));
        Assert.Equal(["一、开会（上）", "附件1"], outline.Roots.Select(root => root.Title));
        var below = outline.Roots[0].Children;
        Assert.Equal(["（一）停车", "（二）𠮷氏旧居"], below.Select(child => child.Title));
        Assert.Equal("1. 夜间", below[0].Children.Single().Title);
        var pages = outline.GetNodes().OfType<DocumentBookmarkNode>().Select(node => node.PageNumber);
        Assert.Equal([1, 1, 1, 2, 3], pages);
    }

    [Fact]
    public void A_document_without_headings_has_no_outline()
    {
        var document = new Document(new DocumentMeta("单页", "试排", SampleMinutes.Created), Layout);
        using var stream = new MemoryStream();
        document.Add(new Paragraph("一行", Lines)).Write(stream, fonts);
        using var pdf = PdfDocument.Open(stream.ToArray());
        Assert.False(pdf.TryGetBookmarks(out _));
    }

    private byte[] Write(string title = "纪要：试排")
    {
        var document = new Document(new DocumentMeta(title, "试排 (甲)", SampleMinutes.Created), Layout)
            .Add(Head("一、开会（上）", 1))
            .Add(Head("（一）停车", 2))
            .Add(Head("1. 夜间", 3))
            .Add(new PageBreak())
            .Add(Head("（二）𠮷氏旧居", 2))
            .Add(new PageBreak())
            .Add(Head("附件1", 1));
        using var stream = new MemoryStream();
        document.Write(stream, fonts);
        return stream.ToArray();
    }

    private static Bookmarked Head(string text, int level) => new(new Paragraph(text, Lines), level, text);

    [GeneratedRegex(
        "(?<=/ID \\[.*)<(?<id>[0-9A-F]{32})>",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Ids();

    [GeneratedRegex(
        "(?<=uuid:)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Uuids();
}
