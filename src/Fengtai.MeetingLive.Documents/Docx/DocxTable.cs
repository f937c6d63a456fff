using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Docx;

/// <summary>Tables whose head stands again on every page and whose rows are never parted. Lengths in twips.</summary>
internal static class DocxTable
{
    /// <summary>What fitted columns may take of the width when others share the rest, as in print.</summary>
    private const double MostFitted = 0.72;

    /// <summary>五号, and 4 pt on either side of a cell.</summary>
    private const double Size = 10.5 * 20;

    /// <summary>The office's fonts are not known here, and some set more room between characters and figures.</summary>
    private const double Spaced = 1.08;

    private const short CellMargin = 80;
    private const double Pad = 2 * CellMargin + 20;

    public static W.Table Of(OfficialElement.Table table)
    {
        var widths = Widths(table);
        var set = new W.Table(Properties(ruled: true), Grid(widths));
        var head = Row(Cells(table.Columns, widths, (column, _) => DocxText.Paragraph("TableHead", column.Head)));
        head.TableRowProperties!.Append(new W.TableHeader());
        set.Append(head);
        foreach (var (number, row) in table.Rows.Index())
        {
            var kept = table.Together && number < table.Rows.Length - 1;
            set.Append(Row(Cells(table.Columns, widths, (column, index) => Cell(row[index], column.Align, kept))));
        }

        return set;
    }

    /// <summary>Before and after beside each other; where a picture is missing, its words stand in a frame.</summary>
    public static W.Table Of(OfficialElement.Photos photos, DocxPictures pictures)
    {
        int[] widths = [OfficialDocx.Width / 2, OfficialDocx.Width / 2];
        PairedPhoto[] pair = [photos.Before, photos.After];
        return new W.Table(
            Properties(ruled: false),
            Grid(widths),
            Row(
                pair.Select(photo => new W.TableCell(
                    CellProperties(widths[0], photo.Encoded is null),
                    photo.Encoded is null
                        ? DocxText.Paragraph("TableText", photo.Alt)
                        : DocxText.Paragraph("Picture", [pictures.Photo(photo)])
                ))
            ),
            Row(
                pair.Select(photo => new W.TableCell(
                    CellProperties(widths[0], framed: false),
                    DocxText.Paragraph(
                        "TableText",
                        [DocxText.Run(photo.Label, face: "黑体"), DocxText.Run("　" + photo.Caption)]
                    )
                ))
            )
        );
    }

    /// <summary>A QR code with words beside it.</summary>
    public static W.Table Of(OfficialElement.Qr qr, DocxPictures pictures)
    {
        const int Code = 1800;
        int[] widths = [Code, OfficialDocx.Width - Code];
        return new W.Table(
            Properties(ruled: false),
            Grid(widths),
            Row([
                new W.TableCell(
                    CellProperties(widths[0], framed: false),
                    DocxText.Paragraph("Picture", [pictures.Qr(qr)])
                ),
                new W.TableCell(CellProperties(widths[1], framed: false), DocxText.Paragraph("TableText", qr.Words)),
            ])
        );
    }

    /// <summary>A little room: two tables that touch would be one to the office.</summary>
    public static W.Paragraph Below() =>
        new(
            new W.ParagraphProperties(
                new W.SnapToGrid { Val = false },
                new W.SpacingBetweenLines { Line = "200", LineRule = W.LineSpacingRuleValues.Exact }
            )
        );

    private static W.TableRow Row(IEnumerable<W.TableCell> cells)
    {
        var row = new W.TableRow(new W.TableRowProperties(new W.CantSplit()));
        row.Append(cells);
        return row;
    }

    private static IEnumerable<W.TableCell> Cells(
        ImmutableArray<Column> columns,
        int[] widths,
        Func<Column, int, W.Paragraph> words
    ) =>
        columns.Select(
            (column, index) => new W.TableCell(CellProperties(widths[index], framed: false), words(column, index))
        );

