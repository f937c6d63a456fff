using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using CoreChart = Fengtai.MeetingLive.Core.Charts.Chart;

namespace Fengtai.MeetingLive.Documents;

/// <summary>One element of an official document: what it is and what it says, not how large it stands on paper.</summary>
public abstract record OfficialElement
{
    private OfficialElement() { }

    /// <summary>The red head of the 纪要 form (GB/T 9704-2012, 10.3); a line end in its words is kept.</summary>
    public sealed record RedHead(string Words, string Issuer, string Date) : OfficialElement
    {
        /// <summary>编号, such as 第1期, below the head.</summary>
        public string? Number { get; init; }

        /// <summary>草稿 or 送审稿, small above the head; null when it is neither.</summary>
        public string? Mark { get; init; }
    }

    /// <summary>7.3.1: a title in the body; a line end in it is kept.</summary>
    public sealed record Title(string Text) : OfficialElement;

    /// <param name="Level">1 to 4; the number (一、, （一）, 1., (1)) stands in the text.</param>
    public sealed record Heading(int Level, string Text) : OfficialElement;

    public sealed record Paragraph(ImmutableArray<Run> Runs) : OfficialElement;

    /// <summary>出席, 请假, 列席 with the names (10.3).</summary>
    public sealed record Labels(ImmutableArray<Labelled> Items) : OfficialElement;

    /// <param name="Together">A few rows that are read at one glance stay on one page.</param>
    public sealed record Table(
        ImmutableArray<Column> Columns,
        ImmutableArray<ImmutableArray<string>> Rows,
        bool Together
    ) : OfficialElement;

    /// <summary>A chart whose finding is the heading before it.</summary>
    /// <param name="Basis">Period, source, denominators.</param>
    public sealed record Chart(CoreChart Drawing, string Basis) : OfficialElement;

    /// <summary>Sources, denominators, versions.</summary>
    public sealed record Note(string Text) : OfficialElement;

    /// <summary>7.3.4 and 7.3.7: an annex starts on a new page.</summary>
    public sealed record Annex(string Label, string Words) : OfficialElement;

    /// <summary>Two pictures side by side.</summary>
    internal sealed record Photos(PairedPhoto Before, PairedPhoto After) : OfficialElement;

    /// <summary>7.3.5.2: issuer and date at the right below the body, without a seal; above them who signed it off.</summary>
    public sealed record Signature(string? Signer, string Issuer, string Date) : OfficialElement;

    /// <summary>A QR code, with the same address in words beside it.</summary>
    public sealed record Qr(string Address, string Words) : OfficialElement;

    /// <summary>7.4, 版记: to whom it goes, who issued it and when; at the foot of the last page.</summary>
    public sealed record Imprint(string SentTo, string Issuer, string Date) : OfficialElement;

    /// <summary>Where the document comes from.</summary>
    public sealed record Origin(ImmutableArray<Labelled> Items) : OfficialElement;
}

/// <summary>A stretch of text in a paragraph.</summary>
public sealed record Run(string Text, bool Bold = false);
