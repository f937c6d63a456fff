namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>
/// A file that cannot be read as a table, with the place where it went wrong. The words are found by <see cref="Code"/> at
/// the edge; no cell's content is in here, so it may be logged.
/// </summary>
/// <param name="row">As a spreadsheet counts, from 1; null when it is about the whole file.</param>
/// <param name="column">From 1; null when it is about the whole row.</param>
/// <param name="limit">What was exceeded, when something was.</param>
public sealed class UnreadableFileException(string code, int? row = null, int? column = null, long? limit = null)
    : Exception($"{code} row {row} column {column} limit {limit}")
{
    /// <summary>Such as <c>file.encoding</c>.</summary>
    public string Code { get; } = code;

    public int? Row { get; } = row;

    public int? Column { get; } = column;

    public long? Limit { get; } = limit;

    public const string Empty = "file.empty";
    public const string TooLarge = "file.too-large";
    public const string TooManyRows = "file.too-many-rows";
    public const string TooManyColumns = "file.too-many-columns";
    public const string CellTooLong = "file.cell-too-long";
    public const string Nul = "file.nul";
    public const string Utf16 = "file.utf-16";
    public const string Encoding = "file.encoding";
    public const string MixedEncoding = "file.encoding-mixed";
    public const string QuoteOpen = "file.quote-open";
    public const string QuoteStray = "file.quote-stray";
}
