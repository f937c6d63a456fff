namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>How much of a workbook is read at most; beyond it the workbook is refused whole. The memory needed is bounded by
/// the shared strings, whatever the file says.</summary>
public sealed record XlsxLimits
{
    /// <summary>The file's own length.</summary>
    public long BytesMost { get; init; } = 10 * 1024 * 1024;

    /// <summary>All parts unpacked. A million rows that are formatted and empty are about 250 MB.</summary>
    public long UnpackedMost { get; init; } = 512L * 1024 * 1024;

    /// <summary>Unpacked to packed. Spreadsheets reach 10 to 40; bombs 1,000. Judged from 20 MB on.</summary>
    public int RatioMost { get; init; } = 150;

    public int SheetsMost { get; init; } = 60;

    /// <summary>Rows with something in them, of one sheet.</summary>
    public int RowsMost { get; init; } = 20_000;

    /// <summary>The last column that may hold something, from 1.</summary>
    public int ColumnsMost { get; init; } = 100;

    /// <summary>Texts that cells share.</summary>
    public int StringsMost { get; init; } = 400_000;

    /// <summary>Characters of all shared texts together.</summary>
    public int StringsLengthMost { get; init; } = 16_000_000;

    /// <summary>Characters of one cell; Excel itself stops here.</summary>
    public int CellMost { get; init; } = 32_767;

    public int MergesMost { get; init; } = 10_000;
}
