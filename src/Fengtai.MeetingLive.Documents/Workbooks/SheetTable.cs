using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>A row of a sheet, its cells found by the name of their column.</summary>
internal sealed class TableRow(SheetTable table, XlsxRow row)
{
    public int Number => row.Number;

    public XlsxRow Cells => row;

    public Spot Spot => table.At(Number, 0, "");

    /// <summary>The cell of a column, whether something stands in it or not.</summary>
    public CellField this[string name] => Cell(name);

    public CellField Cell(string name, DateOnly? from = null)
    {
        var (index, column) = table.Column(name);
        return new CellField(row[index], table.At(Number, index, column.Heading), column, from);
    }

    /// <summary>All of the row's cells under the names of their columns.</summary>
    public Dictionary<string, Field> Fields() =>
        table.Names.ToDictionary(name => name, Field (name) => this[name], StringComparer.Ordinal);
}

/// <summary>A sheet with its heading; columns stand in any order.</summary>
internal sealed class SheetTable
{
    private readonly Dictionary<string, (int Index, WorkbookColumn Column)> columns = new(StringComparer.Ordinal);
    private readonly WorkbookSheet sheet;
    private readonly WorkbookFaults faults;

    private SheetTable(WorkbookSheet sheet, WorkbookFaults faults) => (this.sheet, this.faults) = (sheet, faults);

    public List<TableRow> Rows { get; } = [];

    public IEnumerable<string> Names => columns.Keys;

    public int HeadRow { get; private set; } = 1;

    /// <summary>Null when the heading is wrong; then what is wrong with it is noted, and nothing else of the sheet.</summary>
    public static SheetTable? Read(IEnumerable<XlsxRow> rows, WorkbookSheet sheet, WorkbookFaults faults)
    {
        var table = new SheetTable(sheet, faults);
        bool? sound = null;
        foreach (var row in rows)
        {
            if (sound is null)
                sound = table.Head(row);
            else if (sound == true)
                table.Add(row);
        }

        // Without any row there is no heading either.
        return sound ?? table.Head(new XlsxRow(1, [])) ? table : null;
    }

    public (int Index, WorkbookColumn Column) Column(string name) => columns[name];

    public Spot At(int row, int column, string heading) => faults.At(sheet.Name, row, column, heading);

    public Spot AtHead(string name)
    {
        var (index, column) = columns[name];
        return At(HeadRow, index, column.Heading);
    }

    private bool Head(XlsxRow row)
    {
        HeadRow = row.Number;
        var sound = true;
        foreach (var cell in row.Cells.Where(cell => cell.Shown.Length > 0))
        {
            var heading = cell.Shown;
            var known = sheet.Columns.FirstOrDefault(column => column.Heading == heading);
            if (known is null)
                Fault(
                    WorkbookCode.ColumnUnknown,
                    heading,
                    Nearest.Of(heading, sheet.Columns.Select(column => column.Heading)) ?? ""
                );
            else if (!columns.TryAdd(known.Name, (cell.Column, known)))
                Fault(WorkbookCode.ColumnTwice, heading);

            void Fault(string code, params ImmutableArray<string> arguments)
            {
                sound = false;
                faults.Add(sheet.Name, row.Number, cell.Column, heading, code, arguments);
            }
        }

        foreach (var missing in sheet.Columns.Where(column => !columns.ContainsKey(column.Name)))
        {
            sound = false;
            faults.Add(sheet.Name, row.Number, 0, missing.Heading, WorkbookCode.ColumnMissing, missing.Heading);
        }

        return sound;
    }

    private void Add(XlsxRow row)
    {
        var something = false;
        foreach (var cell in row.Cells.Where(cell => cell.Shown.Length > 0))
        {
            something = true;
            if (columns.Values.All(column => column.Index != cell.Column))
                faults.Add(sheet.Name, row.Number, cell.Column, "", WorkbookCode.NoHeading, cell.Shown);
        }

        if (something)
            Rows.Add(new TableRow(this, row));
    }
}
