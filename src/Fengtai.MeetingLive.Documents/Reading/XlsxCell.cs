using System.Globalization;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>What a cell holds.</summary>
public enum XlsxKind
{
    Empty,
    Text,
    Number,

    /// <summary>A number that is shown as a day, a time of day or both.</summary>
    Date,
    Boolean,

    /// <summary>#N/A, #DIV/0! and the like.</summary>
    Error,
}

/// <summary>One cell. What it does not hold of itself is zero or empty.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Text">Of text and errors; outer blanks are kept.</param>
/// <param name="Number">Of numbers, 1 or 0 of booleans.</param>
/// <param name="Moment">
/// Of dates; no time zone. A time of day alone stands on 30 or 31 December 1899; see <see cref="IsTimeOfDay"/>.
/// </param>
/// <param name="IsPercent">The number is shown as a percentage: 0.936 as 93.6%.</param>
/// <param name="IsFormula">What stands here was computed when the file was last saved; empty when nothing was kept.</param>
public readonly record struct XlsxCell(
    int Column,
    XlsxKind Kind,
    string Text,
    double Number = 0,
    DateTime Moment = default,
    bool IsPercent = false,
    bool IsFormula = false
)
{
    public static XlsxCell EmptyAt(int column) => new(column, XlsxKind.Empty, "");

    /// <summary>Below one day: 14:00 without a date.</summary>
    public bool IsTimeOfDay => Kind == XlsxKind.Date && Moment.Year == 1899;

    /// <summary>
    /// As a person would write it, whatever the kind: 2025-06-12, 2025-06-12 14:30, 14:30, 93.6%, 13800138000. Without
    /// outer blanks.
    /// </summary>
    public string Shown =>
        Kind switch
        {
            XlsxKind.Text or XlsxKind.Error => Text.Trim(),
            XlsxKind.Number when IsPercent => Plain(Number * 100) + "%",
            XlsxKind.Number => Plain(Number),
            XlsxKind.Date when IsTimeOfDay => Moment.ToString(
                Moment.Second == 0 ? "HH:mm" : "HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            XlsxKind.Date => Moment.ToString(
                Moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd"
                    : Moment.Second == 0 ? "yyyy-MM-dd HH:mm"
                    : "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            XlsxKind.Boolean => Number != 0 ? "TRUE" : "FALSE",
            _ => "",
        };

    /// <summary>To 15 figures, as a spreadsheet keeps them, and without an exponent where it can be.</summary>
    private static string Plain(double number) =>
        Math.Abs(number) < 1e28
            ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One row with something in it.</summary>
/// <param name="Number">As the spreadsheet counts, from 1.</param>
/// <param name="Cells">Those that hold something, from left to right.</param>
public sealed record XlsxRow(int Number, IReadOnlyList<XlsxCell> Cells)
{
    /// <param name="column">From 1. A cell that is not there is empty.</param>
    public XlsxCell this[int column]
    {
        get
        {
            foreach (var cell in Cells)
            {
                if (cell.Column == column)
                    return cell;
            }

            return XlsxCell.EmptyAt(column);
        }
    }

    public CellAddress At(XlsxCell cell) => new(Number, cell.Column);
}
