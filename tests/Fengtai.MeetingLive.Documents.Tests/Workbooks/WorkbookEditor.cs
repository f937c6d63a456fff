using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>Changes single cells and sheets of a workbook, as a person would in an office.</summary>
internal sealed class WorkbookEditor : IDisposable
{
    private readonly SpreadsheetDocument document;
    private readonly MemoryStream stream;

    public WorkbookEditor(MemoryStream stream)
    {
        this.stream = new MemoryStream();
        stream.Position = 0;
        stream.CopyTo(this.stream);
        document = SpreadsheetDocument.Open(this.stream, isEditable: true);
    }

    private WorkbookPart Book => document.WorkbookPart!;

    public WorkbookEditor Text(string sheet, string address, string text) =>
        Change(
            sheet,
            address,
            cell =>
            {
                cell.RemoveAllChildren();
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(text));
            }
        );

    public WorkbookEditor Number(string sheet, string address, string value) =>
        Change(
            sheet,
            address,
            cell =>
            {
                cell.RemoveAllChildren();
                cell.DataType = null;
                cell.CellValue = new CellValue(value);
            }
        );

    public WorkbookEditor Formula(string sheet, string address, string formula, string? kept) =>
        Change(
            sheet,
            address,
            cell =>
            {
                cell.RemoveAllChildren();
                cell.DataType = CellValues.String;
                cell.CellFormula = new CellFormula(formula);
                if (kept is not null)
                    cell.CellValue = new CellValue(kept);
            }
        );

    public WorkbookEditor Error(string sheet, string address) =>
        Change(
            sheet,
            address,
            cell =>
            {
                cell.RemoveAllChildren();
                cell.DataType = CellValues.Error;
                cell.CellValue = new CellValue("#N/A");
            }
        );

    public WorkbookEditor Clear(string sheet, string address) =>
        Change(
            sheet,
            address,
            cell =>
            {
                cell.RemoveAllChildren();
                cell.DataType = null;
            }
        );

    public WorkbookEditor Rename(string sheet, string name)
    {
        Sheet(sheet).Name = name;
        return this;
    }

    public WorkbookEditor Remove(string sheet)
    {
        var found = Sheet(sheet);
        Book.DeletePart(Book.GetPartById(found.Id!));
        found.Remove();
        return this;
    }

    public MemoryStream Save()
    {
        document.Dispose();
        stream.Position = 0;
        return stream;
    }

    public void Dispose() => document.Dispose();

    private DocumentFormat.OpenXml.Spreadsheet.Sheet Sheet(string name) =>
        Book.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(sheet => sheet.Name == name);

    private WorkbookEditor Change(string sheet, string address, Action<Cell> change)
    {
        var at = CellAddress.Parse(address)!.Value;
        var data = ((WorksheetPart)Book.GetPartById(Sheet(sheet).Id!)).Worksheet!.GetFirstChild<SheetData>()!;
        var row = data.Elements<Row>().FirstOrDefault(known => known.RowIndex! == (uint)at.Row);
        if (row is null)
        {
            row = new Row { RowIndex = (uint)at.Row };
            data.InsertAfter(row, data.Elements<Row>().LastOrDefault(known => known.RowIndex! < (uint)at.Row));
        }

        var cell = row.Elements<Cell>().FirstOrDefault(known => known.CellReference == address);
        if (cell is null)
        {
            cell = new Cell { CellReference = address };
            row.InsertAfter(
                cell,
                row.Elements<Cell>()
                    .LastOrDefault(known => CellAddress.Parse(known.CellReference!.Value!)!.Value.Column < at.Column)
            );
        }

        change(cell);
        return this;
    }
}
