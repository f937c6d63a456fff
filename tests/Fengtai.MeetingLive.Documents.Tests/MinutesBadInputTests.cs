using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Whatever people write and whatever goes wrong: a good document, or a clear message.</summary>
public sealed class MinutesBadInputTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("路灯坏了\U0001F622\U0001F622谁来修？", "路灯坏了□□谁来修？")]
    [InlineData("谢谢\U0001F468\u200D\U0001F469\u200D\U0001F467街道", "谢谢□街道")]
    [InlineData("شكرا 谢谢", "□□□□ 谢谢")]
    [InlineData("倒\u202E过来\u202C的字", "倒过来的字")]
    [InlineData("=HYPERLINK(\"http://a.cn\",\"点我\")", "=HYPERLINK(\"http://a.cn\",\"点我\")")]
    [InlineData("<script>1</script>&amp;", "<script>1</script>&amp;")]
    [InlineData("甲堃、乙镕、丙䶮、丁𠮷", "甲堃、乙镕、丙䶮、丁𠮷")]
    [InlineData("a\tb\0c\u0007d", "a bcd")]
    [InlineData("(未闭合\\括号", "(未闭合\\括号")]
    public void Odd_text_is_printed_as_it_can_be_and_nothing_else_changes(string asked, string printed)
    {
        using var pdf = Read(GeneratedMinutes.Asking(asked, "后面的提问照常。"));
        var lines = pdf.GetPages().SelectMany(page => PageLines.Read(page)).ToArray();
        Assert.Contains(printed, string.Concat(lines), StringComparison.Ordinal);
        Assert.Contains("后面的提问照常。", string.Concat(lines), StringComparison.Ordinal);
        Assert.All(pdf.GetPages(), page => Assert.Empty(page.GetAnnotations()));
    }

    [Fact]
    public void What_has_no_shape_is_named_at_the_end()
    {
        Assert.Contains(
            "说明：2种字符没有可用的字形，以□代替：U+0634、U+1F622。原文以会议日志为准。",
            PrintedFile.Text(Write(GeneratedMinutes.Asking("ش路灯\U0001F622\u200D\t"))),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "没有可用的字形",
            PrintedFile.Text(Write(GeneratedMinutes.Asking("甲堃、乙镕、丙䶮、丁𠮷"))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_question_of_5000_characters_goes_on_over_pages_and_is_quoted_short_in_the_body()
    {
        var long5000 = string.Concat(Enumerable.Range(0, 1000).Select(n => FormattableString.Invariant($"第{n:D3}句")))[
            ..5000
        ];
        using var pdf = Read(GeneratedMinutes.Asking("前面的提问照常。", long5000));
        var pages = pdf.GetPages().Select(page => string.Concat(PageLines.Read(page))).ToArray();
        Assert.True(pages.Count(page => page.Contains("内容和答复", StringComparison.Ordinal)) >= 5);
        Assert.Contains(pages, page => page.Contains("第998句", StringComparison.Ordinal));
        Assert.Contains("前面的提问照常。", string.Concat(pages), StringComparison.Ordinal);
        var body = string.Concat(pages.TakeWhile(page => !page.StartsWith("附件", StringComparison.Ordinal)));
        Assert.Contains("第011句……", body, StringComparison.Ordinal);
        Assert.DoesNotContain("第013句", body, StringComparison.Ordinal);
        AssertWithinTypeArea(pdf);
    }

    [Fact]
    public void A_word_without_a_gap_is_broken_rather_than_cut_off()
    {
        var word = string.Concat(Enumerable.Repeat("abcdefghij", 50));
        using var pdf = Read(GeneratedMinutes.Asking(word));
        AssertWithinTypeArea(pdf);
        var letters = pdf.GetPages().SelectMany(page => page.Letters).Count(letter => letter.Value == "j");
        Assert.InRange(letters, 100, 130);
    }

    [Fact]
    public void A_hundred_line_ends_do_not_leave_the_page()
    {
        using var pdf = Read(GeneratedMinutes.Asking(string.Join('\n', Enumerable.Repeat("行", 100))));
        AssertWithinTypeArea(pdf);
    }

    [Fact]
    public void A_form_filled_to_its_limits_is_printed_whole()
    {
        var name = new string('名', MinutesForm.TextMost);
        ImmutableArray<string> people =
        [
            .. Enumerable.Range(1, MinutesForm.PeopleMost).Select(n => $"{name[..55]}{n}"),
        ];
        var form = new MinutesForm
        {
            Head = new string('彝', MinutesForm.TextMost),
            Number = name,
            Signer = name,
            Attending = people,
            Excused = people,
            SentTo = people,
        };
        using var pdf = Read(SampleMinutes.Make() with { Form = form });
        AssertWithinTypeArea(pdf);
        var text = string.Concat(pdf.GetPages().SelectMany(page => PageLines.Read(page)));
        Assert.Equal(MinutesForm.TextMost, text.Count(letter => letter == '彝'));
        Assert.Contains("印发", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_and_a_poll_in_which_nobody_took_part_say_so()
    {
        var full = SampleMinutes.Make();
        var nobody = new Denominators(new(0, 0), new(0, 0), new(0, 0));
        var poll = full.Polls[0];
        using var pdf = Read(
            full with
            {
                Present = nobody,
                Rounds = [new MinutesRound(1, "无人参评", Closed: true, new Tally(0, 0, 0, 0, 0), nobody, Root: null)],
                Polls =
                [
                    poll with
                    {
                        Votes = new VotesItem(0, 0, [0, 0], null),
                        Rows = [.. poll.Rows.Select(row => row with { Count = 0 })],
                    },
                ],
            }
        );
        var text = string.Concat(pdf.GetPages().SelectMany(page => PageLines.Read(page)));
        Assert.Contains("应评0人，评价0人", text, StringComparison.Ordinal);
        Assert.Contains("应投0人，投票0人", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    public void A_report_of_extreme_series_is_drawn_or_said_in_words(int points)
    {
        var line = new LineContent(
            "件",
            [.. Enumerable.Range(1, points).Select(n => $"{n}日")],
            [new Series("本年", [.. Enumerable.Range(1, points).Select(n => (decimal)(n % 9 - 4))])]
        );
        using var pdf = Read(SampleMinutes.Make() with { Report = [Slide(line)] });
        var annex = pdf.GetPages().Single(page => PageLines.Read(page)[0] == "附件1");
        var text = string.Concat(PageLines.Read(annex));
        Assert.Contains("一、极端的数", text, StringComparison.Ordinal);
        Assert.Equal(points == 0, text.Contains("本项没有可展示的数据。", StringComparison.Ordinal));
        AssertWithinTypeArea(pdf);
    }

    [Fact]
    public void A_picture_that_is_broken_is_said_in_its_place()
    {
        var photo = new Photo(new PhotoHash("ab"), 1200, 675, "路面破损", null, "胡同口路面坑洼");
        using var stream = new MemoryStream();
        MinutesPdf.Write(
            stream,
            SampleMinutes.Make() with
            {
                Report = [Slide(new PhotosContent("南街胡同口", photo, photo))],
            },
            sample.Fonts,
            SampleMinutes.Created,
            _ => "\u0089PNG broken"u8.ToArray()
        );
        Assert.Contains("（图片无法读取）胡同口路面坑洼", PrintedFile.Text(stream.ToArray()), StringComparison.Ordinal);
    }

    private PdfDocument Read(Minutes minutes) => PdfDocument.Open(Write(minutes));

    private byte[] Write(Minutes minutes)
    {
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, minutes, sample.Fonts, SampleMinutes.Created);
        return stream.ToArray();
    }

    private static Slide Slide(SlideContent content) =>
        new(new SlideId("x"), "极端的数", "停车管理", content, "2025年", "示例", Sample: true, []);

    private static void AssertWithinTypeArea(PdfDocument pdf)
    {
        foreach (var page in pdf.GetPages())
        {
            Assert.NotEmpty(page.Letters);
            Assert.All(
                page.Letters.Where(letter => letter.Value.Trim().Length > 0),
                letter =>
                {
                    // Measured by ink: that of a j hangs over to the left, the blank of a 。 to the right.
                    Assert.InRange(letter.BoundingBox.Left, Length.Mm(28) - 2, Length.Mm(184) + 0.5);
                    Assert.InRange(letter.BoundingBox.Right, Length.Mm(28) - 2, Length.Mm(184) + 0.5);
                    // The page number stands below the type area.
                    Assert.InRange(letter.StartBaseLine.Y, page.Height - Length.Mm(275), page.Height - Length.Mm(37));
                }
            );
        }
    }
}
