using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>Collects mistakes while a workbook is read, so that all are told in one go.</summary>
internal sealed class WorkbookFaults
{
    private readonly HashSet<WorkbookMistake> known = [];

    /// <summary>Where nothing is noted: of a sheet that is missing, not every value is missing too.</summary>
    public static Spot Mute { get; } = new((_, _) => { });

    /// <summary>Those beyond <see cref="WorkbookReader.MistakesMost"/> are only counted.</summary>
    public int Total { get; private set; }

    public void Add(
        string sheet,
        int row,
        int column,
        string heading,
        string code,
        params ImmutableArray<string> arguments
    )
    {
        var mistake = new WorkbookMistake(sheet, row, column, heading, code, arguments);
        if (known.Contains(mistake))
            return;
        Total++;
        if (known.Count < WorkbookReader.MistakesMost)
            known.Add(mistake);
    }

    public Spot At(string sheet, int row, int column, string heading) =>
        new((code, arguments) => Add(sheet, row, column, heading, code, arguments));

    /// <summary>As the tabs stand, then from top to bottom and from left to right; missing sheets first.</summary>
    public ImmutableArray<WorkbookMistake> Ordered(IReadOnlyList<string> tabs) =>
        [
            .. known
                .OrderBy(mistake => tabs.TakeWhile(tab => tab != mistake.Sheet).Count() % Math.Max(tabs.Count, 1))
                .ThenBy(mistake => mistake.Row)
                .ThenBy(mistake => mistake.Column),
        ];
}
