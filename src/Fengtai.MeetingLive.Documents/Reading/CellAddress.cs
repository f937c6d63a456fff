using System.Globalization;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>Where a cell stands, counted from 1 as a spreadsheet counts.</summary>
public readonly record struct CellAddress(int Row, int Column)
{
    /// <summary>A spreadsheet has no more (ECMA-376 part 1, 18.3.1.73).</summary>
    public const int RowMost = 1_048_576;

    /// <summary>XFD.</summary>
    public const int ColumnMost = 16_384;

    /// <summary>F131</summary>
    public override string ToString() => Letters(Column) + Row.ToString(CultureInfo.InvariantCulture);

    /// <summary>1 is A, 27 is AA.</summary>
    public static string Letters(int column)
    {
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            letters[--at] = (char)('A' + (rest - 1) % 26);
        return new string(letters[at..]);
    }

    /// <summary>Null when it is no address of a cell that can be: A0, -1, XFE1.</summary>
    public static CellAddress? Parse(ReadOnlySpan<char> text)
    {
        var column = 0;
        var at = 0;
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && at < 4; at++)
            column = column * 26 + (char.ToUpperInvariant(text[at]) - 'A' + 1);
        return
            column is >= 1 and <= ColumnMost
            && int.TryParse(text[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && row is >= 1 and <= RowMost
            ? new CellAddress(row, column)
            : null;
    }
}

/// <summary>Cells that are merged into one; what it holds stands in the upper left one.</summary>
public readonly record struct CellRange(CellAddress From, CellAddress To)
{
    public bool Contains(int row, int column) =>
        row >= From.Row && row <= To.Row && column >= From.Column && column <= To.Column;

    /// <summary>Null when it is no range: a single cell is one.</summary>
    public static CellRange? Parse(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        var from = CellAddress.Parse(colon < 0 ? text : text[..colon]);
        var to = colon < 0 ? from : CellAddress.Parse(text[(colon + 1)..]);
        return from is { } first && to is { } last && first.Row <= last.Row && first.Column <= last.Column
            ? new CellRange(first, last)
            : null;
    }
}
