using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>What the cells of an outer system mean.</summary>
public static partial class DemandCells
{
    public const int TextMost = 4000;
    public const int NameMost = 60;

    /// <summary>1 January 2000 and 31 December 2100 as a spreadsheet counts days (from 30 December 1899).</summary>
    private const double FirstSerial = 36526,
        LastSerial = 73415;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Full width made half, line ends one kind, outer blanks gone.</summary>
    public static string Tidy(string text)
    {
        var tidy = Core.Words.Tidy(text);
        return tidy.All(c => c < 0x80) ? tidy : Halved(tidy).Trim();
    }

    /// <summary>
    /// A day: as a spreadsheet's date or serial number, 2025-06-12, 2025/6/12, 2025.6.12, 2025年6月12日, 20250612, each also with
    /// a time of day. Null when it is none.
    /// </summary>
    public static DateOnly? Day(ImportCell cell)
    {
        if (cell.Moment is { } moment)
            return moment.Year >= 2000 ? DateOnly.FromDateTime(moment) : null;
        var text = Tidy(cell.Text);
        if (Dated().Match(text) is { Success: true } match)
        {
            var (year, month, day) = (Part(match, "y"), Part(match, "m"), Part(match, "d"));
            return
                year is >= 2000 and <= 2100
                && month is >= 1 and <= 12
                && day >= 1
                && day <= DateTime.DaysInMonth(year, month)
                ? new DateOnly(year, month, day)
                : null;
        }

        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial is >= FirstSerial and < LastSerial
            ? DateOnly.FromDateTime(Epoch.AddDays(serial))
            : null;

        static int Part(Match match, string name) =>
            int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>The list that the words mean; null when they mean none. Nothing said is 待推进.</summary>
    public static DemandList? State(string text)
    {
        var plain = Core.Words.Plain(text);
        if (plain.Length == 0)
            return DemandList.InProgress;
        if (States.TryGetValue(plain, out var exact))
            return exact;
        // What is not done contains the word for done, so that is asked first.
        foreach (var (word, list) in StateParts)
        {
            if (plain.Contains(word, StringComparison.Ordinal))
                return list;
        }

        return null;
    }

    /// <summary>The list's name for where it came from; what is unknown stays as it is.</summary>
    public static string Source(string text)
    {
        var tidy = Tidy(text);
        foreach (var (word, source) in SourceParts)
        {
            if (tidy.Contains(word, StringComparison.Ordinal))
                return source;
        }

        return tidy;
    }

    /// <summary>Figures of the first number in the cell, without the country's code; empty when there is none.</summary>
    public static string Phone(string text)
    {
        var tidy = Tidy(text);
        var first = Numbers().Match(tidy);
        if (!first.Success)
            return "";
        var figures = string.Concat(first.Value.Where(char.IsAsciiDigit));
        if (figures.StartsWith("0086", StringComparison.Ordinal))
            figures = figures[4..];
        else if (figures.Length == 13 && figures.StartsWith("86", StringComparison.Ordinal))
            figures = figures[2..];
        return figures.Length is >= 7 and <= 16 ? figures : "";
    }

    /// <summary>The names of the sources, as they are offered for a whole file.</summary>
    public static readonly ImmutableArray<string> Sources = ["接诉即办", "信访件", "社情民意", "网格上报", "走访"];

    private static readonly FrozenDictionary<string, DemandList> States = new Dictionary<string, DemandList>(
        StringComparer.Ordinal
    )
    {
        ["是"] = DemandList.Resolved,
        ["否"] = DemandList.InProgress,
        ["已办"] = DemandList.Resolved,
        ["resolved"] = DemandList.Resolved,
        ["inprogress"] = DemandList.InProgress,
        ["needscoordination"] = DemandList.NeedsCoordination,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<(string Word, DemandList List)> StateParts =
    [
        ("协调", DemandList.NeedsCoordination),
        ("挂账", DemandList.NeedsCoordination),
        ("疑难", DemandList.NeedsCoordination),
        ("提级", DemandList.NeedsCoordination),
        ("吹哨", DemandList.NeedsCoordination),
        ("无法", DemandList.NeedsCoordination),
        ("未", DemandList.InProgress),
        ("待", DemandList.InProgress),
        ("不满意", DemandList.InProgress),
        ("正在", DemandList.InProgress),
        ("推进", DemandList.InProgress),
        ("跟进", DemandList.InProgress),
        ("解决", DemandList.Resolved),
        ("办结", DemandList.Resolved),
        ("完成", DemandList.Resolved),
        ("结案", DemandList.Resolved),
        ("答复", DemandList.Resolved),
        ("回复", DemandList.Resolved),
        ("办毕", DemandList.Resolved),
        ("归档", DemandList.Resolved),
        ("办理中", DemandList.InProgress),
        ("处理中", DemandList.InProgress),
        ("处置中", DemandList.InProgress),
        ("在办", DemandList.InProgress),
        ("派单", DemandList.InProgress),
        ("签收", DemandList.InProgress),
        ("受理", DemandList.InProgress),
    ];

    private static readonly ImmutableArray<(string Word, string Source)> SourceParts =
    [
        ("12345", "接诉即办"),
        ("接诉即办", "接诉即办"),
        ("热线", "接诉即办"),
        ("市民服务", "接诉即办"),
        ("信访", "信访件"),
        ("来信", "信访件"),
        ("来访", "信访件"),
        ("社情民意", "社情民意"),
        ("网格", "网格上报"),
        ("走访", "走访"),
        ("入户", "走访"),
    ];

    /// <summary>Full-width letters, figures and punctuation of figures (U+FF01–FF5E) made half; 汉字 punctuation stays.</summary>
    private static string Halved(string text)
    {
        var half = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            half.Append(
                c switch
                {
                    >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(c - 0xFEE0),
                    '－' or '／' or '．' or '＋' or '＃' or '＿' => (char)(c - 0xFEE0),
                    '\u3000' or '\u00A0' => ' ',
                    '\uFEFF' or '\u200B' => ' ',
                    _ => c,
                }
            );
        }

        return half.ToString();
    }

    [GeneratedRegex(
        @"^(?<y>[0-9]{4})(?:[-/.年]\s*(?<m>[0-9]{1,2})[-/.月]\s*(?<d>[0-9]{1,2})[日号]?|(?<m>[0-9]{2})(?<d>[0-9]{2}))(?:[T\s]*(?:[上下]午|AM|PM)?\s*[0-9]{1,2}[:：时点][0-9:：时分秒\s.]*(?:AM|PM|Z)?)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Dated();

    [GeneratedRegex(@"\+?[0-9][0-9()\s-]{5,24}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}

/// <summary>A cell as it was read.</summary>
/// <param name="Text">As a person would write it.</param>
/// <param name="Moment">Where the file itself says that it is a date.</param>
/// <param name="IsError">#N/A and the like.</param>
public readonly record struct ImportCell(string Text, DateTime? Moment = null, bool IsError = false);

/// <summary>Addresses up to the house, for comparing and for showing.</summary>
public static partial class DemandPlaces
{
    /// <summary>祥和里6号楼2单元301 becomes 祥和里6号楼; without a house it loses its trailing number of a door.</summary>
    public static string House(string address)
    {
        var tidy = string.Concat(DemandCells.Tidy(address).Where(c => !char.IsWhiteSpace(c)));
        if (Houses().Match(tidy) is { Success: true } house)
            return house.Value;
        var unit = Inside().Match(tidy);
        return unit.Success ? tidy[..unit.Index] : tidy;
    }

    [GeneratedRegex(
        @"^.*?[0-9一二三四五六七八九十甲乙丙]+(号楼|栋|幢|座|#楼|楼)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Houses();

    [GeneratedRegex(
        @"[0-9一二三四五六七八九十]+(单元|门|室|层)|[-#][0-9-]+$|(?<![0-9])[0-9]{3,4}$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Inside();
}
