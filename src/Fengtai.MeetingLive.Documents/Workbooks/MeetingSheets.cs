using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>The sheets as the values that a pack's JSON would hold, each knowing its cell.</summary>
internal sealed class MeetingSheets(Dictionary<string, SheetTable?> tables, WorkbookFaults faults, WorkbookBasis basis)
{
    private const string ItemHeading = "项目";
    private const string ValueHeading = "内容";
    private const string HelpHeading = "填写说明";

    /// <summary>会议: what each row is, its value, and what belongs there.</summary>
    public static readonly WorkbookSheet AsTable = new(
        WorkbookLayout.Meeting.Name,
        WorkbookLayout.Meeting.About,
        new("item", ItemHeading, 16, ""),
        new("value", ValueHeading, 44, ""),
        new("help", HelpHeading, 60, "")
    );

    private static readonly string[] PollFields = ["id", "title", "question", "note", "kind", "most", "live", "sample"];

    private static readonly Choices<string> Kinds = new(
        ("attending", "出席", "attending"),
        ("excused", "请假", "excused"),
        ("listening", "列席", "listening"),
        ("sentTo", "分送", "sentTo")
    );

    public Field Field()
    {
        var items = Items();
        var fields = new Dictionary<string, Field>(items, StringComparer.Ordinal)
        {
            ["venues"] = List(WorkbookLayout.Venues),
            ["agenda"] = List(WorkbookLayout.Agenda),
            ["rounds"] = List(WorkbookLayout.Rounds),
            ["contacts"] = List(WorkbookLayout.Contacts),
            ["polls"] = Polls(),
            ["topics"] = Topics(),
            ["leads"] = Column(WorkbookLayout.Units, "leads"),
            ["units"] = Column(WorkbookLayout.Units, "units"),
            ["owners"] = Column(WorkbookLayout.Units, "owners"),
            ["labels"] = Column(WorkbookLayout.WordLists, "labels"),
            ["heldWords"] = Column(WorkbookLayout.WordLists, "heldWords"),
            ["minutes"] = Minutes(items),
            ["baseline"] = Baseline(items),
        };
        fields["code"] = Or(items, "code", basis.Code);
        fields["street"] = Street(items);
        return new RecordField(fields, WorkbookFaults.Mute);
    }

    /// <param name="from">The meeting's day, from which a deadline may be counted.</param>
    public Field Plans(DateOnly? from)
    {
        if (tables[WorkbookLayout.Plans.Name] is not { } table)
            return Named("plans", new ListField([], WorkbookFaults.Mute));
        var plans = table.Rows.Select(row =>
        {
            var fields = row.Fields();
            string[] like =
            [
                "resolved",
                "resolvedAbout",
                "inProgress",
                "inProgressAbout",
                "needsCoordination",
                "needsCoordinationAbout",
            ];
            fields["like"] = new RecordField(
                like.ToDictionary(name => name, name => fields[name], StringComparer.Ordinal),
                row.Spot
            );
            fields["deadline"] = row.Cell("deadline", from);
            fields["milestones"] = MilestoneLines.AsList(fields["milestones"]);
            return (Field)new RecordField(fields, row.Spot);
        });
        return Named("plans", new ListField([.. plans], table.At(table.HeadRow, 0, "")));
    }

    public IEnumerable<Field> Commitments() =>
        (tables[WorkbookLayout.Commitments.Name]?.Rows ?? []).Select(row => new RecordField(row.Fields(), row.Spot));

    private static RecordField Named(string name, Field value) =>
        new(new Dictionary<string, Field>(StringComparer.Ordinal) { [name] = value }, WorkbookFaults.Mute);

    /// <summary>The values of 会议 by name; one that has no row is a mistake, and then mute.</summary>
    private Dictionary<string, Field> Items()
    {
        var items = new Dictionary<string, Field>(StringComparer.Ordinal);
        var sheet = WorkbookLayout.Meeting;
        var table = tables[sheet.Name];
        foreach (var row in table?.Rows ?? [])
        {
            var name = row["item"].OptionalText(60) ?? "";
            var at = row["item"].Spot;
            if (sheet.Columns.FirstOrDefault(item => item.Heading == name) is not { } known)
            {
                at.Fault(
                    WorkbookCode.ItemUnknown,
                    name,
                    Nearest.Of(name, sheet.Columns.Select(item => item.Heading)) ?? ""
                );
                continue;
            }

            var column = table!.Column("value").Index;
            var cell = new CellField(row.Cells[column], table.At(row.Number, column, known.Heading), known);
            if (!items.TryAdd(known.Name, cell))
                at.Fault(WorkbookCode.ItemTwice, name);
        }

        foreach (var missing in sheet.Columns.Where(item => !items.ContainsKey(item.Name)))
        {
            if (table is not null && !missing.Later)
                faults.Add(sheet.Name, 0, 0, missing.Heading, WorkbookCode.ItemMissing, missing.Heading);
            var spot =
                table is not null && missing.Later ? table.At(table.HeadRow, 0, missing.Heading) : WorkbookFaults.Mute;
            items[missing.Name] = new WrittenField(null, spot);
        }

        return items;
    }

