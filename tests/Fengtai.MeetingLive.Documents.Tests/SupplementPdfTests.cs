using Fengtai.MeetingLive.Core;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>补充纪要: what is new since the sealing, and to which minutes it belongs.</summary>
public sealed class SupplementPdfTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private static readonly string Sealed = new('c', 64);

    [Fact]
    public void It_names_the_minutes_what_is_added_and_what_has_changed()
    {
        var minutes = SampleMinutes.Make();
        var lines = Read(
            Make("补录纸质评价12张。\n\n另更正两处文字。") with
            {
                Questions = [minutes.Questions[2]],
                Commitments = [minutes.Commitments[0], minutes.Commitments[9]],
                Rounds = [minutes.Rounds[0]],
                Polls = [minutes.Polls[0]],
            }
        );
        string[] parts =
        [
            "纪要补充（二）",
            "2025年9月8日",
            "的纪要已用印（会议日志第1482号事件）。",
            "一、补充说明",
            "补录纸质评价12张。",
            "另更正两处文字。",
            "二、提问的去向",
            "3. 列入时间表：",
            "三、承办事项",
            "四、满意度测评",
            "五、意向征集的采纳情况",
            "原供销社旧院：采纳",
            "签发人：镇长",
            "会议日志第1530号事件",
            "文件校验值",
        ];
        var text = string.Concat(lines);
        var at = 0;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(next >= at, $"{part} is missing or out of order");
            at = next + part.Length;
        }
    }

    [Fact]
    public void With_nothing_but_words_it_has_no_other_part()
    {
        var lines = Read(Make("更正一处文字。"));
        Assert.Equal(["向群众报告工作会", "纪要补充（二）"], lines[..2]);
        Assert.DoesNotContain(lines, line => line.Contains("二、", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_supplement_gives_the_same_bytes() =>
        Assert.Equal(Write(Make("同文。")), Write(Make("同文。")));

    private static MinutesSupplement Make(string text)
    {
        var minutes = SampleMinutes.Make();
        return new MinutesSupplement(
            minutes.Head,
            minutes.Organiser,
            SampleMinutes.Form,
            2,
            text,
            new SealedDocument(1482, Sealed, Address: null, new ActorId("clerk"), SampleMinutes.Created),
            1530,
            SampleMinutes.Hash,
            new DateOnly(2025, 9, 8)
        );
    }

    private string[] Read(MinutesSupplement supplement)
    {
        using var pdf = PdfDocument.Open(Write(supplement));
        return [.. pdf.GetPages().SelectMany(page => PageLines.Read(page))];
    }

    private byte[] Write(MinutesSupplement supplement)
    {
        using var stream = new MemoryStream();
        SupplementPdf.Write(stream, supplement, sample.Fonts, SampleMinutes.Created);
        return stream.ToArray();
    }
}
