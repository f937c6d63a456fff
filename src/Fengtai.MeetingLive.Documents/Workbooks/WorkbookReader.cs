using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>
/// Reads a meeting's workbook: the whole of it, or every mistake in it. What the values mean, and how long they may be, is
/// settled by the readings that packs go through too.
/// </summary>
public sealed class WorkbookReader
{
    /// <summary>Nobody mends more in one go; beyond these mistakes are only counted.</summary>
    public const int MistakesMost = 1_000;

    public static readonly XlsxLimits Limits = new() { RowsMost = WorkbookLayout.DemandsMost + 1, ColumnsMost = 60 };

    private readonly XlsxFile file;
    private readonly WorkbookBasis basis;
    private readonly WorkbookFaults faults = new();
    private readonly string[] tabs;

    private WorkbookReader(XlsxFile file, WorkbookBasis basis)
    {
        (this.file, this.basis) = (file, basis);
        tabs = [.. file.Sheets().Select(sheet => sheet.Name)];
    }

    /// <param name="stream">Can seek; stays open.</param>
    public static WorkbookResult Read(Stream stream, WorkbookBasis basis)
    {
        try
        {
            using var opened = XlsxFile.Open(stream, Limits);
            return new WorkbookReader(opened, basis).All();
        }
        catch (FileRefusedException e)
        {
            return new WorkbookResult.Refused(e.Refusal);
        }
    }

    private WorkbookResult All()
    {
        var tables = WorkbookLayout.All.ToDictionary(sheet => sheet.Name, Table, StringComparer.Ordinal);
        var meeting = new MeetingSheets(tables, faults, basis);
        var plan = MeetingReading.Read(meeting.Field(), out var heldWords);
        var deck = SlidesReading.Read(
            new SlideFields(tables[SlideSheets.Slides.Name], tables[SlideSheets.Data.Name], faults).Deck(),
            basis.Picture
        );
        // Against lists that could not be read every reference would be a mistake.
        var known = Sound(WorkbookLayout.Topics) && Sound(WorkbookLayout.Units) ? plan : null;
        var plans = PlansReading.Read(meeting.Plans(plan?.Date), known);
        var commitments = CommitmentsReading.Read(meeting.Commitments(), known);
        var demands = Demands(tables[WorkbookLayout.Demands.Name], known);
        var sheets = tabs.Select(Found).ToImmutableArray();
        if (plan is null || faults.Total > 0)
            return new WorkbookResult.Faulty(faults.Ordered(tabs), faults.Total, sheets);
        return new WorkbookResult.Sound(
            new WorkbookContent(plan with { Deck = deck, Commitments = commitments }, plans, heldWords)
            {
                Demands = demands,
            },
            sheets
        );

        bool Sound(WorkbookSheet sheet) => tables[sheet.Name] is not null;
    }

    private SheetTable? Table(WorkbookSheet sheet)
    {
        if (!tabs.Contains(sheet.Name, StringComparer.Ordinal))
        {
            var others = tabs.Where(tab => WorkbookLayout.Find(tab) is null);
            faults.Add(sheet.Name, 0, 0, "", WorkbookCode.SheetMissing, Nearest.Of(sheet.Name, others) ?? "");
            return null;
        }

        // 会议 has its values in rows: there the second column is read by the first.
        var layout = sheet == WorkbookLayout.Meeting ? MeetingSheets.AsTable : sheet;
        return SheetTable.Read(file.Rows(sheet.Name), layout, faults);
    }

    private WorkbookSheetFound Found(string tab) =>
        new(tab, Math.Max(file.Rows(tab).Count() - 1, 0), WorkbookLayout.Find(tab) is not null);

    private static ImmutableArray<WorkbookDemand> Demands(SheetTable? table, MeetingPlan? plan)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. (table?.Rows ?? []).Select(row => Demand(row, plan, seen))];
    }

    private static WorkbookDemand Demand(TableRow row, MeetingPlan? plan, HashSet<string> seen)
    {
        var demand = new WorkbookDemand(
            row.Number,
            row["number"].OptionalText(40),
            row["source"].Choice(WorkbookDemand.SourceChoices),
            row["topic"].Text(12),
            row["part"].OptionalText(12),
            row["text"].Text(Words.QuestionMost),
            row["date"].Date(),
            row["list"].Choice(WorkbookDemand.Lists),
            row["grid"].OptionalText(30),
            row["name"].OptionalText(20),
            row["phone"].OptionalText(30),
            row["address"].OptionalText(60)
        );
        if (demand.Number is { } number)
            row["number"].Spot.Once(seen, number);
        if (plan is not null)
            References.Topic(plan, demand.Topic, row["topic"].Spot, demand.Part, row["part"].Spot);
        return demand;
    }
}
