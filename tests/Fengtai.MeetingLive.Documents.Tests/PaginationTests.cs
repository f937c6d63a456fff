using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What goes on which page.</summary>
public sealed class PaginationTests : IDisposable
{
    /// <summary>A page of exactly ten lines of 20 pt, 200 pt wide.</summary>
    private static readonly PageLayout TenLines = new(240, 260, 30, 30, 20, 20, (_, _) => []);

    private static readonly TextStyle Text = new(Face.Song, 10);
    private static readonly ParagraphStyle Lines = new(Text, 20);
    private static readonly TableStyle Tables = new(Lines, Lines) { PadY = 0 };

    public static TheoryData<Ink> Inks => [.. Enum.GetValues<Ink>()];

    private readonly FontBook fonts = FontBook.Load();

    public void Dispose() => fonts.Dispose();

    [Fact]
    public void A_heading_goes_with_the_text_after_it()
    {
        var pages = Write(Filler(9), new Paragraph("标题", Lines with { KeepWithNext = true }), Filler(1));
        Assert.Equal(["标题", "行1"], pages[1]);
    }

    [Fact]
    public void The_last_lines_of_what_comes_before_go_on_with_what_must_not_stand_alone()
    {
        var pages = Write(
            new EndKeptWithNext(Filler(9), Lines: 2),
            new KeptTogether(new Stack(new Paragraph("机关", Lines), new Paragraph("日期", Lines)))
        );
        Assert.Equal(["行8", "行9", "机关", "日期"], pages[1]);
    }

    [Fact]
    public void A_small_table_that_is_kept_together_goes_on_whole()
    {
        var table = new Table(
            [new("会场")],
            [
                ["主会场"],
                ["线上"],
            ],
            Tables
        );
        Assert.Equal(["会场", "线上"], Write(Filler(8), table)[1]);
        Assert.Equal(["会场", "主会场", "线上"], Write(Filler(8), new KeptTogether(table))[1]);
    }

    [Fact]
    public void Neither_the_first_nor_the_last_line_of_a_paragraph_stands_alone()
    {
        var four = new Paragraph(string.Concat(Enumerable.Repeat("段落文字", 19)), Lines);
        Assert.Equal(4, Write(four)[0].Length);
        // Room for one line: none stays; for three: two stay, so that two go on.
        Assert.Equal([9, 4], Write(Filler(9), four).Select(page => page.Length));
        Assert.Equal([9, 2], Write(Filler(7), four).Select(page => page.Length));
    }

    [Fact]
    public void A_page_that_ends_early_is_set_looser_so_that_it_ends_where_others_do()
    {
        var two = new Paragraph(string.Concat(Enumerable.Repeat("段落文字", 7)), Lines);
        var lines = Baselines(Filler(9), two);
        Assert.Equal(Baselines(Filler(10))[^1], lines[^1], 0.01);
    }

    [Fact]
    public void Space_is_dropped_at_a_pages_top()
    {
        var pages = Baselines(1, Filler(10), new Space(15), Filler(1));
        Assert.Equal(Baselines(Filler(1))[0], pages[0], 0.01);
    }

    [Fact]
    public void A_row_taller_than_a_page_goes_on_over_pages_under_the_same_head()
    {
        var tall = string.Concat(Enumerable.Range(0, 120).Select(number => $"第{number:D3}句。"));
        var pages = Write(
            new Table(
                [new("甲", 1), new("乙", 1)],
                [
                    ["短", tall],
                    ["后", "尾"],
                ],
                Tables
            )
        );
        Assert.True(pages.Length > 3);
        Assert.All(pages, page => Assert.Equal("甲乙", page[0]));
        var read = string.Concat(pages.SelectMany(page => page.Skip(1)));
        Assert.Contains("第119句", read.Replace("短", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_never_parted_when_it_fits_a_page()
    {
        var rows = Enumerable
            .Range(1, 12)
            .Select(number => ImmutableArray.Create($"{number}", "一行字不够写要写到第二行来才行"));
        var pages = Write(new Table([new("号"), new("事", 1)], [.. rows], Tables with { PadX = 30 }));
        Assert.All(pages.SkipLast(1), page => Assert.Equal("才行", page[^1][^2..]));
    }

    [Fact]
    public void Dates_stay_whole_while_a_list_of_names_wraps()
    {
        ImmutableArray<Column> columns = [new("事项", 1), new("责任人"), new("时限", Whole: true)];
        var page = Write(
            new Table(
                columns,
                [
                    ["排查", "甲某、乙某、丙某、丁某、戊某、己某、庚某", "2025年11月30日"],
                ],
                Tables
            )
        )[0];
        Assert.Contains(page, line => line.Contains("2025年11月30日", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_hang_their_values_in_columns()
    {
        var labels = new Labels([new("出席", "甲"), new("请假", "无"), new("列席", "乙")], Lines, Face.Hei, Columns: 2);
        Assert.Equal(["出席甲请假无", "列席乙"], Write(labels)[0]);
    }

    [Fact]
    public void A_chart_is_drawn_as_vectors_and_text_within_its_width()
    {
        var chart = new Chart(
            400,
            100,
            [
                new Bar(0, 0, 400, 40, Ink.Data),
                new Bar(0, 50, 200, 40, Ink.Hollow),
                new Line(0, 0, 0, 100, Ink.Rule, 1, Dashed: true),
                new Polyline([new(0, 0), new(400, 100)], Ink.Quiet, 2, 4),
                new Label(400, 30, "212人", 20, Ink.Text, Anchor.End, Bold: true),
            ],
            "212人"
        );
        using var pdf = Open(new ChartBlock(chart));
        var page = pdf.GetPage(1);
        Assert.Empty(page.GetImages());
        Assert.True(page.Paths.Count >= 5);
        Assert.Equal("212人", PageLines.Read(page).Single());
        Assert.Equal(TenLines.Width - TenLines.Right, page.Letters.Max(letter => letter.EndBaseLine.X), 0.5);
    }

    [Theory]
    [MemberData(nameof(Inks))]
    public void Every_ink_has_its_colour_on_paper(Ink ink)
    {
        var chart = new Chart(100, 50, [new Bar(0, 0, 50, 20, ink), new Label(0, 40, "字", 12, ink)], "");
        Assert.Equal(["字"], Write(new ChartBlock(chart))[0]);
    }

    private static Paragraph Filler(int count) =>
        new(
            string.Join('\n', Enumerable.Range(1, count).Select(number => $"行{number}")),
            Lines with
            {
                Orphans = 1,
                Widows = 1,
            }
        );

    private ImmutableArray<string>[] Write(params Block[] blocks)
    {
        using var pdf = Open(blocks);
        return [.. pdf.GetPages().Select(page => PageLines.Read(page))];
    }

    private double[] Baselines(params Block[] blocks) => Baselines(0, blocks);

    private double[] Baselines(int pageIndex, params Block[] blocks)
    {
        using var pdf = Open(blocks);
        var letters = pdf.GetPage(pageIndex + 1).Letters.Select(letter => letter.StartBaseLine.Y);
        return [.. letters.Distinct().OrderDescending()];
    }

    private PdfDocument Open(params Block[] blocks)
    {
        var document = new Document(new DocumentMeta("试排", "试排", SampleMinutes.Created), TenLines);
        foreach (var block in blocks)
            document.Add(block);
        using var stream = new MemoryStream();
        document.Write(stream, fonts);
        return PdfDocument.Open(stream.ToArray());
    }
}
