using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Web.Privacy;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>One row as the list takes it, before anything is sealed.</summary>
public sealed record ReadDemand(
    int Row,
    string? Number,
    string Text,
    DateOnly ReceivedOn,
    string Source,
    string? Topic,
    string? Part,
    DemandList List,
    string? Grid,
    string? Unit,
    string Phone,
    string Person,
    string Address
);

/// <summary>Reads a sheet's rows by a mapping; what is wrong is named, and nothing is guessed.</summary>
public sealed class DemandRowReader(
    DemandFile file,
    DemandHeading heading,
    DemandMapping mapping,
    string source,
    DateOnly today
)
{
    /// <summary>So many mistakes are listed; further ones are counted.</summary>
    public const int ListedMost = 500;

    /// <summary>Rows that only say how many there are, or who filled the table in.</summary>
    private static readonly ImmutableArray<string> Notes =
    [
        "合计",
        "总计",
        "小计",
        "填表",
        "制表",
        "备注",
        "注：",
        "说明",
    ];

    private readonly ImmutableSortedDictionary<DemandField, int> columns = mapping.Headers.ToImmutableSortedDictionary(
        pair => pair.Key,
        pair => heading.Headers.IndexOf(pair.Value)
    );

    public List<DemandMistake> Mistakes { get; } = [];

    /// <summary>All of them, also those that are not listed.</summary>
    public int MistakeCount { get; private set; }

    /// <summary>Rows without a demand: sums and notes.</summary>
    public int Passed { get; private set; }

    /// <summary>What is wrong with the columns themselves: missing ones, and one that stands twice.</summary>
    public static ImmutableArray<DemandMistake> Check(DemandHeading heading, DemandMapping mapping)
    {
        var mistakes = ImmutableArray.CreateBuilder<DemandMistake>();
        foreach (var field in DemandMapping.Required.Where(field => !mapping.Headers.ContainsKey(field)))
        {
            mistakes.Add(
                new DemandMistake(
                    heading.Sheet,
                    heading.Row,
                    null,
                    null,
                    "mistake.column-missing",
                    Expected: string.Join('、', DemandMapping.NamesOf(field).Take(4))
                )
            );
        }

        foreach (var (_, header) in mapping.Headers)
        {
            var at = heading.Headers.Select((h, i) => (h, i)).Where(x => x.h == header).ToArray();
            if (at.Length == 0)
                mistakes.Add(
                    new DemandMistake(heading.Sheet, heading.Row, null, header, "mistake.column-gone", header)
                );
            else if (at.Length > 1)
                mistakes.Add(
                    new DemandMistake(
                        heading.Sheet,
                        heading.Row,
                        at[1].i + 1,
                        header,
                        "mistake.column-twice",
                        header,
                        CellAddress.Letters(at[0].i + 1)
                    )
                );
        }

        foreach (
            var twice in mapping.Headers.GroupBy(pair => pair.Value, StringComparer.Ordinal).Where(g => g.Count() > 1)
        )
            mistakes.Add(
                new DemandMistake(heading.Sheet, heading.Row, null, twice.Key, "mistake.column-for-two", twice.Key)
            );
        return mistakes.ToImmutable();
    }

    /// <summary>Sound rows, in order. When it ends without mistakes the whole sheet was sound.</summary>
    public IEnumerable<ReadDemand> Read()
    {
        foreach (var row in file.Read(heading.Sheet))
        {
            if (row.Number <= heading.Row || row.IsEmpty)
                continue;
            if (IsNote(row))
            {
                Passed++;
                continue;
            }

            var before = MistakeCount;
            var read = Read(row);
            if (MistakeCount == before)
                yield return read;
        }
    }

    private bool IsNote(ImportRow row)
    {
        if (!string.IsNullOrWhiteSpace(Cell(row, DemandField.Received).Text))
            return false;
        var first = row.Cells.First(cell => !string.IsNullOrWhiteSpace(cell.Text)).Text.TrimStart();
        return Notes.Any(note => first.StartsWith(note, StringComparison.Ordinal));
    }

    private ReadDemand Read(ImportRow row)
    {
        if (file.IsCsv)
            CheckWidth(row);
        var text = Text(row, DemandField.Text, DemandCells.TextMost, required: true);
        var cell = Cell(row, DemandField.Received);
        var day = DemandCells.Day(cell);
        if (cell.IsError)
            Add(row, DemandField.Received, "mistake.formula", cell.Text);
        else
        {
            if (string.IsNullOrWhiteSpace(cell.Text))
                Add(row, DemandField.Received, "mistake.required");
            else if (day is null)
                Add(row, DemandField.Received, "mistake.day", cell.Text);
            else if (day > today)
                Add(row, DemandField.Received, "mistake.future", cell.Text, $"{today:yyyy-MM-dd}");
        }

        var state = Text(row, DemandField.State, DemandCells.NameMost);
        var list = DemandCells.State(state);
        if (list is null)
            Add(row, DemandField.State, "mistake.state", state);
        var from = DemandCells.Source(Text(row, DemandField.Source, DemandCells.NameMost));
        return new ReadDemand(
            row.Number,
            Some(Text(row, DemandField.Number, 80)),
            Core.Words.Tidy(text),
            day ?? default,
            from.Length > 0 ? from : source,
            Some(Text(row, DemandField.Topic, DemandCells.NameMost)),
            Some(Text(row, DemandField.Part, DemandCells.NameMost)),
            list ?? DemandList.InProgress,
            Some(Text(row, DemandField.Grid, DemandCells.NameMost)),
            Some(Text(row, DemandField.Unit, DemandCells.NameMost)),
            DemandCells.Phone(Text(row, DemandField.Phone, 200)),
            Text(row, DemandField.Person, 200),
            Text(row, DemandField.Address, 400)
        );
    }

    /// <summary>A separator too many or too few shifts every cell after it.</summary>
    private void CheckWidth(ImportRow row)
    {
        var filled = row.Cells.Count;
        while (filled > heading.Headers.Length && string.IsNullOrWhiteSpace(row.Cells[filled - 1].Text))
            filled--;
        var last = heading.Headers.Length;
        while (last > 0 && heading.Headers[last - 1].Length == 0)
            last--;
        if (filled > heading.Headers.Length || filled < last)
            Add(
                new DemandMistake(
                    heading.Sheet,
                    row.Number,
                    null,
                    null,
                    "mistake.cells",
                    $"{filled}",
                    $"{heading.Headers.Length}"
                )
            );
    }

    private string Text(ImportRow row, DemandField field, int most, bool required = false)
    {
        var cell = Cell(row, field);
        if (cell.IsError)
        {
            Add(row, field, "mistake.formula", cell.Text);
            return "";
        }

        var text = DemandCells.Tidy(cell.Text ?? "");
        if (text.Length == 0 && required)
            Add(row, field, "mistake.required");
        else if (text.Length > most)
            Add(row, field, "mistake.too-long", $"{text.Length}", $"{most}");
        else if (Core.Words.HasForbidden(text.Replace('\t', ' ')))
            Add(row, field, "mistake.characters");
        return text;
    }

    private ImportCell Cell(ImportRow row, DemandField field)
    {
        var cell = columns.TryGetValue(field, out var column) && column >= 0 ? row[column] : default;
        return cell with { Text = cell.Text ?? "" };
    }

    private void Add(ImportRow row, DemandField field, string code, string? found = null, string? expected = null) =>
        Add(
            new DemandMistake(
                heading.Sheet,
                row.Number,
                columns[field] + 1,
                mapping.Headers[field],
                code,
                found is null || field is DemandField.Phone or DemandField.Person or DemandField.Address
                    ? null
                    : Core.Words.Mask(DemandMistake.Shorten(found)),
                expected
            )
        );

    /// <summary>Also for what only shows when rows are compared.</summary>
    public void Add(DemandMistake mistake)
    {
        MistakeCount++;
        if (Mistakes.Count < ListedMost)
            Mistakes.Add(mistake);
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
