using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>成绩单 and 成绩单数据 as the values that a pack's slides.json would hold.</summary>
internal sealed class SlideFields(SheetTable? slides, SheetTable? data, WorkbookFaults faults)
{
    private const string First = "value1";

    private readonly Dictionary<string, List<TableRow>> blocks = new(StringComparer.Ordinal);

    /// <summary>Null when the sheet is missing, which is noted already.</summary>
    public Field? Deck()
    {
        if (slides is null)
            return null;
        var ids = slides.Rows.Select(row => row["id"].OptionalText(64) ?? "").ToArray();
        Divide(ids);
        return new RecordField(
            new Dictionary<string, Field>(StringComparer.Ordinal)
            {
                ["slides"] = new ListField(
                    [.. slides.Rows.Select((row, index) => Slide(row, ids[index]))],
                    slides.At(slides.HeadRow, 0, "")
                ),
            },
            WorkbookFaults.Mute
        );
    }

    /// <summary>Rows that name no slide go on with the one above, as they do when a table is pasted.</summary>
    private void Divide(string[] ids)
    {
        string? current = null;
        foreach (var row in data?.Rows ?? [])
        {
            var at = row["slide"];
            if (at.IsThere)
                current = at.Text(64);
            if (current is null)
                row.Spot.Fault(WorkbookCode.NothingToContinue);
            else if (!ids.Contains(current, StringComparer.Ordinal))
                at.Spot.Fault(WorkbookCode.SlideUnknown, current, Nearest.Of(current, ids) ?? "");
            else if (blocks.TryGetValue(current, out var block))
                block.Add(row);
            else
                blocks[current] = [row];
        }
    }

    private RecordField Slide(TableRow row, string id)
    {
        var fields = row.Fields();
        fields["content"] = Content(row, id);
        fields["facts"] = new ListField(
            [
                .. Enumerable
                    .Range(1, 3)
                    .Select(number => new RecordField(
                        new Dictionary<string, Field>(StringComparer.Ordinal)
                        {
                            ["figure"] = row[$"figure{number}"],
                            ["words"] = row[$"words{number}"],
                        },
                        row.Spot
                    ))
                    .Where(fact => fact.IsThere),
            ],
            row.Spot
        );
        return new RecordField(fields, row.Spot);
    }

    private RecordField Content(TableRow row, string id)
    {
        var fields = new Dictionary<string, Field>(StringComparer.Ordinal)
        {
            ["kind"] = row["kind"],
            ["unit"] = row["unit"],
            ["showShares"] = row["showShares"],
            ["totalName"] = row["extra"],
            ["place"] = row["extra"],
        };
        var known = SlidesReading.Kinds.ByChinese.TryGetValue(row["kind"].OptionalText(20) ?? "", out var kind);
        if (known)
            RefuseUnused(row, kind!);
        if (known && blocks.TryGetValue(id, out var block))
            Add(fields, kind!, block);
        else
        {
            // What it shows cannot be judged; that it is not there is said once, beside its id.
            if (known && data is not null && id.Length > 0)
                row["id"].Spot.Fault(WorkbookCode.SlideWithoutData, id);
            foreach (
                var name in (string[])
                    ["figures", "bars", "parts", "points", "series", "shares", "rows", "head", "paragraphs"]
            )
                fields[name] = new MuteList();
            fields["before"] = fields["after"] = new WrittenField(null, WorkbookFaults.Mute);
        }

        return new RecordField(fields, row.Spot);
    }

    /// <summary>Nothing that somebody typed is dropped without a word.</summary>
    private static void RefuseUnused(TableRow row, string kind)
    {
        (string Column, string[] Kinds)[] uses =
        [
            ("unit", ["bars", "stacked", "line", "share"]),
            ("extra", ["share", "photos"]),
            ("showShares", ["bars"]),
        ];
        foreach (var (column, kinds) in uses)
        {
            var cell = row[column];
            if (cell.IsThere && !kinds.Contains(kind, StringComparer.Ordinal) && !cell.IsNo)
                cell.Spot.Fault(WorkbookCode.NotUsed, row["kind"].Text());
        }
    }

