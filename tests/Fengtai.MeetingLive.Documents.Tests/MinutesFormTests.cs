using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What the secretary settles before sealing, and how the minutes look at each step.</summary>
public sealed class MinutesFormTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private static readonly string[] Titles =
    [
        "成绩单",
        "群众提问台账",
        "承办事项责任清单",
        "满意度测评和意向征集结果",
        "会前诉求底数",
        "未予展示提问的理由",
        "核验方法",
    ];

    public static TheoryData<AnnexKind> Kinds => [.. Enum.GetValues<AnnexKind>()];

    [Fact]
    public void Head_number_and_attendance_are_as_the_secretary_settled_them()
    {
        var form = SampleMinutes.Form with { Head = "王佐镇报告会纪要", Number = "第12期" };
        var lines = Lines(SampleMinutes.Make() with { Form = form });
        Assert.Equal(["王佐镇报告会纪要", "第12期"], lines[0][..2]);
        var all = string.Concat(lines.SelectMany(page => page));
        Assert.Contains("出席：镇长、分管副镇长、城市管理办主任", all, StringComparison.Ordinal);
        Assert.Contains("请假：综合保障办主任", all, StringComparison.Ordinal);
        Assert.Contains("列席：区城市管理委工作人员、供热单位负责人", all, StringComparison.Ordinal);
        Assert.Contains("签发人：镇长", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_target_that_is_not_listed_leaves_its_mark_in_body_and_annex()
    {
        var minutes = SampleMinutes.Make();
        var marked = minutes.Report[0] with
        {
            Withheld = [new Withheld("诉求解决率", WithheldKind.Target, "统计口径调整")],
        };
        var lines = Lines(
            minutes with
            {
                Report = minutes.Report.SetItem(0, marked),
                Withheld = [new WithheldSlide(new("gone"), "加装电梯慢于计划", ["加装电梯"], "数据复核中")],
            }
        );
        var all = string.Concat(lines.SelectMany(page => page));
        Assert.Contains("未列目标：诉求解决率。原因：统计口径调整。", all, StringComparison.Ordinal);
        Assert.Contains(
            "未列一页：加装电梯慢于计划（加装电梯未达目标）。原因：数据复核中。",
            all,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Labels_of_those_present_are_in_Hei_and_names_hang_beside_them()
    {
        var page = sample
            .Pdf.GetPages()
            .First(one => PageLines.Read(one).Any(line => line.StartsWith("出席：", StringComparison.Ordinal)));
        var letters = page.Letters.ToArray();
        var label = Array.FindIndex(
            letters,
            letter => letter.Value == "出" && letter.FontName!.Contains("Sans", StringComparison.Ordinal)
        );
        Assert.True(label >= 0);
        var names = letters.Where(letter => Math.Abs(letter.StartBaseLine.Y - letters[label].StartBaseLine.Y) < 60);
        var starts = names
            .Where(letter => letter.StartBaseLine.Y < letters[label].StartBaseLine.Y - 1)
            .GroupBy(letter => Math.Round(letter.StartBaseLine.Y))
            .Select(line => line.Min(letter => letter.StartBaseLine.X));
        // 回行时与冒号后的首字对齐: 28 mm, two characters, the label's three.
        Assert.Equal(Length.Mm(28) + 5 * Length.Mm(156) / 28, starts.First(), 9.0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_annex_that_is_not_chosen_does_not_follow_and_the_others_are_numbered_on(AnnexKind left)
    {
        ImmutableArray<AnnexKind> chosen = [.. Enum.GetValues<AnnexKind>().Where(kind => kind != left)];
        var lines = Lines(SampleMinutes.Make() with { Form = SampleMinutes.Form with { Annexes = chosen } });
        var heads = lines.Where(page => page[0] is ['附', '件', _]).Select(page => page[..2]);
        Assert.Equal(
            Titles.Where((_, index) => index != (int)left).Select((title, index) => $"附件{index + 1}{title}"),
            heads.Select(head => string.Concat(head))
        );
        var all = string.Concat(lines.SelectMany(page => page));
        Assert.DoesNotContain("附件7", all, StringComparison.Ordinal);
        // Whatever follows, the version and its hash are in the document.
        Assert.Contains(SampleMinutes.Hash[..20], all, StringComparison.Ordinal);
        Assert.Contains("第1482号事件", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_annex_has_no_number()
    {
        var lines = Lines(
            SampleMinutes.Make() with
            {
                Form = SampleMinutes.Form with { Annexes = [AnnexKind.Commitments] },
            }
        );
        Assert.Contains(lines, page => page[0] == "附件");
        Assert.Contains(
            "附件：承办事项责任清单",
            string.Concat(lines.SelectMany(page => page)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(false, MinutesStep.Draft, "草稿")]
    [InlineData(true, MinutesStep.Draft, "送审稿")]
    [InlineData(true, MinutesStep.Review, "送审稿")]
    [InlineData(true, MinutesStep.Passed, "送审稿")]
    [InlineData(true, MinutesStep.Sealed, null)]
    public void Until_they_are_sealed_the_minutes_say_on_every_page_that_they_are_not(
        bool final,
        MinutesStep step,
        string? mark
    )
    {
        var lines = Lines(SampleMinutes.Make() with { Final = final, Step = step });
        Assert.Equal(mark is not null, lines[0][0] == mark);
        foreach (var other in new[] { "（草稿）", "（送审稿）" })
        {
            Assert.All(
                lines,
                page =>
                    Assert.Equal(
                        other == $"（{mark}）",
                        page.TakeLast(2).Any(line => line.Contains(other, StringComparison.Ordinal))
                    )
            );
        }
    }

    [Fact]
    public void The_imprint_stands_at_the_foot_of_the_last_page_between_rules()
    {
        var last = sample.Pdf.GetPages().Last();
        var bottom = last.Height - Length.Mm(37 + 225);
        var rules = last
            .Paths.Select(path => path.GetBoundingRectangle()!.Value)
            .Where(box => box.Width > Length.Mm(150) && box.Bottom < bottom + 60)
            .OrderBy(box => box.Bottom)
            .ToArray();
        Assert.Equal(3, rules.Length);
        Assert.Equal(bottom, rules[0].Bottom, 1.0);
        var lines = PageLines.Read(last);
        Assert.Contains("分送：区委社会工作部，区城市管理委，镇各科室，各村、社区", lines);
        Assert.Contains("丰台区王佐镇人民政府2025年8月25日印发", lines);
    }

    [Fact]
    public void The_date_below_the_issuer_begins_two_characters_further_right_or_ends_two_in()
    {
        var page = sample
            .Pdf.GetPages()
            .First(one => PageLines.Read(one).Any(line => line.StartsWith("签发人", StringComparison.Ordinal)));
        var signer = page.Letters.First(letter => letter.Value == "签").StartBaseLine.Y;
        var below = page
            .Letters.Where(letter => letter.StartBaseLine.Y < signer - 5 && letter.PointSize > 15)
            .GroupBy(letter => Math.Round(letter.StartBaseLine.Y))
            .OrderByDescending(line => line.Key)
            .ToArray();
        var character = Length.Mm(156) / 28;
        Assert.Equal(2, below.Length);
        Assert.Equal(2 * character, below[1].Min(x => x.StartBaseLine.X) - below[0].Min(x => x.StartBaseLine.X), 1.0);
        var edge = Length.Mm(28 + 156) - 2 * character;
        Assert.Equal(edge, below.Max(line => line.Max(x => x.EndBaseLine.X)), 1.5);
    }

    [Fact]
    public void The_address_is_printed_and_its_QR_is_that_of_the_address()
    {
        var last = sample.Pdf.GetPages().Last();
        const string Address = "https://bao.example.gov.cn/p/WZ0825";
        Assert.Contains(Address, PageLines.Read(last));
        var outline = QrOutline.Of(Address);
        var dark = outline.Path.Split('M', StringSplitOptions.RemoveEmptyEntries).Length;
        var drawn = last.Paths.SelectMany(path => path).Count(subpath => subpath.Commands.Count >= 4);
        Assert.InRange(drawn, dark, int.MaxValue);
        Assert.DoesNotContain(
            "扫描二维码",
            string.Concat(Lines(SampleMinutes.Make() with { Address = null }).SelectMany(page => page)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Refused_questions_stand_by_number_and_reason_only()
    {
        var lines = Lines(SampleMinutes.Make());
        var annex = string.Concat(lines.Single(page => string.Concat(page[..2]) == "附件6未予展示提问的理由"));
        Assert.Contains("涉及他人隐私266.7%", annex, StringComparison.Ordinal);
        Assert.Contains("37物业管理现场手机涉及他人隐私", annex, StringComparison.Ordinal);
        Assert.Contains("40停车管理现场手机与会议无关", annex, StringComparison.Ordinal);
    }

    [Fact]
    public void The_baseline_adds_up_and_names_its_day_and_source()
    {
        var lines = Lines(SampleMinutes.Make());
        var annex = string.Concat(lines.Single(page => string.Concat(page[..2]) == "附件5会前诉求底数"));
        Assert.Contains("一、会前诉求275件，已解决148件", annex, StringComparison.Ordinal);
        Assert.Contains("停车管理52411210549.5%", annex, StringComparison.Ordinal);
        Assert.Contains("合计148923527553.8%", annex, StringComparison.Ordinal);
        Assert.Contains("截至2025年7月31日。来源：接诉即办台账（示例）。", annex, StringComparison.Ordinal);
    }

    [Fact]
    public void The_outline_leads_to_the_head_the_parts_and_each_annex()
    {
        Assert.True(sample.Pdf.TryGetBookmarks(out var outline));
        Assert.Equal(
            [.. Titles.Select((title, index) => $"附件{index + 1}　{title}")],
            outline.Roots.Skip(1).Select(root => root.Title)
        );
        Assert.Equal("2025年上半年向群众报告工作会纪要", outline.Roots[0].Title);
        Assert.Contains("二、回应群众提问", outline.Roots[0].Children.Select(child => child.Title));
        foreach (var root in outline.Roots.Skip(1).OfType<DocumentBookmarkNode>())
        {
            var page = PageLines.Read(sample.Pdf.GetPage(root.PageNumber));
            Assert.Equal(root.Title, $"{page[0]}　{page[1]}");
        }
    }

    private ImmutableArray<string>[] Lines(Minutes minutes)
    {
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, minutes, sample.Fonts, SampleMinutes.Created);
        using var pdf = PdfDocument.Open(stream.ToArray());
        return [.. pdf.GetPages().Select(page => PageLines.Read(page))];
    }
}
