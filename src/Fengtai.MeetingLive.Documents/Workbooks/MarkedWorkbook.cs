using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>
/// The workbook that was handed in, its wrong cells marked and commented, with a first sheet that lists them. Values are
/// copied and the sheets get the template's widths and lists; other formatting and formulas are not carried over.
/// </summary>
public static class MarkedWorkbook
{
    /// <summary>The list in front; it is passed over when the workbook is read again.</summary>
    public const string ListName = "要改的";

    /// <param name="words">What is wrong and what to write instead.</param>
    /// <exception cref="FileRefusedException">The workbook cannot be read.</exception>
    public static void Write(
        Stream into,
        Stream original,
        IReadOnlyCollection<WorkbookMistake> mistakes,
        Func<WorkbookMistake, string> words
    )
    {
        using var file = XlsxFile.Open(original, WorkbookReader.Limits);
        var said = mistakes
            .GroupBy(mistake => (mistake.Sheet, mistake.Row, Column: Math.Max(mistake.Column, 1)))
            .ToDictionary(place => place.Key, place => string.Join('\n', place.Select(words)));
        SheetWriter.Write(
            into,
            [
                List(mistakes, words),
                .. file.Sheets().Where(sheet => sheet.Name != ListName).Select(sheet => Sheet(file, sheet.Name, said)),
            ]
        );
    }

    private static OutSheet List(IReadOnlyCollection<WorkbookMistake> mistakes, Func<WorkbookMistake, string> words)
    {
        string[] heads = ["工作表", "行", "列", "列名", "哪里不对，怎么改"];
        return new OutSheet(
            ListName,
            [16, 8, 8, 18, 90],
            [Look.Plain, Look.Plain, Look.Plain, Look.Plain, Look.Plain],
            mistakes
                .Select(
                    (mistake, index) =>
                        (
                            index + 2,
                            (IReadOnlyList<OutCell>)
                                [
                                    new OutCell(mistake.Sheet, Look.Plain),
                                    new OutCell(mistake.Row == 0 ? null : mistake.Row, Look.Plain),
                                    new OutCell(mistake.Letters, Look.Plain),
                                    new OutCell(mistake.Heading, Look.Plain),
                                    new OutCell(words(mistake), Look.Plain),
                                ]
                        )
                )
                .Prepend((1, [.. heads.Select(head => new OutCell(head, Look.Head))]))
        )
        {
            Tab = "FFB3261E",
        };
    }

    private static OutSheet Sheet(XlsxFile file, string name, Dictionary<(string, int, int), string> said)
    {
        var frame = WorkbookLayout.Find(name) is { } known
            ? WorkbookWriter.Frame(known)
            : new OutSheet(name, [], [], []) { Frozen = 0 };
        // Columns may stand in another order here: only widths are taken, and no lists.
        return frame with
        {
            Rows = Rows(file, name, said),
            Validations = [],
            Looks = [.. frame.Widths.Select(_ => Look.Plain)],
        };
    }

    private static IEnumerable<(int, IReadOnlyList<OutCell>)> Rows(
        XlsxFile file,
        string name,
        Dictionary<(string Sheet, int Row, int Column), string> said
    )
    {
        var known = WorkbookLayout.Find(name) is not null;
        var head = true;
        // Wrong may be what is not there: rows without anything are made for it.
        var places = said.Keys.Where(place => place.Sheet == name && place.Row > 0).ToLookup(place => place.Row);
        var empty = new Queue<int>(places.Select(row => row.Key).Order());
        foreach (var row in file.Rows(name))
        {
            while (empty.TryPeek(out var before) && before <= row.Number)
            {
                empty.Dequeue();
                if (before < row.Number)
                    yield return Row(new XlsxRow(before, []), isHead: false);
            }

            yield return Row(row, known && head);
            head = false;
        }

        foreach (var rest in empty)
            yield return Row(new XlsxRow(rest, []), isHead: false);

        (int, IReadOnlyList<OutCell>) Row(XlsxRow row, bool isHead)
        {
            var last = row
                .Cells.Select(cell => cell.Column)
                .Concat(places[row.Number].Select(place => place.Column))
                .DefaultIfEmpty(0)
                .Max();
            var cells = new OutCell[last];
            for (var column = 1; column <= last; column++)
            {
                var (value, look) = Copy(row[column]);
                if (isHead)
                    look = Look.Head;
                cells[column - 1] = said.TryGetValue((name, row.Number, column), out var comment)
                    ? new OutCell(value, SheetLooks.Wrong(look), comment)
                    : new OutCell(value, look);
            }

            return (row.Number, cells);
        }
    }

    private static (object? Value, Look Look) Copy(XlsxCell cell) =>
        cell.Kind switch
        {
            XlsxKind.Text or XlsxKind.Error => (cell.Text, Look.Text),
            XlsxKind.Number => (cell.Number, cell.IsPercent ? Look.Percent : Look.Number),
            XlsxKind.Boolean => (cell.Number != 0, Look.Plain),
            XlsxKind.Date => (
                cell.Moment.ToOADate(),
                cell.IsTimeOfDay ? Look.Time
                : cell.Moment.TimeOfDay == TimeSpan.Zero ? Look.Date
                : Look.Moment
            ),
            _ => (null, Look.Plain),
        };
}
