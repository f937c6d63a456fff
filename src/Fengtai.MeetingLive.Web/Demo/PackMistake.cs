using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>One thing that is wrong in a pack. Words for <paramref name="Code"/> are found by <see cref="PackWords"/>.</summary>
/// <param name="File">The file's name in the pack's folder.</param>
/// <param name="Place">
/// JSON: the path, such as <c>slides[2].content.bars</c>; CSV: <c>row:column</c>, the heading being row 1; empty for the
/// whole file.
/// </param>
/// <param name="Code">One of <see cref="PackCode"/>.</param>
/// <param name="Arguments">What was expected and what stands there, in the order in which the words use them.</param>
public sealed record PackMistake(string File, string Place, string Code, ImmutableArray<string> Arguments)
{
    public bool Equals(PackMistake? other) =>
        other is not null
        && (File, Place, Code) == (other.File, other.Place, other.Code)
        && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(File, Place, Code);
}

/// <summary>A pack, or every mistake in it; never half of one.</summary>
public abstract record PackResult
{
    private PackResult() { }

    public sealed record Sound(MeetingPack Pack) : PackResult;

    /// <param name="Mistakes">Never empty; in the order of the files and of the places in them.</param>
    public sealed record Faulty(ImmutableArray<PackMistake> Mistakes) : PackResult;

    /// <param name="Workbook">Faulty or refused; its mistakes stand in cells.</param>
    public sealed record FaultyWorkbook(WorkbookResult Workbook) : PackResult;
}

/// <summary>Every way in which a pack can be wrong; those of single values are the same in a workbook.</summary>
public static class PackCode
{
    public const string FileMissing = "file.missing";
    public const string FileEncoding = "file.encoding";
    public const string FileTooLarge = "file.too-large";
    public const string JsonMalformed = "json.malformed";
    public const string CsvMalformed = "csv.malformed";
    public const string ColumnMissing = "csv.column-missing";
    public const string ColumnUnknown = "csv.column-unknown";
    public const string ColumnTwice = "csv.column-twice";
    public const string RowFields = "csv.row-fields";
    public const string Required = ValueCode.Required;
    public const string Unknown = "value.unknown-name";
    public const string Kind = ValueCode.Kind;
    public const string TooLong = ValueCode.TooLong;
    public const string ForbiddenCharacters = ValueCode.ForbiddenCharacters;
    public const string Choice = ValueCode.Choice;
    public const string DateShape = ValueCode.DateShape;
    public const string TimeShape = ValueCode.TimeShape;
    public const string Range = ValueCode.Range;
    public const string Count = ValueCode.Count;
    public const string AsManyAs = ValueCode.AsManyAs;
    public const string CodeShape = ValueCode.CodeShape;
    public const string IdShape = ValueCode.IdShape;
    public const string Twice = ValueCode.Twice;
    public const string MilestoneShape = ValueCode.MilestoneShape;
    public const string MilestoneAfterDeadline = ValueCode.MilestoneAfterDeadline;
    public const string DeadlineBeforeMeeting = ValueCode.DeadlineBeforeMeeting;
    public const string VenueOfCode = ValueCode.VenueOfCode;
    public const string PhotoName = "photo.name";
    public const string PhotoMissing = "photo.missing";
    public const string PhotoNoPicture = "photo.not-a-picture";
    public const string PhotoDamaged = "photo.damaged";
    public const string PhotoTooLarge = "photo.too-large";
    public const string PhotoTooManyPixels = "photo.too-many-pixels";
    public const string PhotoTakenOrDrawn = ValueCode.PhotoTakenOrDrawn;
    public const string TopicUnknown = ValueCode.TopicUnknown;
    public const string LeadUnknown = ValueCode.LeadUnknown;
    public const string UnitUnknown = ValueCode.UnitUnknown;
    public const string OwnerUnknown = ValueCode.OwnerUnknown;
    public const string PollUnknown = "poll.unknown";
    public const string ProposalUnknown = "proposal.unknown";
    public const string SupportsWaiting = "question.supports-waiting";
    public const string StageTwice = "question.stage-twice";
    public const string NoEnd = "question.no-end";
    public const string ReasonOnlyWaiting = "question.reason-only-waiting";
}

/// <summary>Collects mistakes while the pack is read, so that all are told in one go.</summary>
internal sealed class PackFaults
{
    private readonly List<PackMistake> mistakes = [];

    public bool None => mistakes.Count == 0;

    public ImmutableArray<PackMistake> All => [.. mistakes];

    public Spot At(string file, string place) => new((code, arguments) => Add(file, place, code, arguments));

    /// <summary>A place that is looked at twice is told about once.</summary>
    public void Add(string file, string place, string code, params IEnumerable<string> arguments)
    {
        var mistake = new PackMistake(file, place, code, [.. arguments]);
        if (!mistakes.Contains(mistake))
            mistakes.Add(mistake);
    }
}
