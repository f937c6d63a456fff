using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>What is known of a street before anything is prepared.</summary>
/// <param name="Code">The join code that its next meeting will have.</param>
public sealed record WorkbookKnown(
    StreetId Street,
    string StreetName,
    string Code,
    ImmutableArray<Core.Topic> Topics,
    ImmutableArray<string> Units
);

/// <summary>Writes the meeting's workbook: empty with its explanation, or with what is prepared.</summary>
public static class WorkbookWriter
{
    private const string MainTab = "FFB3261E";
    private const string OtherTab = "FF1F4E79";

    /// <summary>An inline list of a validation cannot be longer (Excel's specifications).</summary>
    private const int ListMost = 255;

    /// <summary>The template: nothing is filled in but what is known of the street.</summary>
    /// <param name="stream">Can be read, written and sought in, as the package needs.</param>
    public static void WriteTemplate(Stream stream, WorkbookKnown? known = null)
    {
        var of = known ?? new WorkbookKnown(new StreetId(""), "", "", [], []);
        Write(
            stream,
            new WorkbookContent(
                new MeetingPlan(
                    of.Code,
                    of.Street,
                    of.StreetName,
                    "",
                    "",
                    "",
                    default,
                    "",
                    Sample: false,
                    ShowFirst: false,
                    [],
                    [],
                    Deck.Empty,
                    [],
                    of.Topics,
                    [],
                    of.Units,
                    [],
                    [],
                    []
                ),
                [],
                []
            )
        );
    }

    /// <summary>What is prepared, in the form in which it is read.</summary>
    public static void Write(Stream stream, WorkbookContent content) =>
        SheetWriter.Write(
            stream,
            [Explanation(), .. WorkbookLayout.All.Select(sheet => Sheet(sheet, WorkbookRows.Of, content))]
        );

    /// <summary>诉求清单 alone, as the demand list takes it in.</summary>
    public static void WriteDemands(Stream stream, WorkbookContent content) =>
        SheetWriter.Write(stream, [Sheet(WorkbookLayout.Demands, WorkbookRows.Of, content)]);

    /// <summary>Widths, looks and lists of a sheet, without its rows.</summary>
    internal static OutSheet Frame(WorkbookSheet sheet)
    {
        var tab = sheet.Main ? MainTab : OtherTab;
        return sheet == WorkbookLayout.Meeting
            ? new OutSheet(sheet.Name, [18, 44, 70], [Look.Text, Look.Text, Look.Help], [])
            {
                Tab = tab,
                Validations =
                [
                    .. sheet.Columns.Index().SelectMany(item => Validation(item.Item, "B", item.Index + 2, 1)),
                ],
            }
            : new OutSheet(
                sheet.Name,
                [.. sheet.Columns.Select(column => column.Width)],
                [.. sheet.Columns.Select(LookOf)],
                []
            )
            {
                Tab = tab,
                Validations =
                [
                    .. sheet
                        .Columns.Index()
                        .SelectMany(column =>
                            Validation(column.Item, CellAddress.Letters(column.Index + 1), 2, sheet.Rows)
                        ),
                ],
            };
    }

    internal static Look LookOf(WorkbookColumn column) =>
        column.Form switch
        {
            CellForm.Date => Look.Date,
            CellForm.Time => Look.Time,
            CellForm.Number or CellForm.Whole => Look.Number,
            _ => column.Name.StartsWith("value", StringComparison.Ordinal) ? Look.Number : Look.Text,
        };

    private static OutSheet Sheet(
        WorkbookSheet sheet,
        Func<WorkbookSheet, WorkbookContent, IEnumerable<object?[]>> rows,
        WorkbookContent content
    )
    {
        if (sheet == WorkbookLayout.Meeting)
            return Frame(sheet) with { Rows = Items(content) };
        var head = sheet.Columns.Select(column => new OutCell(
            column.Heading,
            column.Needed ? Look.HeadNeeded : Look.Head
        ));
        return Frame(sheet) with
        {
            Rows = rows(sheet, content)
                .Select(
                    (row, index) =>
                        (
                            index + 2,
                            (IReadOnlyList<OutCell>)
                                [.. row.Select((value, at) => new OutCell(value, Of(value, LookOf(sheet.Columns[at]))))]
                        )
                )
                .Prepend((1, [.. head])),
        };
    }

    /// <summary>In a slide's own table figures, words and days stand in one column.</summary>
    private static Look Of(object? value, Look column) =>
        value switch
        {
            string => Look.Text,
            DateOnly => Look.Date,
            null when column == Look.Number => Look.Plain,
            _ => column,
        };

