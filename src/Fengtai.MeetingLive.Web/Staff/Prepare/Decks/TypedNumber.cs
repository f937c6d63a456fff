using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>A number as a table holds it: 1,024, １０２４, 86.2%, −3.8, (12).</summary>
/// <param name="Percent">A percent sign stood behind it; the value is that of the hundredths, 86.2.</param>
public readonly record struct TypedNumber(decimal Value, bool Percent)
{
    /// <summary>Null when it is no number.</summary>
    public static TypedNumber? Read(string? text)
    {
        var plain = new StringBuilder();
        // A lone surrogate has no normal form.
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
                plain.Append(rune.ToString().Normalize(NormalizationForm.FormKC));
        }

        plain.Replace('−', '-').Replace('–', '-').Replace('，', ',');
        var number = plain.ToString();
        var percent = number.EndsWith('%');
        if (percent)
            number = number[..^1];
        // Accounts write a negative number in brackets.
        if (number is ['(', .. var inner, ')'])
            number = "-" + inner;
        if (!IsGrouped(number))
            return null;
        return decimal.TryParse(
            number.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? new(value, percent)
            : null;
    }

    /// <summary>As it is typed into a cell.</summary>
    public static string Write(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Thousands are parted at thousands, or 1,5 would be read as fifteen.</summary>
    private static bool IsGrouped(string number)
    {
        if (!number.Contains(',', StringComparison.Ordinal))
            return true;
        var groups = number.TrimStart('-', '+').Split('.')[0].Split(',');
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3);
    }
}
