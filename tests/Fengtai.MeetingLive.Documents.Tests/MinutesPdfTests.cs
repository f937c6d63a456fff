using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What a reader of the finished minutes can rely on.</summary>
public sealed class MinutesPdfTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private string Text => string.Concat(sample.Pages.SelectMany(lines => lines));

    [Fact]
    public void A_long_meeting_gives_at_least_twelve_pages() => Assert.InRange(sample.Pages.Length, 12, 40);

    [Fact]
    public void Every_page_says_its_number_and_the_total()
    {
        for (var page = 1; page <= sample.Pages.Length; page++)
        {
            var footer = string.Concat(sample.Pages[page - 1].TakeLast(2));
            Assert.Contains($"— {page} —", footer, StringComparison.Ordinal);
            Assert.Contains($"第{page}页，共{sample.Pages.Length}页", footer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_numbers_stand_on_the_outer_side()
    {
        foreach (var page in sample.Pdf.GetPages())
        {
            var dash = page.Letters.Where(letter => letter.Value == "—").MinBy(letter => letter.StartBaseLine.Y)!;
            Assert.Equal(page.Number % 2 == 1, dash.StartBaseLine.X > page.Width / 2);
        }
    }

    [Fact]
    public void Words_are_found_as_they_are_written()
    {
        Assert.Contains("向群众报告工作会纪要", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("⼯", Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, letter => letter is >= '\u2E80' and <= '\u2FDF');
    }

    [Fact]
    public void Rare_characters_of_names_are_kept()
    {
        foreach (var rare in new[] { "堃", "镕", "䶮", "𠮷" })
            Assert.Contains(rare, Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_ledger_every_question_stands_in_the_body_with_its_outcome()
    {
        var minutes = SampleMinutes.Make() with { Form = SampleMinutes.Form with { Annexes = [] } };
        var text = PrintedFile.Text(Write(minutes));
        for (var number = 1; number <= 35; number++)
            Assert.Contains($"{number}. 问：", text, StringComparison.Ordinal);
        Assert.Contains("办结时限：2025年9月5日", text, StringComparison.Ordinal);
        Assert.Contains("会上未及答复", text, StringComparison.Ordinal);
        Assert.Contains("提问人已要求删除原文", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_of_the_commitments_stands_on_each_of_their_pages()
    {
        var pages = sample.Pages.Where(lines =>
            lines.Any(line => line.Contains("停车专员2025年", StringComparison.Ordinal))
        );
        Assert.True(pages.Count() >= 3);
        Assert.All(
            pages,
            lines =>
                Assert.Single(
                    lines,
                    line => line.StartsWith("序号事项牵头领导责任单位责任人办结时限", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void All_commitments_are_listed_in_order()
    {
        var starts = sample
            .Pages.SelectMany(lines => lines)
            .SkipWhile(line => line != "附件3")
            .TakeWhile(line => line != "附件4")
            .Where(line => line.Contains("城市管理办", StringComparison.Ordinal) && char.IsDigit(line[0]))
            .Select(line => int.Parse(string.Concat(line.TakeWhile(char.IsDigit)), null));
        Assert.Equal(Enumerable.Range(1, 60), starts);
    }

    [Fact]
    public void A_round_is_broken_down_by_venue_where_more_than_one_rated()
    {
        Assert.Contains("主会场300人254人210人82.7%", Text, StringComparison.Ordinal);
        Assert.Contains("佃起村分会场152人117人95人81.2%", Text, StringComparison.Ordinal);
        Assert.Contains("线上128人69人55人79.7%", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ratings_name_their_denominators_and_the_seal()
    {
        Assert.Contains(
            "应评610人，评价468人，含纸质28份（76.7%）。现场手机应评452、已评371，线上应评128、已评69，纸质应评30、已评28。一台手机或一张票计一次，以最后一次为准。",
            Text,
            StringComparison.Ordinal
        );
        Assert.Contains($"封存值（只含手机评价，不含纸质）：{SampleMinutes.Hash}", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_is_marked_with_its_reason_wherever_it_is_counted()
    {
        Assert.Contains("评价468人，含纸质28份，满意和非常满意", Text, StringComparison.Ordinal);
        Assert.Contains(
            "纸质评价由两人分别清点，发放30张，有效28份，理由：部分老年代表不用手机。",
            Text,
            StringComparison.Ordinal
        );
        Assert.Contains("登记入场现场手机452部、线上128人，另发放纸质评价表30张", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_merged_is_counted_apart_and_named_at_the_question_that_stands()
    {
        Assert.Contains("并入同类提问1条", Text, StringComparison.Ordinal);
        Assert.Contains("第36号提问并入本条", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Polls_stand_with_their_counts_denominators_and_what_was_adopted_for_which_reason()
    {
        // In parts, for a page may end within the paragraph.
        foreach (
            var part in (string[])["应投610人，投票388人", "167人，占投票人数43.0%。", "采纳的方案：原供销社旧院，"]
        )
            Assert.Contains(part, Text, StringComparison.Ordinal);
        Assert.Contains("得分最高的是单位车位夜间开放，533分。", Text, StringComparison.Ordinal);
        Assert.Contains("附件4满意度测评和意向征集结果", Text, StringComparison.Ordinal);
        Assert.Contains("每人排出前2，排第一计2分，往后每位少1分，没排的计0分。", Text, StringComparison.Ordinal);
        Assert.Contains("140人排第一", Text, StringComparison.Ordinal);
        Assert.Contains("方案采纳情况理由", Text, StringComparison.Ordinal);
        Assert.Contains("未采纳需新建，今年没有用地。", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_journals_version_and_hash_close_the_document()
    {
        var last = string.Concat(sample.Pages[^1]);
        Assert.Contains("会议日志第1482号事件（定稿）", last, StringComparison.Ordinal);
        Assert.Contains(SampleMinutes.Hash, last, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_starts_with_a_closing_sign_or_ends_with_an_opening_one()
    {
        Assert.All(
            sample.Pages.SelectMany(lines => lines),
            line =>
            {
                Assert.DoesNotContain(line[0], "、。，；：？！）】》”’%℃…");
                Assert.DoesNotContain(line[^1], "（【《“‘");
            }
        );
    }

    [Fact]
    public void Fonts_are_embedded_TrueType_and_cut_to_what_is_used()
    {
        var fonts = PdfFonts.Read(sample.Pdf);
        Assert.NotEmpty(fonts);
        Assert.All(
            fonts,
            font =>
            {
                Assert.Equal("CIDFontType2", font.Subtype);
                Assert.Matches("^[A-Z]{6}\\+", font.Name);
                Assert.InRange(font.EmbeddedBytes, 1, 400_000);
            }
        );
    }

    [Fact]
    public void The_file_is_small() => Assert.InRange(sample.Bytes.Length, 20_000, 600_000);

    [Fact]
    public void The_file_says_its_title_author_date_and_language()
    {
        var about = sample.Pdf.Information;
        Assert.Equal("王佐镇2025年上半年向群众报告工作会纪要", about.Title);
        Assert.Equal("丰台区王佐镇人民政府", about.Author);
        Assert.Contains("20250825103000", about.CreationDate, StringComparison.Ordinal);
        Assert.Equal("zh-CN", PdfFonts.Language(sample.Pdf));
    }

    private byte[] Write(Minutes minutes)
    {
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, minutes, sample.Fonts, SampleMinutes.Created);
        return stream.ToArray();
    }

    [Fact]
    public void Nothing_leaves_the_type_area_sideways()
    {
        var left = Length.Mm(28) - 0.5;
        var right = Length.Mm(28 + 156) + 0.5;
        Assert.All(
            sample.Pdf.GetPages().SelectMany(page => page.Letters).Where(letter => letter.Value.Trim().Length > 0),
            letter =>
            {
                Assert.True(letter.BoundingBox.Left >= left, $"{letter.Value} at {letter.BoundingBox.Left}");
                Assert.True(letter.BoundingBox.Right <= right, $"{letter.Value} at {letter.BoundingBox.Right}");
            }
        );
    }

    [Fact]
    public void A_meeting_with_nothing_in_it_still_gives_minutes()
    {
        using var stream = new MemoryStream();
        var full = SampleMinutes.Make();
        var empty = full with
        {
            Report = [],
            Questions = [],
            Commitments = [],
            Rounds = [],
            Polls = [],
            OpenedAt = null,
            ClosedAt = null,
            Refused = [],
            Baseline = null,
            Form = new(),
            Final = false,
            Step = MinutesStep.Draft,
        };
        MinutesPdf.Write(stream, empty, sample.Fonts, SampleMinutes.Created);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(stream.ToArray());
        var text = string.Concat(pdf.GetPages().SelectMany(page => PageLines.Read(page)));
        Assert.Contains("（草稿）", text, StringComparison.Ordinal);
        Assert.Contains("会议未进行满意度测评。", text, StringComparison.Ordinal);
        Assert.Contains("附件：核验方法", text, StringComparison.Ordinal);
        Assert.DoesNotContain("附件1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_fonts_the_program_says_which_file_is_missing_where()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var missing = Assert.Throws<FontMissingException>(() => FontBook.Load(folder));
            Assert.Equal("NotoSerifSC-Regular.ttf", missing.File);
            Assert.Equal(folder, missing.Folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
