using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;
using Page = UglyToad.PdfPig.Content.Page;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Cells over several columns and rows, heads in two rows, rows over several pages.</summary>
public sealed class TableTests : IDisposable
{
    /// <summary>A page of exactly ten lines of 20 pt, 200 pt wide.</summary>
    private static readonly PageLayout TenLines = new(240, 260, 30, 30, 20, 20, (_, _) => []);

    private static readonly ParagraphStyle Lines = new(new TextStyle(Face.Song, 10), 20) { Align = Align.Start };
    private static readonly TableStyle Style = new(Lines, Lines) { PadY = 0 };

    private readonly FontBook fonts = FontBook.Load();

    public void Dispose() => fonts.Dispose();

    [Fact]
    public void A_cell_over_two_columns_has_the_room_of_both()
    {
        using var pdf = Open(Record(["1", new Cell("占两栏写得下的十二个字", 2)], [Cell.Above, "左", "右"]));
        Assert.Equal("1占两栏写得下的十二个字", PageLines.Read(pdf.GetPage(1))[1]);
        // Three columns have two dividers; beside the cell over two there is one.
        Assert.Equal(2 + 1 + 2, Verticals(pdf.GetPage(1)).Length);
    }

    [Fact]
    public void Below_a_cell_that_goes_on_no_rule_is_drawn()
    {
        using var pdf = Open(Record(["1", new Cell("甲", 2)], [Cell.Above, "左", "右"]));
        var between = Rules(pdf.GetPage(1), y: 260 - 30 - 2 * 20);
        Assert.Equal([(86.7, 220.0)], between);
    }

    [Fact]
    public void Rows_that_a_cell_joins_stay_on_one_page()
    {
        using var pdf = Open(
            new Paragraph(string.Join('\n', Enumerable.Repeat("行", 7)), Lines),
            Record(["1", new Cell("甲", 2)], ["2", new Cell("乙", 2)], [Cell.Above, "左", "右"])
        );
        Assert.Equal("1甲", PageLines.Read(pdf.GetPage(1))[^1]);
        Assert.Equal(["号内容去向", "2乙", "左右"], PageLines.Read(pdf.GetPage(2)));
    }

    [Fact]
    public void Both_rows_of_a_head_stand_on_every_page()
    {
        var rows = Enumerable.Range(1, 20).Select(number => ImmutableArray.Create<Cell>($"{number}", "问", "答"));
        var table = Record([.. rows]) with { Upper = ["", new Cell("提问", 2)] };
        using var pdf = Open(table);
        Assert.Equal(3, pdf.NumberOfPages);
        Assert.All(pdf.GetPages(), page => Assert.Equal(["提问", "号内容去向"], PageLines.Read(page)[..2]));
        // The first column's head is one cell: no rule crosses it below the upper row.
        Assert.Equal([(86.7, 220.0)], Rules(pdf.GetPage(1), y: 260 - 30 - 20));
    }

    [Fact]
    public void A_tall_row_begins_where_there_is_room_and_leaves_no_line_alone()
    {
        var tall = string.Join('\n', Enumerable.Range(1, 14).Select(number => $"句{number}"));
        using var pdf = Open(
            new Paragraph(string.Join('\n', Enumerable.Repeat("行", 5)), Lines),
            new Table(
                [new("甲", 1)],
                [
                    [tall],
                ],
                Style
            )
        );
        Assert.Equal(["句1", "句2", "句3", "句4"], PageLines.Read(pdf.GetPage(1))[^4..]);
        Assert.Equal("甲", PageLines.Read(pdf.GetPage(2))[0]);
        Assert.Equal(["句13", "句14"], PageLines.Read(pdf.GetPage(3))[1..]);
    }

    [Fact]
    public void Words_in_a_cell_may_be_bold()
    {
        var cell = new Cell([new Span("答：", Bold: true), new Span("十月底前")]);
        using var pdf = Open(new Table([new("甲", 1)], ImmutableArray.Create(ImmutableArray.Create(cell)), Style));
        var letters = pdf.GetPage(1).Letters;
        Assert.Contains("Bold", letters.First(letter => letter.Value == "答").FontName!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Bold",
            letters.First(letter => letter.Value == "月").FontName!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_row_that_has_not_a_cell_for_each_column_is_refused()
    {
        var table = Record(["1", new Cell("甲", 3)]);
        Assert.Throws<InvalidOperationException>(() => Open(table).Dispose());
    }

    private static Table Record(params ImmutableArray<ImmutableArray<Cell>> rows) =>
        new([new("号", 1), new("内容", 1), new("去向", 1)], rows, Style);

    private PdfDocument Open(params Block[] blocks)
    {
        var document = new Document(new DocumentMeta("试排", "试排", SampleMinutes.Created), TenLines);
        foreach (var block in blocks)
            document.Add(block);
        using var stream = new MemoryStream();
        document.Write(stream, fonts);
        return PdfDocument.Open(stream.ToArray());
    }

    private static double[] Verticals(Page page) =>
        [
            .. page
                .Paths.Select(path => path.GetBoundingRectangle()!.Value)
                .Where(box => box.Width < 1 && box.Height > 5)
                .Select(box => box.Left),
        ];

    /// <summary>Left and right end of the rules at a height.</summary>
    private static (double From, double To)[] Rules(Page page, double y) =>
        [
            .. page
                .Paths.Select(path => path.GetBoundingRectangle()!.Value)
                .Where(box => box.Width > 5 && Math.Abs(box.Bottom - y) < 1)
                .Select(box => (Math.Round(box.Left, 1), Math.Round(box.Right, 1))),
        ];
}