    private static IEnumerable<(int, IReadOnlyList<OutCell>)> Items(WorkbookContent content)
    {
        var columns = MeetingSheets.AsTable.Columns;
        yield return (1, [.. columns.Select(column => new OutCell(column.Heading, Look.Head))]);
        foreach (var (index, item) in WorkbookLayout.Meeting.Columns.Index())
            yield return (
                index + 2,
                [
                    new OutCell(item.Heading, item.Needed ? Look.HeadNeeded : Look.Head),
                    new OutCell(WorkbookRows.Item(item.Name, content), LookOf(item)),
                    new OutCell(item.Help, Look.Help),
                ]
            );
    }

    private static IEnumerable<DataValidation> Validation(WorkbookColumn column, string letters, int first, int rows)
    {
        var validation = new DataValidation
        {
            SequenceOfReferences = new ListValue<StringValue>([
                new StringValue($"{letters}{first}:{letters}{first + rows - 1}"),
            ]),
            AllowBlank = true,
            ShowInputMessage = true,
            ShowErrorMessage = true,
            PromptTitle = Short(column.Heading, 32),
            Prompt = Short(column.Help, 255),
            ErrorTitle = Short(column.Heading, 32),
            Error = Short(column.Help, 225),
        };
        if (!column.Choices.IsEmpty && string.Join(',', column.Choices) is { Length: <= ListMost } list)
            Set(DataValidationValues.List, $"\"{list}\"");
        else if (column.From is var (sheet, heading))
        {
            var from = WorkbookLayout.Find(sheet)!;
            var of = CellAddress.Letters(from.Columns.Select(known => known.Heading).ToList().IndexOf(heading) + 1);
            Set(DataValidationValues.List, $"'{sheet}'!${of}$2:${of}${from.Rows + 1}");
        }
        else if (column.Form == CellForm.Date && column.Name == "deadline")
            // A number of days after the meeting is taken too.
            Set(DataValidationValues.Decimal, "1", "73050");
        else if (column.Form == CellForm.Date)
            Set(DataValidationValues.Date, "36526", "73050");
        else if (column.Form == CellForm.Time)
            Set(DataValidationValues.Time, "0", "0.999988425925926");
        else if (column.Form == CellForm.Whole)
            Set(DataValidationValues.Whole, "0", "1000000");
        yield return validation;

        void Set(DataValidationValues type, string formula, string? to = null)
        {
            validation.Type = type;
            validation.Append(new Formula1(formula));
            if (to is not null)
                validation.Append(new Formula2(to));
        }
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most];

    /// <summary>说明: how to fill in, then every column with what belongs there.</summary>
    private static OutSheet Explanation()
    {
        ImmutableArray<string> how =
        [
            "每张表第一行是表头，不要改名，不要删列；从第二行往下填。列的先后可以换。",
            "红字表头必填，黑字可空。点一下格子，会看到该填什么。",
            "带下拉的格子只能选列出的词。主题、责任单位、牵头领导、责任人先在自己的表里列好，别的表再用。",
            "日期写 2025-08-25，时间写 14:00。不写真实个人姓名，责任人写岗位。",
            "照片不能放在工作簿里：在“成绩单”页上传，“成绩单数据”里用它的编号。",
            "上传后会一次列出所有要改的格子；有一处不对，整本不入。",
        ];
        var rows = new List<IReadOnlyList<OutCell>> { new[] { new OutCell("会议工作簿填写说明", Look.Title) } };
        rows.AddRange(how.Select((line, index) => new[] { new OutCell($"{index + 1}. {line}", Look.Line) }));
        rows.Add([]);
        rows.Add([.. new[] { "工作表", "列", "必填", "填什么" }.Select(head => new OutCell(head, Look.Head))]);
        foreach (var sheet in WorkbookLayout.All)
        {
            rows.Add([new OutCell(sheet.Name, Look.HeadNeeded), new OutCell(sheet.About, Look.Line)]);
            foreach (var column in sheet == SlideSheets.Data ? sheet.Columns[..1] : sheet.Columns)
                rows.Add([
                    new OutCell(null, Look.Plain),
                    new OutCell(column.Heading, Look.Plain),
                    new OutCell(column.Needed ? "必填" : null, Look.Plain),
                    new OutCell(column.Help, Look.Help),
                ]);
        }

        return new OutSheet(
            WorkbookLayout.Explained,
            [14, 18, 8, 90],
            [Look.Plain, Look.Plain, Look.Plain, Look.Plain],
            rows.Select((row, index) => (index + 1, row))
        )
        {
            Frozen = 0,
        };
    }
}