    private static Field Or(Dictionary<string, Field> items, string name, string? otherwise) =>
        otherwise is not null && !items[name].IsThere ? new WrittenField(otherwise, items[name].Spot) : items[name];

    private Field Street(Dictionary<string, Field> items)
    {
        var given = items["street"];
        if (basis.Street is { } street && given.IsThere && given.OptionalText() is { } other && other != street.Value)
            given.Spot.Fault(WorkbookCode.OtherStreet, other, street.Value);
        return Or(items, "street", basis.Street?.Value);
    }

    private ListField List(WorkbookSheet sheet) =>
        tables[sheet.Name] is { } table
            ? new ListField(
                [.. table.Rows.Select(row => new RecordField(row.Fields(), row.Spot))],
                table.At(table.HeadRow, 0, "")
            )
            : new ListField([], WorkbookFaults.Mute);

    private ListField Column(WorkbookSheet sheet, string name) =>
        tables[sheet.Name] is { } table
            ? new ListField(
                [.. table.Rows.Select(Field (row) => row[name]).Where(cell => cell.IsThere)],
                table.AtHead(name)
            )
            : new ListField([], WorkbookFaults.Mute);

    /// <summary>A row names a poll, and the rows below it that name none are its further proposals.</summary>
    private ListField Polls()
    {
        if (tables[WorkbookLayout.Polls.Name] is not { } table)
            return new ListField([], WorkbookFaults.Mute);
        var polls = new List<(TableRow Head, List<Field> Proposals)>();
        foreach (var row in table.Rows)
        {
            if (row["id"].IsThere || row["title"].IsThere)
                polls.Add((row, []));
            else if (PollFields.Select(name => row[name]).FirstOrDefault(cell => cell.IsThere) is { } once)
                once.Spot.Fault(WorkbookCode.Continued, once.Text(200));
            if (polls.Count == 0)
            {
                row.Spot.Fault(WorkbookCode.NothingToContinue);
                continue;
            }

            polls[^1]
                .Proposals.Add(
                    new RecordField(
                        new Dictionary<string, Field>(StringComparer.Ordinal)
                        {
                            ["id"] = row["proposal"],
                            ["name"] = row["name"],
                            ["detail"] = row["detail"],
                        },
                        row.Spot
                    )
                );
        }

        return new ListField(
            [
                .. polls.Select(poll =>
                {
                    var fields = poll.Head.Fields();
                    fields["proposals"] = new ListField([.. poll.Proposals], poll.Head["proposal"].Spot);
                    return new RecordField(fields, poll.Head.Spot);
                }),
            ],
            table.At(table.HeadRow, 0, "")
        );
    }

    /// <summary>A topic is named on each of its rows or only on the first.</summary>
    private ListField Topics()
    {
        if (tables[WorkbookLayout.Topics.Name] is not { } table)
            return new ListField([], WorkbookFaults.Mute);
        var topics = new List<(string Name, CellField Cell, List<Field> Parts)>();
        foreach (var row in table.Rows)
        {
            var name = row["topic"].IsThere ? row["topic"].Text(60) : null;
            var at = name is null ? topics.Count - 1 : topics.FindIndex(topic => topic.Name == name);
            if (name is not null && at < 0)
            {
                topics.Add((name, row["topic"], []));
                at = topics.Count - 1;
            }

            if (at < 0)
                row.Spot.Fault(WorkbookCode.NothingToContinue);
            else if (row["part"].IsThere)
                topics[at].Parts.Add(row["part"]);
        }

        return new ListField(
            [
                .. topics.Select(topic => new RecordField(
                    new Dictionary<string, Field>(StringComparer.Ordinal)
                    {
                        ["name"] = topic.Cell,
                        ["parts"] = new ListField([.. topic.Parts], topic.Cell.Spot),
                    },
                    topic.Cell.Spot
                )),
            ],
            table.At(table.HeadRow, 0, "")
        );
    }

    private RecordField Minutes(Dictionary<string, Field> items)
    {
        var lists = Kinds.ByName.Keys.ToDictionary(name => name, _ => new List<Field>(), StringComparer.Ordinal);
        foreach (var row in tables[WorkbookLayout.Attending.Name]?.Rows ?? [])
            lists[row["kind"].Choice(Kinds)].Add(row["who"]);
        var at = tables[WorkbookLayout.Attending.Name] is { } table
            ? table.At(table.HeadRow, 0, "")
            : WorkbookFaults.Mute;
        var fields = lists.ToDictionary(
            list => list.Key,
            Field (list) => new ListField([.. list.Value], at),
            StringComparer.Ordinal
        );
        foreach (var name in (string[])["head", "number", "signer"])
            fields[name] = items[name];
        return new RecordField(fields, at);
    }

    /// <summary>There as soon as its day, its source or a row of it is.</summary>
    private RecordField Baseline(Dictionary<string, Field> items)
    {
        var rows = List(WorkbookLayout.Baseline);
        return new RecordField(
            new Dictionary<string, Field>(StringComparer.Ordinal)
            {
                ["asOf"] = items["asOf"],
                ["source"] = items["baselineSource"],
                ["sample"] = items["baselineSample"],
                ["rows"] = rows,
            },
            rows.Spot,
            rows.IsThere || items["asOf"].IsThere || items["baselineSource"].IsThere
        );
    }
}