    private static W.Paragraph Cell(string text, Align align, bool kept)
    {
        var paragraph = DocxText.Paragraph("TableText", text);
        var properties = paragraph.ParagraphProperties!;
        if (kept)
            properties.KeepNext = new W.KeepNext();
        if (align is Align.Center or Align.End)
            properties.Justification = new W.Justification
            {
                Val = align == Align.Center ? W.JustificationValues.Center : W.JustificationValues.Right,
            };
        return paragraph;
    }

    private static W.TableCellProperties CellProperties(int width, bool framed)
    {
        var properties = new W.TableCellProperties(
            new W.TableCellWidth { Width = Text(width), Type = W.TableWidthUnitValues.Dxa }
        );
        if (framed)
            properties.Append(
                new W.TableCellBorders(
                    Edge<W.TopBorder>(6),
                    Edge<W.LeftBorder>(6),
                    Edge<W.BottomBorder>(6),
                    Edge<W.RightBorder>(6)
                )
            );
        properties.Append(new W.TableCellVerticalAlignment { Val = W.TableVerticalAlignmentValues.Center });
        return properties;
    }

    /// <summary>Rules as in print: one point above and below, hairlines between.</summary>
    private static W.TableProperties Properties(bool ruled)
    {
        var properties = new W.TableProperties(
            new W.TableWidth { Width = Text(OfficialDocx.Width), Type = W.TableWidthUnitValues.Dxa }
        );
        if (ruled)
            properties.Append(
                new W.TableBorders(
                    Edge<W.TopBorder>(8),
                    Edge<W.BottomBorder>(8),
                    Edge<W.InsideHorizontalBorder>(4),
                    Edge<W.InsideVerticalBorder>(4)
                )
            );
        properties.Append(
            new W.TableLayout { Type = W.TableLayoutValues.Fixed },
            // Said in each table: LibreOffice does not take it from the default style.
            new W.TableCellMarginDefault(
                new W.TableCellLeftMargin { Width = CellMargin, Type = W.TableWidthValues.Dxa },
                new W.TableCellRightMargin { Width = CellMargin, Type = W.TableWidthValues.Dxa }
            )
        );
        return properties;
    }

    /// <param name="eighths">Of a point.</param>
    private static T Edge<T>(uint eighths)
        where T : W.BorderType, new() =>
        new()
        {
            Val = W.BorderValues.Single,
            Size = eighths,
            Space = 0,
            Color = "000000",
        };

    private static W.TableGrid Grid(int[] widths) =>
        new(widths.Select(width => new W.GridColumn { Width = Text(width) }));

    /// <summary>As in print: fitted columns as wide as their widest cell, the others share what is left.</summary>
    private static int[] Widths(OfficialElement.Table table)
    {
        var columns = table.Columns;
        var fitted = columns.Select((column, index) => column.Share > 0 ? 0 : Widest(table, index)).ToArray();
        var shares = columns.Sum(column => column.Share);
        var room = shares > 0 ? OfficialDocx.Width * MostFitted : OfficialDocx.Width;
        var most = Most([.. fitted.Where((one, index) => one > 0 && !columns[index].Whole)], room - Whole());
        var narrowed = fitted.Select((one, index) => columns[index].Whole ? one : Math.Min(one, most)).ToArray();
        var rest = OfficialDocx.Width - narrowed.Sum();
        return
        [
            .. columns.Select(
                (column, index) =>
                    (int)(column.Share > 0 ? Math.Max(Size + Pad, rest * column.Share / shares) : narrowed[index])
            ),
        ];

        double Whole() => fitted.Where((_, index) => columns[index].Whole).Sum();
    }

    /// <summary>When there is not room for all, the widest give first.</summary>
    private static double Most(double[] widths, double room)
    {
        if (widths.Sum() <= room)
            return double.MaxValue;
        var left = room;
        foreach (var (index, width) in widths.Order().Index())
        {
            var share = left / (widths.Length - index);
            if (width > share)
                return Math.Max(share, Size + Pad);
            left -= width;
        }

        return double.MaxValue;
    }

    private static double Widest(OfficialElement.Table table, int column) =>
        table
            .Rows.SelectMany(row => row[column].Split('\n'))
            .Concat(table.Columns[column].Head.Split('\n'))
            .Max(line => TextWidth.Of(line, Size) * Spaced) + Pad;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