    private void Add(Dictionary<string, Field> fields, string kind, List<TableRow> block)
    {
        var (head, rows) = (block[0], block[1..]);
        var at = head[First].Spot;
        switch (kind)
        {
            case "figures" or "bars" or "progress":
                fields[kind == "progress" ? "rows" : kind] = new ListField([.. Records(kind, head, rows)], at);
                break;
            case "share":
                fields["shares"] = new ListField([.. Records(kind, head, rows)], at);
                break;
            case "text":
                fields["paragraphs"] = new ListField(
                    [.. Records(kind, head, rows).Select(record => record["paragraph"])],
                    at
                );
                break;
            case "stacked":
                fields["parts"] = new ListField(Cells(head, 2, Last(head)), at);
                fields["bars"] = new ListField([.. rows.Select(row => Values(row, Last(head)))], at);
                break;
            case "line":
                fields["points"] = new ListField(Cells(head, 2, Last(head)), at);
                fields["series"] = new ListField([.. rows.Select(row => Values(row, Last(head)))], at);
                break;
            case "table":
                fields["head"] = new ListField(Cells(head, 1, Last(head)), at);
                fields["rows"] = new ListField(
                    [
                        .. rows.Select(row => new ListField(
                            Cells(row, 1, Math.Max(Last(head), Last(row))),
                            row[First].Spot
                        )),
                    ],
                    at
                );
                break;
            case "photos":
                var pictures = Records(kind, head, rows).ToList();
                fields["before"] = Picture(pictures, SlideSheets.Before, at);
                fields["after"] = Picture(pictures, SlideSheets.After, at);
                break;
        }
    }

    private static Field Picture(List<RecordField> pictures, string which, Spot at) =>
        pictures.FirstOrDefault(picture => picture["which"].OptionalText() == which)
        ?? new RecordField(new Dictionary<string, Field>(StringComparer.Ordinal), at);

    /// <summary>Rows under a heading whose words have fixed meanings, in any order.</summary>
    private IEnumerable<RecordField> Records(string kind, TableRow head, List<TableRow> rows)
    {
        var known = SlideSheets.Heads[kind];
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 1; column <= Last(head); column++)
        {
            var cell = head[$"value{column}"];
            var heading = cell.OptionalText() ?? "";
            if (known.FirstOrDefault(one => one.Heading == heading).Name is not { } name)
                cell.Spot.Fault(
                    WorkbookCode.ColumnUnknown,
                    heading,
                    Nearest.Of(heading, known.Select(one => one.Heading)) ?? ""
                );
            else if (!columns.TryAdd(name, column))
                cell.Spot.Fault(WorkbookCode.ColumnTwice, heading);
        }

        foreach (var missing in known.Where(one => one.Needed && !columns.ContainsKey(one.Name)))
        {
            faults.Add(
                SlideSheets.Data.Name,
                head.Number,
                0,
                missing.Heading,
                WorkbookCode.ColumnMissing,
                missing.Heading
            );
            return [];
        }

        return rows.Select(row =>
        {
            for (var column = 1; column <= Last(row); column++)
            {
                var cell = row[$"value{column}"];
                if (cell.IsThere && !columns.ContainsValue(column))
                    cell.Spot.Fault(WorkbookCode.NoHeading, cell.OptionalText(200) ?? "");
            }

            return new RecordField(
                columns.ToDictionary(
                    column => column.Key,
                    Field (column) => row[$"value{column.Value}"],
                    StringComparer.Ordinal
                ),
                row[First].Spot
            );
        });
    }

    private static RecordField Values(TableRow row, int last) =>
        new(
            new Dictionary<string, Field>(StringComparer.Ordinal)
            {
                ["name"] = row[First],
                ["values"] = new ListField(Cells(row, 2, Math.Max(last, Last(row))), row[First].Spot),
            },
            row[First].Spot
        );

    private static ImmutableArray<Field> Cells(TableRow row, int from, int to) =>
        [.. Enumerable.Range(from, Math.Max(to - from + 1, 0)).Select(column => row[$"value{column}"])];

    /// <summary>The last of the data columns in which something stands.</summary>
    private static int Last(TableRow row) =>
        Enumerable.Range(1, SlideSheets.DataColumns).LastOrDefault(column => row[$"value{column}"].IsThere);

    /// <summary>A list of which nothing is said, however many there should be.</summary>
    private sealed class MuteList() : WrittenField(null, WorkbookFaults.Mute);
}
