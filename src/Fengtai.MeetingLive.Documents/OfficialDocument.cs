using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using CoreChart = Fengtai.MeetingLive.Core.Charts.Chart;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// An official document described in the order in which it is read. <see cref="OfficialPdf"/> sets it in the form of
/// GB/T 9704-2012.
/// </summary>
public sealed class OfficialDocument
{
    /// <summary>Most characters of a red head in one line: more would make it smaller than 28 pt.</summary>
    internal const int HeadLine = 14;

    private readonly List<OfficialElement> elements = [];

    private OfficialDocument(DocumentMeta meta) => Meta = meta;

    public DocumentMeta Meta { get; }

    public IReadOnlyList<OfficialElement> Elements => elements;

    public static OfficialDocument Create(DocumentMeta meta) => new(meta);

    /// <summary>The red head of the 纪要 form with the issuer and the date.</summary>
    /// <param name="number">编号, such as 第1期; null for none.</param>
    /// <param name="mark">草稿 or 送审稿; null when it is neither.</param>
    public OfficialDocument RedHead(
        string title,
        string issuer,
        string date,
        string? number = null,
        string? mark = null
    ) => Add(new OfficialElement.RedHead(title, issuer, date) { Number = number, Mark = mark });

    /// <summary>A title in the body; a line end in it is kept.</summary>
    public OfficialDocument Title(string title) => Add(new OfficialElement.Title(title));

    /// <param name="level">1 (一、), 2 (（一）), 3 (1.) or 4 ((1)); the number stands in the text.</param>
    public OfficialDocument Heading(int level, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 4);
        return Add(new OfficialElement.Heading(level, text));
    }

    public OfficialDocument Paragraph(string text) => Paragraph(new Run(text));

    public OfficialDocument Paragraph(params ImmutableArray<Run> runs) => Add(new OfficialElement.Paragraph(runs));

    /// <summary>出席, 请假, 列席 with the names.</summary>
    public OfficialDocument Labels(params ImmutableArray<Labelled> items) => Add(new OfficialElement.Labels(items));

    /// <param name="together">A few rows that are read at one glance stay on one page.</param>
    /// <exception cref="ArgumentException">A row has not one cell for each column.</exception>
    public OfficialDocument Table(
        ImmutableArray<Column> columns,
        ImmutableArray<ImmutableArray<string>> rows,
        bool together = false
    ) =>
        rows.All(row => row.Length == columns.Length)
            ? Add(new OfficialElement.Table(columns, rows, together))
            : throw new ArgumentException("A row of the table has not one cell for each column.", nameof(rows));

    /// <summary>A chart whose finding is the heading before it; it stays below that heading.</summary>
    /// <param name="basis">Period, source, denominators; in small type beneath.</param>
    public OfficialDocument Chart(CoreChart chart, string basis) => Add(new OfficialElement.Chart(chart, basis));

    /// <summary>Sources, denominators, versions.</summary>
    public OfficialDocument Note(string text) => Add(new OfficialElement.Note(text));

    /// <summary>An annex on a new page: 附件1, then its title.</summary>
    public OfficialDocument Annex(string label, string title) => Add(new OfficialElement.Annex(label, title));

    internal OfficialDocument Photos(PairedPhoto before, PairedPhoto after) =>
        Add(new OfficialElement.Photos(before, after));

    /// <summary>Issuer and date at the right below the body; above them who signed it off, when that is known.</summary>
    public OfficialDocument Signature(string? signer, string issuer, string date) =>
        Add(new OfficialElement.Signature(signer, issuer, date));

    /// <summary>A QR code of an address, with words beside it.</summary>
    public OfficialDocument Qr(string address, string words) => Add(new OfficialElement.Qr(address, words));

    /// <summary>版记 at the foot of the last page; it closes the document.</summary>
    /// <param name="sentTo">分送; empty when it goes to nobody in particular.</param>
    public OfficialDocument Imprint(string sentTo, string issuer, string date) =>
        Add(new OfficialElement.Imprint(sentTo, issuer, date));

    /// <summary>Where the document comes from; stands at its end.</summary>
    public OfficialDocument Origin(params ImmutableArray<Labelled> items) => Add(new OfficialElement.Origin(items));

    private OfficialDocument Add(OfficialElement element)
    {
        elements.Add(element);
        return this;
    }
}
