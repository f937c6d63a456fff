using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>已解决, 待推进, 需协调.</summary>
public enum DemandStanding
{
    Resolved,
    InProgress,
    NeedsCoordination,
}

/// <summary>One row of 诉求清单, as it stands there.</summary>
/// <param name="Row">In the sheet, as the spreadsheet counts.</param>
/// <param name="Number">Of the system that it comes from; null: it has none.</param>
/// <param name="Source">One of <see cref="Sources"/>.</param>
/// <param name="Name">Personal, as are phone and address: never logged, never on a public surface.</param>
public sealed record WorkbookDemand(
    int Row,
    string? Number,
    string Source,
    string Topic,
    string? Part,
    string Text,
    DateOnly Date,
    DemandStanding List,
    string? Grid,
    string? Name,
    string? Phone,
    string? Address
)
{
    public static readonly ImmutableArray<string> Sources =
    [
        "接诉即办",
        "信访件",
        "社情民意",
        "网格",
        "走访",
        "意见箱",
        "其他",
    ];

    public static readonly Choices<string> SourceChoices = new([.. Sources.Select(source => (source, source, source))]);

    public static readonly Choices<DemandStanding> Lists = new(
        ("resolved", "已解决", DemandStanding.Resolved),
        ("in-progress", "待推进", DemandStanding.InProgress),
        ("needs-coordination", "需协调", DemandStanding.NeedsCoordination)
    );
}

/// <summary>What stands in a meeting's workbook.</summary>
/// <param name="HeldWords">敏感词</param>
public sealed record WorkbookContent(
    MeetingPlan Plan,
    ImmutableArray<ResponsePlan> ResponsePlans,
    ImmutableArray<string> HeldWords
)
{
    public ImmutableArray<WorkbookDemand> Demands { get; init; } = [];
}

/// <summary>What a workbook is read for.</summary>
/// <param name="Street">Whose meeting it is; a workbook that names another street is a mistake.</param>
/// <param name="Code">Taken where the workbook leaves 会议码 empty; null: it must say.</param>
/// <param name="Picture">The picture that a slide names, kept already or lying beside the workbook; null when there is none.</param>
public sealed record WorkbookBasis(StreetId? Street, string? Code, Func<Field, PictureSize?> Picture)
{
    /// <summary>Pictures of a deck that is there already, by their hash.</summary>
    public static Func<Field, PictureSize?> PicturesOf(Deck deck)
    {
        var known = deck
            .Slides.Select(slide => slide.Content)
            .OfType<PhotosContent>()
            .SelectMany(photos => new[] { photos.Before, photos.After })
            .DistinctBy(photo => photo.Hash)
            .ToDictionary(
                photo => photo.Hash.Value,
                photo => new PictureSize(photo.Hash, photo.Width, photo.Height),
                StringComparer.Ordinal
            );
        return field =>
        {
            var hash = field.Text(100);
            if (known.TryGetValue(hash, out var picture))
                return picture;
            if (hash.Length > 0)
                field.Spot.Fault(WorkbookCode.PictureUnknown, hash);
            return null;
        };
    }
}

/// <summary>One mistake, where it is and what was expected.</summary>
/// <param name="Row">From 1; 0: the sheet as a whole.</param>
/// <param name="Column">From 1; 0: the row as a whole.</param>
/// <param name="Heading">What the column is called; in the sheet 会议, what the row is called.</param>
/// <param name="Code">One of <see cref="ValueCode"/> and <see cref="WorkbookCode"/>.</param>
public sealed record WorkbookMistake(
    string Sheet,
    int Row,
    int Column,
    string Heading,
    string Code,
    ImmutableArray<string> Arguments
)
{
    public string Letters => Column == 0 ? "" : CellAddress.Letters(Column);

    public bool Equals(WorkbookMistake? other) =>
        other is not null
        && (Sheet, Row, Column, Code) == (other.Sheet, other.Row, other.Column, other.Code)
        && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Sheet, Row, Column, Code);
}

/// <summary>What can be wrong with a sheet, beyond single values.</summary>
public static class WorkbookCode
{
    /// <summary>{0}: what it may be called by mistake, or nothing.</summary>
    public const string SheetMissing = "sheet.missing";

    /// <summary>{0}: the heading that is missing.</summary>
    public const string ColumnMissing = "column.missing";

    /// <summary>{0}: what stands there; {1}: what may be meant, or nothing.</summary>
    public const string ColumnUnknown = "column.unknown";
    public const string ColumnTwice = "column.twice";

    /// <summary>Something stands beside the table, under no heading.</summary>
    public const string NoHeading = "column.none";

    /// <summary>{0}: the error as the office shows it.</summary>
    public const string CellError = "cell.error";

    /// <summary>In the sheet 会议. {0}: what stands there; {1}: what may be meant, or nothing.</summary>
    public const string ItemUnknown = "item.unknown";
    public const string ItemMissing = "item.missing";
    public const string ItemTwice = "item.twice";

    /// <summary>A row goes on with something of which there is no beginning.</summary>
    public const string NothingToContinue = "row.nothing-to-continue";

    /// <summary>A row goes on with the one above and says once more what stands there.</summary>
    public const string Continued = "row.continued";

    /// <summary>{0}: the id that no slide has; {1}: what may be meant, or nothing.</summary>
    public const string SlideUnknown = "slide.unknown";
    public const string SlideWithoutData = "slide.without-data";

    /// <summary>Something that a slide of this kind does not show. {0}: the kind.</summary>
    public const string NotUsed = "slide.not-used";

    /// <summary>{0}: the picture that is not there.</summary>
    public const string PictureUnknown = "picture.unknown";

    /// <summary>{0}: the street that the workbook names; {1}: the one that it is read for.</summary>
    public const string OtherStreet = "street.other";
}

/// <summary>A sheet as it was found.</summary>
/// <param name="Rows">With something in them, without the heading.</param>
/// <param name="Read">False: no sheet of this name belongs to the workbook, and nothing of it was taken.</param>
public sealed record WorkbookSheetFound(string Name, int Rows, bool Read);

/// <summary>What became of reading a workbook: all of it or nothing.</summary>
public abstract record WorkbookResult
{
    private WorkbookResult() { }

    public sealed record Sound(WorkbookContent Content, ImmutableArray<WorkbookSheetFound> Sheets) : WorkbookResult;

    /// <param name="Mistakes">Never empty, by sheet, row and column; at most <see cref="WorkbookReader.MistakesMost"/>.</param>
    /// <param name="Total">How many there are.</param>
    public sealed record Faulty(
        ImmutableArray<WorkbookMistake> Mistakes,
        int Total,
        ImmutableArray<WorkbookSheetFound> Sheets
    ) : WorkbookResult;

    public sealed record Refused(FileRefusal Why) : WorkbookResult;
}
