using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What hangs at the hall's door.</summary>
public sealed class PosterPdfTests
{
    private static readonly Poster Wangzuo = new(
        "王佐镇向群众报告工作会",
        "镇文化中心大厅",
        new DateOnly(2025, 8, 25),
        "14:00",
        "FT2025",
        "https://baogao.example.cn/m/FT2025",
        "baogao.example.cn/m",
        "丰台区王佐镇人民政府",
        Sample: true,
        Poster.StepsFor(EntryRule.Open),
        SampleMinutes.Created
    );

    /// <summary>All that a pack lets through: a title, a place and an organiser of 40 characters each.</summary>
    private static readonly Poster Longest = Wangzuo with
    {
        Title = "王佐镇暨青龙湖地区二〇二五年上半年重点工作与民生实事项目向群众报告工作会（第一场）",
        Place = "王佐镇青龙湖北岸文化体育活动中心二层东侧多功能报告厅（由东门进，凭座位票入场即可）",
        Organiser = "北京市丰台区王佐镇人民政府及青龙湖地区党建工作协调委员会办公室联合筹备小组",
        Times = "13:40签到，14:00成绩单",
    };

    [Fact]
    public void It_is_one_page_that_says_what_where_when_and_how()
    {
        var pdf = Write(Wangzuo);
        var text = PrintedFile.Text(pdf);

        Assert.Single(PrintedFile.Lines(pdf));
        foreach (
            var said in new[]
            {
                "王佐镇",
                "向群众报告工作会",
                "2025年8月25日　14:00",
                "镇文化中心大厅",
                "示例",
                "FT2025",
                "baogao.example.cn/m",
                "微信扫左边的码",
                "主办：丰台区王佐镇人民政府",
                "不用手机也一样。写纸条",
            }
        )
            Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_title_breaks_before_the_meetings_own_name() =>
        Assert.Contains("向群众报告工作会", PrintedFile.Lines(Write(Wangzuo))[0]);

    [Fact]
    public void The_longest_texts_of_a_pack_fit_whole()
    {
        var pdf = Write(Longest);
        var text = PrintedFile.Text(pdf);

        Assert.Single(PrintedFile.Lines(pdf));
        Assert.Contains(Longest.Title, text, StringComparison.Ordinal);
        Assert.Contains(Longest.Place, text, StringComparison.Ordinal);
        Assert.Contains(Longest.Organiser, text, StringComparison.Ordinal);
        PrintedFile.AssertReadable(pdf);
    }

    [Fact]
    public void Nothing_is_too_small_or_beyond_the_papers_edge() => PrintedFile.AssertReadable(Write(Wangzuo));

    [Fact]
    public void Its_QR_carries_the_address()
    {
        using var print = PrintedFile.Print(Write(Wangzuo));

        // As PosterPdf places it: 356 pixels a side, beneath the rule.
        PrintedFile.AssertQr(print, Wangzuo.Url, 60, QrTop(print), 356);
    }

    [Fact]
    public void The_same_poster_gives_the_same_bytes() => Assert.Equal(Write(Wangzuo), Write(Wangzuo));

    [Fact]
    public void The_file_says_its_title_and_language()
    {
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(Write(Wangzuo));

        Assert.Equal("王佐镇向群众报告工作会入会海报", pdf.Information.Title);
        Assert.Equal("zh-CN", PdfFonts.Language(pdf));
        Assert.All(PdfFonts.Read(pdf), font => Assert.Equal("CIDFontType2", font.Subtype));
    }

    /// <summary>Beneath the black rule come 24 pixels, then the QR's frame.</summary>
    private static double QrTop(SkiaSharp.SKBitmap print)
    {
        var rule = Enumerable
            .Range(500, print.Height - 500)
            .First(y => Enumerable.Range(140, 1200).All(x => print.GetPixel(x, y).Red < 100));
        return (rule + 3) / 2.0 + 24;
    }

    private static byte[] Write(Poster poster)
    {
        using var fonts = FontBook.Load();
        using var stream = new MemoryStream();
        PosterPdf.Write(stream, poster, fonts);
        File.WriteAllBytes(
            Path.Combine(AppContext.BaseDirectory, ReferenceEquals(poster, Longest) ? "poster-long.pdf" : "poster.pdf"),
            stream.ToArray()
        );
        return stream.ToArray();
    }
}
