using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>How a cell looks; its number is the index of its style.</summary>
internal enum Look : uint
{
    Plain,

    /// <summary>A heading of something that must be filled in.</summary>
    HeadNeeded,
    Head,

    /// <summary>Text whatever is typed: 1-2 stays 1-2.</summary>
    Text,
    Date,
    Time,
    Moment,
    Number,
    Percent,
    Help,
    Title,

    // The same where something is wrong, in the same order from Text on.
    WrongText,
    WrongDate,
    WrongTime,
    WrongMoment,
    WrongNumber,
    WrongPercent,
    WrongHead,

    /// <summary>A sentence that runs on over the empty cells beside it.</summary>
    Line,
}

/// <summary>The styles of the workbook.</summary>
internal static class SheetLooks
{
    private const string Ink = "FF1D2430";
    private const string Soft = "FF5B6470";
    private const string Vermilion = "FFB3261E";
    private const string Wash = "FFF1ECE2";
    private const string Alarm = "FFFBE9E7";

    private const uint DateFormat = 164;
    private const uint TimeFormat = 165;
    private const uint MomentFormat = 166;
    private const uint TextFormat = 49;
    private const uint PercentFormat = 10;

    /// <summary>The same cell where something is wrong.</summary>
    public static Look Wrong(Look look) =>
        look switch
        {
            Look.Head or Look.HeadNeeded or Look.Title => Look.WrongHead,
            Look.Date => Look.WrongDate,
            Look.Time => Look.WrongTime,
            Look.Moment => Look.WrongMoment,
            Look.Number => Look.WrongNumber,
            Look.Percent => Look.WrongPercent,
            _ => Look.WrongText,
        };

    public static Stylesheet Stylesheet() =>
        new(
            new NumberingFormats(
                Format(DateFormat, "yyyy-mm-dd"),
                Format(TimeFormat, "hh:mm"),
                Format(MomentFormat, "yyyy-mm-dd hh:mm")
            )
            {
                Count = 3,
            },
            new Fonts(
                Font(Ink),
                Font(Ink, bold: true),
                Font(Soft),
                Font(Vermilion, bold: true),
                Font(Ink, bold: true, size: 16)
            )
            {
                Count = 5,
            },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                Solid(Wash),
                Solid(Alarm)
            )
            {
                Count = 4,
            },
            new Borders(new Border(), Under(), Around()) { Count = 3 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            Formats()
        );

    private static CellFormats Formats()
    {
        var formats = new CellFormats(
            Cell(0, 0),
            Cell(0, 3, fill: 2, border: 1),
            Cell(0, 1, fill: 2, border: 1),
            Cell(TextFormat, 0),
            Cell(DateFormat, 0),
            Cell(TimeFormat, 0),
            Cell(MomentFormat, 0),
            Cell(0, 0),
            Cell(PercentFormat, 0),
            Cell(TextFormat, 2),
            Cell(0, 4, wrap: false),
            Cell(TextFormat, 3, fill: 3, border: 2),
            Cell(DateFormat, 3, fill: 3, border: 2),
            Cell(TimeFormat, 3, fill: 3, border: 2),
            Cell(MomentFormat, 3, fill: 3, border: 2),
            Cell(0, 3, fill: 3, border: 2),
            Cell(PercentFormat, 3, fill: 3, border: 2),
            Cell(0, 3, fill: 3, border: 2),
            Cell(0, 0, wrap: false)
        );
        formats.Count = (uint)formats.ChildElements.Count;
        return formats;
    }

    private static NumberingFormat Format(uint id, string code) => new() { NumberFormatId = id, FormatCode = code };

    private static Font Font(string colour, bool bold = false, double size = 12)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size });
        font.Append(new Color { Rgb = colour });
        font.Append(new FontName { Val = "等线" });
        return font;
    }

    private static Fill Solid(string colour) =>
        new(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid });

    private static Border Under() =>
        new(
            new LeftBorder(),
            new RightBorder(),
            new TopBorder(),
            new BottomBorder(new Color { Rgb = Ink }) { Style = BorderStyleValues.Medium },
            new DiagonalBorder()
        );

    private static Border Around() =>
        new(
            new LeftBorder(new Color { Rgb = Vermilion }) { Style = BorderStyleValues.Thin },
            new RightBorder(new Color { Rgb = Vermilion }) { Style = BorderStyleValues.Thin },
            new TopBorder(new Color { Rgb = Vermilion }) { Style = BorderStyleValues.Thin },
            new BottomBorder(new Color { Rgb = Vermilion }) { Style = BorderStyleValues.Thin },
            new DiagonalBorder()
        );

    private static CellFormat Cell(uint number, uint font, uint fill = 0, uint border = 0, bool wrap = true) =>
        new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wrap })
        {
            NumberFormatId = number,
            FontId = font,
            FillId = fill,
            BorderId = border,
            FormatId = 0,
            ApplyNumberFormat = number != 0,
            ApplyFont = true,
            ApplyFill = fill != 0,
            ApplyBorder = border != 0,
            ApplyAlignment = true,
        };
}
