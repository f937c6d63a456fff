using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>A cell as a value: a real date or one that is typed as text, a number or one that is typed in full width.</summary>
/// <param name="column">Null: a cell of no column that is known before, in a slide's own table.</param>
/// <param name="from">Days are counted from here, where only a number stands; null: they are not.</param>
internal sealed partial class CellField(XlsxCell cell, Spot spot, WorkbookColumn? column = null, DateOnly? from = null)
    : WrittenField(cell.Shown, spot)
{
    /// <summary>2000-01-01 and 2099-12-31 as a spreadsheet counts days.</summary>
    private const double FirstDay = 36_526;
    private const double LastDay = 73_050;
    private const int DaysMost = 730;

    public override bool IsThere => cell.Kind == XlsxKind.Error || base.IsThere;

    /// <summary>否, which says as much as an empty cell.</summary>
    public bool IsNo => Shown == YesNo.Choices.ChineseOf(false) || cell is { Kind: XlsxKind.Boolean, Number: 0 };

    private string Shown => cell.Shown.Normalize(NormalizationForm.FormKC);

    public override string Text(int most = 60) => Broken() ? "" : base.Text(most);

    public override string Id() => Broken() ? "" : base.Id();

    public override string Code() => Broken() ? "" : Spot.Code(Shown.ToUpperInvariant());

    public override DateOnly Date()
    {
        if (Broken())
            return default;
        if (cell is { Kind: XlsxKind.Date, IsTimeOfDay: false })
            return DateOnly.FromDateTime(cell.Moment);
        if (cell is { Kind: XlsxKind.Number, Number: >= FirstDay and <= LastDay })
            return DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(cell.Number)));
        if (from is { } day && day != default && Days() is { } days)
            return day.AddDays(days);
        var typed = Typed().Match(Shown);
        if (!typed.Success)
            return WrongDay();
        var (year, month, date) = (Part(typed, "y"), Part(typed, "m"), Part(typed, "d"));
        if (month is < 1 or > 12 || year < 1)
            return WrongDay();
        if (date >= 1 && date <= DateTime.DaysInMonth(year, month))
            return new DateOnly(year, month, date);
        Spot.Fault(ValueCode.NoSuchDay, cell.Shown, $"{month}", $"{date}");
        return default;
    }

    public override TimeOnly Time()
    {
        if (Broken())
            return default;
        if (cell.Kind == XlsxKind.Date)
            return TimeOnly.FromDateTime(cell.Moment);
        if (cell is { Kind: XlsxKind.Number, Number: >= 0 and < 1 })
            return TimeOnly.MinValue.Add(TimeSpan.FromSeconds(Math.Round(cell.Number * 86_400)));
        if (
            TimeOnly.TryParseExact(
                Shown,
                ["H:mm", "HH:mm", "H:mm:ss"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            return time;
        Fault(ValueCode.TimeShape);
        return default;
    }

    public override T Choice<T>(Choices<T> choices)
    {
        if (Broken())
            return choices.ByChinese.Values.First();
        if (choices.ByChinese.TryGetValue(Shown, out var choice))
            return choice;
        if (!IsThere)
            Spot.Fault(ValueCode.Required);
        else
            Spot.Fault(ValueCode.Choice, string.Join('、', choices.Chinese), cell.Shown, Meant(choices.Chinese));
        return choices.ByChinese.Values.First();
    }

    public override bool Flag() => cell.Kind == XlsxKind.Boolean ? cell.Number != 0 : base.Flag();

    public override decimal Number(decimal least = 0, decimal most = 1_000_000_000_000)
    {
        if (Broken())
            return 0;
        if (Amount() is not { } number)
        {
            Fault(ValueCode.NumberShape);
            return 0;
        }

        if (number >= least && number <= most)
            return number;
        Spot.Fault(ValueCode.Range, Plain(least), Plain(most), cell.Shown);
        return 0;
    }

    public override int Whole(int least, int most)
    {
        if (Broken())
            return 0;
        if (Amount() is not { } number || decimal.Truncate(number) != number)
        {
            Fault(ValueCode.NumberShape);
            return 0;
        }

        if (number >= least && number <= most)
            return (int)number;
        Spot.Fault(ValueCode.Range, $"{least}", $"{most}", cell.Shown);
        return 0;
    }

    /// <summary>#N/A and the like are nothing that a value could be read from.</summary>
    private bool Broken()
    {
        if (cell.Kind != XlsxKind.Error)
            return false;
        Spot.Fault(WorkbookCode.CellError, cell.Shown);
        return true;
    }

    private void Fault(string code)
    {
        if (IsThere)
            Spot.Fault(code, cell.Shown);
        else
            Spot.Fault(ValueCode.Required);
    }

    private DateOnly WrongDay()
    {
        Fault(ValueCode.DateShape);
        return default;
    }

    private string Meant(IEnumerable<string> known) =>
        column?.Aliases.TryGetValue(Shown, out var alias) == true ? alias : Nearest.Of(cell.Shown, known) ?? "";

    /// <summary>1,266 and ３６ are numbers too; null when it is none.</summary>
    private decimal? Amount()
    {
        if (cell.Kind == XlsxKind.Number)
            return Math.Abs(cell.Number) < 1e27 ? (decimal)cell.Number * (cell.IsPercent ? 100 : 1) : null;
        return
            cell.Kind == XlsxKind.Text
            && decimal.TryParse(
                Shown.Replace('−', '-'),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? number
            : null;
    }

    private int? Days()
    {
        var text = Shown.EndsWith('天') ? Shown[..^1].TrimEnd() : Shown;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is > 0 and <= DaysMost
            ? days
            : null;
    }

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Part(Match match, string name) =>
        int.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^(?<y>[0-9]{4})\\s*[-./年]\\s*(?<m>[0-9]{1,2})\\s*[-./月]\\s*(?<d>[0-9]{1,2})\\s*日?\\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Typed();
}
