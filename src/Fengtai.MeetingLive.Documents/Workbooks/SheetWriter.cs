using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>A cell as it is to be written.</summary>
/// <param name="Value">Text, a number, a day, a time of day, a moment or a boolean; null leaves it empty. Never a formula.</param>
/// <param name="Comment">Shown when the cell is pointed at.</param>
internal readonly record struct OutCell(object? Value, Look Look, string? Comment = null);

/// <summary>A sheet as it is to be written; its rows are taken one by one.</summary>
/// <param name="Widths">Of the columns from A on, in characters.</param>
/// <param name="Looks">How columns look where nothing stands yet, so that a date that is typed is taken for one.</param>
internal sealed record OutSheet(
    string Name,
    IReadOnlyList<double> Widths,
    IReadOnlyList<Look> Looks,
    IEnumerable<(int Row, IReadOnlyList<OutCell> Cells)> Rows
)
{
    /// <summary>How many rows stay in sight.</summary>
    public int Frozen { get; init; } = 1;
    public string? Tab { get; init; }
    public IReadOnlyList<DataValidation> Validations { get; init; } = [];
}

/// <summary>Writes sheets forward, cell by cell, so that a long list costs little memory.</summary>
internal static class SheetWriter
{
    public static void Write(Stream stream, IEnumerable<OutSheet> sheets)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetLooks.Stylesheet();
        var list = new Sheets();
        foreach (var sheet in sheets)
        {
            var part = book.AddNewPart<WorksheetPart>();
            Write(part, sheet);
            list.Append(
                new DocumentFormat.OpenXml.Spreadsheet.Sheet
                {
                    Name = sheet.Name,
                    SheetId = (uint)list.ChildElements.Count + 1,
                    Id = book.GetIdOfPart(part),
                }
            );
        }

        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(list);
    }

    private static void Write(WorksheetPart part, OutSheet sheet)
    {
        var comments = new List<(CellAddress At, string Text)>();
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            var properties = new SheetProperties(new PageSetupProperties { FitToPage = true });
            if (sheet.Tab is { } tab)
                properties.PrependChild(new TabColor { Rgb = tab });
            writer.WriteElement(properties);
            writer.WriteElement(Views(sheet.Frozen));
            writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = 20 });
            if (sheet.Widths.Count > 0)
                writer.WriteElement(
                    new Columns(
                        sheet.Widths.Select(
                            (width, index) =>
                                new Column
                                {
                                    Min = (uint)index + 1,
                                    Max = (uint)index + 1,
                                    Width = width,
                                    CustomWidth = true,
                                    Style = (uint)sheet.Looks[index],
                                }
                        )
                    )
                );
            writer.WriteStartElement(new SheetData());
            foreach (var (number, cells) in sheet.Rows)
                WriteRow(writer, number, cells, comments);
            writer.WriteEndElement();
            if (sheet.Validations.Count > 0)
                writer.WriteElement(new DataValidations(sheet.Validations) { Count = (uint)sheet.Validations.Count });
            writer.WriteElement(
                new PageSetup
                {
                    PaperSize = 9,
                    Orientation = OrientationValues.Landscape,
                    FitToHeight = 0,
                }
            );
            if (comments.Count > 0)
                writer.WriteElement(new LegacyDrawing { Id = SheetComments.DrawingId });
            writer.WriteEndElement();
        }

        if (comments.Count > 0)
            SheetComments.Write(part, comments);
    }

    private static SheetViews Views(int frozen)
    {
        var view = new SheetView { WorkbookViewId = 0 };
        if (frozen > 0)
        {
            var below = new CellAddress(frozen + 1, 1).ToString();
            view.Append(
                new Pane
                {
                    VerticalSplit = frozen,
                    TopLeftCell = below,
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            );
            view.Append(new Selection { Pane = PaneValues.BottomLeft, ActiveCell = below });
        }

        return new SheetViews(view);
    }

    private static void WriteRow(
        OpenXmlWriter writer,
        int number,
        IReadOnlyList<OutCell> cells,
        List<(CellAddress, string)> comments
    )
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var index = 0; index < cells.Count; index++)
        {
            var cell = cells[index];
            var at = new CellAddress(number, index + 1);
            if (cell.Comment is { } comment)
                comments.Add((at, comment));
            if (cell.Value is not null || cell.Look != Look.Plain)
                writer.WriteElement(Cell(cell, at));
        }

        writer.WriteEndElement();
    }

    private static Cell Cell(OutCell cell, CellAddress at)
    {
        var written = new Cell { CellReference = at.ToString(), StyleIndex = (uint)cell.Look };
        switch (cell.Value)
        {
            case null:
                break;
            case string text:
                written.DataType = CellValues.InlineString;
                written.InlineString = new InlineString(
                    new Text(Escaped(text)) { Space = SpaceProcessingModeValues.Preserve }
                );
                break;
            case bool yes:
                written.DataType = CellValues.Boolean;
                written.CellValue = new CellValue(yes);
                break;
            case DateOnly day:
                written.CellValue = Number(day.ToDateTime(TimeOnly.MinValue).ToOADate());
                break;
            case TimeOnly time:
                written.CellValue = Number(time.ToTimeSpan().TotalDays);
                break;
            case IFormattable number:
                written.CellValue = new CellValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new NotSupportedException($"A cell cannot hold {cell.Value.GetType()}.");
        }

        return written;
    }

    private static CellValue Number(double value) => new(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>What XML cannot hold, and what would be taken for such an escape (ECMA-376 part 1, 22.9.2.19).</summary>
    internal static string Escaped(string text)
    {
        StringBuilder? escaped = null;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var pair = char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            var asIs = c is '\t' or '\n' || c >= ' ' && c < '\uFFFE' && !char.IsSurrogate(c) && !IsEscape(text, at);
            if (!asIs && !pair)
                (escaped ??= new StringBuilder().Append(text, 0, at)).Append(
                    CultureInfo.InvariantCulture,
                    $"_x{(int)c:X4}_"
                );
            else
            {
                escaped?.Append(c);
                if (pair)
                    escaped?.Append(text[++at]);
                if (pair && escaped is null)
                    at++;
            }
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsEscape(string text, int at) =>
        text[at] == '_'
        && at + 6 < text.Length
        && text[at + 1] == 'x'
        && text[at + 6] == '_'
        && text.AsSpan(at + 2, 4).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0;
}
