using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>Why a file is refused whole. The words for <paramref name="Code"/> are found at the edge.</summary>
/// <param name="Code">One of <see cref="FileCode"/>.</param>
/// <param name="Arguments">What the words name, in their order: the sheet, the cell, the limit.</param>
public sealed record FileRefusal(string Code, ImmutableArray<string> Arguments)
{
    public bool Equals(FileRefusal? other) =>
        other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// A file cannot be read, or must not be. Rows are streamed, so a refusal may come after rows that were sound: whoever
/// reads takes nothing before the last row.
/// </summary>
public sealed class FileRefusedException(FileRefusal refusal, Exception? inner = null)
    : Exception(refusal.Code + " " + string.Join(' ', refusal.Arguments), inner)
{
    public FileRefusedException(string code, params ImmutableArray<string> arguments)
        : this(new FileRefusal(code, arguments)) { }

    public FileRefusal Refusal { get; } = refusal;
}

/// <summary>Every way in which a file as a whole can be refused.</summary>
public static class FileCode
{
    /// <summary>{0}: how many bytes are taken at most, in MB.</summary>
    public const string TooLarge = "file.too-large";

    public const string Empty = "file.empty";

    /// <summary>Something else under the name of a workbook: a CSV, a picture, an ODS, an XLSB.</summary>
    public const string NotXlsx = "file.not-xlsx";

    /// <summary>The form of before 2007.</summary>
    public const string OldXls = "file.old-xls";

    public const string Encrypted = "file.encrypted";
    public const string Macro = "file.macro";
    public const string ExternalLinks = "file.external-links";

    /// <summary>Cut off, or not as the norm (ECMA-376) has it. {0}: the part of the package where it shows.</summary>
    public const string Damaged = "file.damaged";

    /// <summary>It would unpack to more than is reasonable. {0}: MB.</summary>
    public const string Bomb = "file.bomb";

    /// <summary>{0}: how many are taken at most.</summary>
    public const string SheetsMany = "file.sheets-many";

    /// <summary>{0}: how many are taken at most.</summary>
    public const string StringsMany = "file.strings-many";

    /// <summary>{0}: the sheet.</summary>
    public const string SheetTwice = "file.sheet-twice";

    /// <summary>{0}: the sheet; {1}: how many are taken at most.</summary>
    public const string RowsMany = "file.rows-many";

    /// <summary>{0}: the sheet; {1}: how many are taken at most; {2}: the cell.</summary>
    public const string ColumnsMany = "file.columns-many";

    /// <summary>{0}: the sheet; {1}: how many characters are taken at most; {2}: the cell.</summary>
    public const string CellLong = "file.cell-long";

    /// <summary>{0}: the sheet; {1}: how many are taken at most.</summary>
    public const string MergesMany = "file.merges-many";

    /// <summary>A CSV file. {0}: how many rows are taken at most.</summary>
    public const string CsvRows = "file.csv-rows";

    /// <summary>{0}: the row; {1}: how many cells are taken at most.</summary>
    public const string CsvColumns = "file.csv-columns";

    /// <summary>{0}: the row; {1}: the column; {2}: how many characters are taken at most.</summary>
    public const string CsvCell = "file.csv-cell";

    /// <summary>A byte of zero, which no text has. {0}: the row.</summary>
    public const string CsvNul = "file.csv-nul";

    /// <summary>What Excel calls Unicode text.</summary>
    public const string CsvUtf16 = "file.csv-utf-16";

    /// <summary>Bytes that are no character in GB18030 either. {0}: the row; {1}: the column.</summary>
    public const string CsvEncoding = "file.csv-encoding";

    /// <summary>UTF-8 with single broken bytes. {0}: the first row that has one.</summary>
    public const string CsvMixed = "file.csv-mixed";

    /// <summary>A quote that is never closed. {0}: the row where it begins.</summary>
    public const string CsvQuoteOpen = "file.csv-quote-open";

    /// <summary>Something between a closing quote and the separator. {0}: the row; {1}: the column.</summary>
    public const string CsvQuoteStray = "file.csv-quote-stray";
}
