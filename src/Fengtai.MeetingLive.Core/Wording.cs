using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Core;

/// <summary>Amending words without touching figures: those are the journal's and cannot be typed over.</summary>
public static partial class Wording
{
    /// <summary>
    /// The figures in a text, in order: numbers in Arabic figures with their decimals, in any width, and numbers in Chinese
    /// characters before a measure (三日内, 两户), each with the sign or measure that it counts.
    /// </summary>
    public static IReadOnlyList<string> Figures(string text) =>
        [.. Numbers().Matches(text.Normalize(NormalizationForm.FormKC)).Select(match => Plain(match.Value))];

    /// <summary>The first figure that one text has and the other has not, or has another number of times; null: the same.</summary>
    public static string? FiguresChanged(string before, string after)
    {
        var left = Figures(before).Order(StringComparer.Ordinal).ToList();
        foreach (var figure in Figures(after).Order(StringComparer.Ordinal))
        {
            if (!left.Remove(figure))
                return figure;
        }

        return left.FirstOrDefault();
    }

    private static string Plain(string figure) =>
        figure.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(
        "([0-9]+(,[0-9]{3})*(\\.[0-9]+)?|[零〇一二两三四五六七八九十百千]+(?=\\s?[年月日天周个户人名项条处次件份部台座套家栋号元万亿小米平公吨%％]))"
            + "\\s?([%年月日天周个户人名项条处次件份部台座套家栋号元万亿]|小时|分钟|平方米|公里|米|吨)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Numbers();
}
