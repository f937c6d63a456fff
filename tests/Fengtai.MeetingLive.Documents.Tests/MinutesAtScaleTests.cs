using System.Diagnostics;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Minutes of large meetings, read back with the tools that readers have.</summary>
public sealed partial class MinutesAtScaleTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public void Of_300_questions_each_is_found_in_its_order_by_a_readers_search()
    {
        var text = Blanks().Replace(Poppler.Text(Write(GeneratedMinutes.With(300))), "");
        var annex = text[text.IndexOf("附件2群众提问台账", StringComparison.Ordinal)..];
        var at = 0;
        for (var number = 1; number <= 300; number++)
        {
            var next = annex.IndexOf(GeneratedMinutes.TextOf(number), at, StringComparison.Ordinal);
            Assert.True(next >= at, $"question {number} is missing or out of order");
            at = next;
        }
    }

    [Fact]
    public void The_parts_stand_in_the_order_of_the_norm()
    {
        var text = Blanks().Replace(Poppler.Text(sample.Bytes), "");
        string[] parts =
        [
            "向群众报告工作会纪要",
            "第3期",
            "丰台区王佐镇人民政府",
            "现纪要如下：",
            "一、报告工作情况",
            "二、回应群众提问",
            "（一）",
            "三、承办事项",
            "四、满意度测评",
            "五、意向征集",
            "附件：1.成绩单",
            "7.核验方法",
            "出席：",
            "请假：",
            "列席：",
            "签发人：镇长",
            "丰台区王佐镇人民政府",
            "2025年8月25日",
            "附件1成绩单",
            "附件2群众提问台账",
            "附件3承办事项责任清单",
            "附件4满意度测评和意向征集结果",
            "附件5会前诉求底数",
            "附件6未予展示提问的理由",
            "附件7核验方法",
            "分送：",
            "2025年8月25日印发",
        ];
        var at = 0;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(next >= at, $"{part} is missing or out of order");
            at = next + part.Length;
        }
    }

    [Fact]
    public void All_fonts_are_embedded_TrueType_cut_and_searchable()
    {
        var fonts = Poppler.Fonts(Write(GeneratedMinutes.With(300)));
        Assert.InRange(fonts.Length, 4, 6);
        Assert.All(
            fonts,
            font =>
            {
                Assert.Contains("CID TrueType", font, StringComparison.Ordinal);
                Assert.Matches("yes +yes +yes", font);
            }
        );
    }

    [Fact]
    public void The_ledgers_head_stands_on_each_of_its_pages_and_the_body_stays_short()
    {
        using var pdf = PdfDocument.Open(Write(GeneratedMinutes.With(300)));
        var pages = pdf.GetPages().Select(page => PageLines.Read(page)).ToArray();
        var starts = Array.FindIndex(pages, page => page[0] == "附件1");
        Assert.InRange(starts, 2, 8);
        var ledger = pages.SkipWhile(page => page[0] != "附件2").TakeWhile(page => page[0] != "附件3").ToArray();
        Assert.InRange(ledger.Length, 20, 60);
        Assert.All(
            ledger,
            page => Assert.Contains(page, line => line.Contains("内容和答复", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Of_5000_questions_the_file_is_made_in_its_time_and_none_is_lost()
    {
        var clock = Stopwatch.StartNew();
        var bytes = Write(GeneratedMinutes.With(5000));
        // Measured 4 s on two busy cores; the bound only catches what grows with the square.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(90));
        Assert.InRange(bytes.Length, 500_000, 20_000_000);
        var text = Blanks().Replace(Poppler.Text(bytes), "");
        for (var number = 1; number <= 5000; number++)
            Assert.Contains(GeneratedMinutes.TextOf(number), text, StringComparison.Ordinal);
    }

    private byte[] Write(Minutes minutes)
    {
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, minutes, sample.Fonts, SampleMinutes.Created);
        return stream.ToArray();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blanks();
}
