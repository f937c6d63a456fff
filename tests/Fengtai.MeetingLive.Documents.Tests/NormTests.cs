using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>The page measured in millimetres against GB/T 9704-2012, from the finished file.</summary>
public sealed class NormTests : IDisposable
{
    private const double PointsPerMm = 72 / 25.4;

    private readonly FontBook fonts = FontBook.Load();
    private readonly PdfDocument pdf;

    public NormTests()
    {
        var document = OfficialDocument.Create(new DocumentMeta("试排", "试排", SampleMinutes.Created));
        // 120 lines of full-width characters only, so that every line holds as many as fit.
        document.Paragraph(string.Concat(Enumerable.Repeat("丰台街镇向群众报告工作会议", 260)));
        using var stream = new MemoryStream();
        OfficialPdf.Write(stream, document, fonts);
        pdf = PdfDocument.Open(stream.ToArray());
    }

    public void Dispose()
    {
        pdf.Dispose();
        fonts.Dispose();
    }

    [Fact]
    public void The_paper_is_A4()
    {
        Assert.All(
            pdf.GetPages(),
            page =>
            {
                Assert.Equal(210, page.Width / PointsPerMm, 0.1);
                Assert.Equal(297, page.Height / PointsPerMm, 0.1);
            }
        );
    }

    [Fact]
    public void A_full_page_has_22_lines()
    {
        Assert.True(pdf.NumberOfPages > 4);
        Assert.All(pdf.GetPages().SkipLast(1), page => Assert.Equal(22, BaseLines(page).Length));
    }

    [Fact]
    public void A_full_line_has_28_characters()
    {
        var lines = Body(pdf.GetPage(2)).GroupBy(letter => Math.Round(letter.StartBaseLine.Y, 1));
        Assert.All(lines, line => Assert.Equal(28, line.Count()));
    }

    [Fact]
    public void Lines_stand_28_point_95_apart_and_characters_15_point_79()
    {
        // What 22 lines leave of 225 mm, 0.9 pt, is shared out among them.
        var lines = BaseLines(pdf.GetPage(2));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.Equal(28.95, pair.First - pair.Second, 0.06));
        var first = Body(pdf.GetPage(2)).Take(28).Select(letter => letter.StartBaseLine.X).ToArray();
        Assert.All(first.Zip(first.Skip(1)), pair => Assert.Equal(15.79, pair.Second - pair.First, 0.05));
        Assert.All(Body(pdf.GetPage(2)), letter => Assert.Equal(16, letter.PointSize, 0.01));
    }

    [Fact]
    public void The_type_area_is_156_by_225_millimetres_28_from_the_left_and_37_from_the_top()
    {
        // An em box of 16 pt stands in the middle of its line, its base line 0.88 em below its top.
        var page = pdf.GetPage(2);
        var half = (28.95 - 16) / 2;
        var lines = BaseLines(page);
        var top = page.Height - (lines[0] + 0.88 * 16 + half);
        var bottom = page.Height - (lines[^1] - 0.12 * 16 - half);
        Assert.Equal(37, top / PointsPerMm, 0.1);
        Assert.Equal(225, (bottom - top) / PointsPerMm, 0.5);
        var letters = Body(page);
        Assert.Equal(28, letters.Min(letter => letter.StartBaseLine.X) / PointsPerMm, 0.1);
        Assert.Equal(28 + 156, letters.Max(letter => letter.EndBaseLine.X) / PointsPerMm, 0.2);
    }

    [Fact]
    public void A_paragraph_begins_two_characters_in()
    {
        var first = Body(pdf.GetPage(1))[0];
        Assert.Equal(28 + 156 / 28.0 * 2, first.StartBaseLine.X / PointsPerMm, 0.1);
    }

    [Fact]
    public void The_page_number_stands_7_millimetres_below_the_type_area_one_character_in_on_the_outer_side()
    {
        foreach (var page in pdf.GetPages())
        {
            var number = page.Letters.Where(letter => letter.PointSize is > 13 and < 15).ToArray();
            Assert.Equal($"—{page.Number}—", string.Concat(number.Select(letter => letter.Value.Trim())));
            // The dash is what the norm measures from: 一字线上距版心下边缘 7 mm.
            var dash = page.Height - number[0].BoundingBox.Centroid.Y;
            Assert.Equal(37 + 225 + 7, dash / PointsPerMm, 0.5);
            var right = page.Number % 2 == 1;
            var edge = right
                ? number.Max(letter => letter.EndBaseLine.X)
                : number.Min(letter => letter.StartBaseLine.X);
            var wanted = right ? 28 + 156 - 14 / PointsPerMm : 28 + 14 / PointsPerMm;
            Assert.Equal(wanted, edge / PointsPerMm, 0.5);
        }
    }

    private static Letter[] Body(UglyToad.PdfPig.Content.Page page) =>
        [.. page.Letters.Where(letter => letter.PointSize > 15)];

    /// <summary>From the top.</summary>
    private static double[] BaseLines(UglyToad.PdfPig.Content.Page page) =>
        [.. Body(page).Select(letter => Math.Round(letter.StartBaseLine.Y, 2)).Distinct().OrderDescending()];
}
