using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>The cells of one sheet, read forward.</summary>
internal sealed class XlsxRows(
    XlsxXml xml,
    string sheet,
    string part,
    XlsxLimits limits,
    List<string> strings,
    ImmutableArray<XlsxFormat> formats,
    bool from1904
) : IDisposable
{
    private readonly StringBuilder text = new();
    private int last;
    private int rows;
    private bool ended;

    /// <summary>The next row with something in it; null after the last. Afterwards the rest of the sheet was read to its end.</summary>
    public XlsxRow? Next() => XlsxPackage.Guard(part, Read);

    public ImmutableArray<CellRange> Merges() =>
        XlsxPackage.Guard(
            part,
            () =>
            {
                var merges = ImmutableArray.CreateBuilder<CellRange>();
                while (xml.NextElement())
                {
                    if (xml.Name != "mergeCell")
                        continue;
                    if (merges.Count == limits.MergesMost)
                        throw new FileRefusedException(FileCode.MergesMany, sheet, $"{limits.MergesMost}");
                    merges.Add(CellRange.Parse(xml["ref"]) ?? throw new InvalidDataException("No range."));
                }

                return merges.ToImmutable();
            }
        );

    public void Dispose() => xml.Dispose();

    private XlsxRow? Read()
    {
        while (!ended && xml.NextElement())
        {
            if (xml.Name != "row" || xml.Reader.Depth != 2)
                continue;
            var number = RowNumber();
            var cells = Cells(number);
            if (cells is null)
                continue;
            if (++rows > limits.RowsMost)
                throw new FileRefusedException(FileCode.RowsMany, sheet, $"{limits.RowsMost}");
            return new XlsxRow(number, cells);
        }

        // Reading to the end finds a file that was cut off.
        ended = true;
        return null;
    }

    /// <summary>Rows may leave out their number and then follow the one before; never do they go back.</summary>
    private int RowNumber()
    {
        var number = last + 1;
        if (xml["r"] is { } given && !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            throw new InvalidDataException($"Row {given}.");
        if (number <= last || number > CellAddress.RowMost)
            throw new InvalidDataException($"Row {number} after {last}.");
        return last = number;
    }

    private List<XlsxCell>? Cells(int row)
    {
        List<XlsxCell>? cells = null;
        var column = 0;
        foreach (var name in xml.Children())
        {
            if (name != "c")
                continue;
            column = Column(row, column);
            if (Cell(row, column) is not { } cell)
                continue;
            if (column > limits.ColumnsMost)
                throw new FileRefusedException(
                    FileCode.ColumnsMany,
                    sheet,
                    $"{limits.ColumnsMost}",
                    new CellAddress(row, column).ToString()
                );
            (cells ??= []).Add(cell);
        }

        return cells;
    }

    private int Column(int row, int before)
    {
        if (xml["r"] is not { } given)
            return before < CellAddress.ColumnMost ? before + 1 : throw new InvalidDataException("Too many cells.");
        return CellAddress.Parse(given) is { } at && at.Row == row && at.Column > before
            ? at.Column
            : throw new InvalidDataException($"Cell {given} in row {row}.");
    }

    /// <summary>Null when it holds nothing and is no formula: most such cells only have a border.</summary>
    private XlsxCell? Cell(int row, int column)
    {
        var (type, style) = (xml["t"], xml["s"]);
        var (isFormula, value, inline) = (false, default(string), default(string));
        foreach (var name in xml.Children())
        {
            switch (name)
            {
                case "f":
                    isFormula = true;
                    break;
                case "v":
                    text.Clear();
                    value = xml.AppendText(text, limits.CellMost) ? text.ToString() : XlsxStrings.TooLong;
                    break;
                case "is":
                    inline = XlsxStrings.Rich(xml, text, limits.CellMost);
                    break;
            }
        }

        var cell = type switch
        {
            "s" => Text(Shared(value)),
            "inlineStr" => Text(inline ?? ""),
            _ when ReferenceEquals(value, XlsxStrings.TooLong) => Text(value),
            "str" => Text(XlsxStrings.Unescaped(value ?? "")),
            "b" => value is "1" or "true" ? Whole(XlsxKind.Boolean, 1) : Whole(XlsxKind.Boolean, 0),
            "e" => new XlsxCell(column, XlsxKind.Error, value ?? ""),
            "d" => Iso(value),
            _ when string.IsNullOrEmpty(value) => XlsxCell.EmptyAt(column),
            _ => Numeric(value, style),
        };
        if (ReferenceEquals(cell.Text, XlsxStrings.TooLong))
            throw new FileRefusedException(
                FileCode.CellLong,
                sheet,
                $"{limits.CellMost}",
                new CellAddress(row, column).ToString()
            );
        return cell.Kind != XlsxKind.Empty || isFormula ? cell with { IsFormula = isFormula } : null;

        XlsxCell Text(string words) => new(column, words.Length == 0 ? XlsxKind.Empty : XlsxKind.Text, words);

        XlsxCell Whole(XlsxKind kind, double number) =>
            value is null ? XlsxCell.EmptyAt(column) : new(column, kind, "", number);

        XlsxCell Iso(string? given) =>
            DateTime.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
                ? new XlsxCell(
                    column,
                    XlsxKind.Date,
                    "",
                    moment.ToOADate(),
                    DateTime.SpecifyKind(moment, DateTimeKind.Unspecified)
                )
                : throw new InvalidDataException($"Day {given}.");

        XlsxCell Numeric(string given, string? of)
        {
            if (
                !double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number)
            )
                throw new InvalidDataException($"Number {given}.");
            return Format(of) switch
            {
                XlsxFormat.Date when Moment(number) is { } moment => new(column, XlsxKind.Date, "", number, moment),
                var format => new(column, XlsxKind.Number, "", number, IsPercent: format == XlsxFormat.Percent),
            };
        }
    }

    private string Shared(string? index)
    {
        if (string.IsNullOrEmpty(index))
            return "";
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < strings.Count
            ? strings[at]
            : throw new InvalidDataException($"Shared text {index}.");
    }

    private XlsxFormat Format(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < formats.Length
            ? formats[at]
            : XlsxFormat.Plain;

    /// <summary>Null when no calendar has it. Day 60 of 1900 never was; before it the days are one short (ECMA-376, 18.17.4.1).</summary>
    private DateTime? Moment(double serial)
    {
        if (from1904 && serial >= 1)
            serial += 1462;
        if (serial is < 0 or >= 2_958_466)
            return null;
        var days = serial is >= 1 and < 60 ? serial + 1 : serial;
        // To the second: a spreadsheet's 14:30 is a fraction that does not come out even.
        var seconds = Math.Round(days * 86_400, MidpointRounding.AwayFromZero);
        var moment = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(seconds);
        return moment;
    }
}
