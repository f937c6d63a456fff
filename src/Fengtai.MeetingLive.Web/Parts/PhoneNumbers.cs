using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Web.Parts;

/// <summary>A stretch of text; with an address where it can be dialled or written to.</summary>
public sealed record Reachable(string Text, string? Address);

/// <summary>Finds telephone numbers, mail and web addresses in what an office has published, so that a tap is enough.</summary>
public static class PhoneNumbers
{
    // Hotlines (12345, 96xxx, 110), mobiles, local numbers of seven or eight digits with or without area code, 400 numbers.
    // Years, times, sums and dates are none of these. Not generated: Razor files use it too.
    private static readonly Regex Pattern = new(
        @"(?<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
            + @"|(?<web>https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[\w./?&=%+#-]*)?)"
            + @"|(?<![\d:.：-])(?:0\d{2,3}[- ]?[2-9]\d{6,7}|[48]00-?\d{3}-?\d{4}|1[3-9]\d{9}|[2-8]\d{7}|12[0-9]{3}|96\d{3,4}|95\d{3}|1(?:10|19|20|22))(?![\d:：年月日-]|\.\d)",
        RegexOptions.Compiled | RegexOptions.ExplicitCapture,
        // The limit counts by the wall clock, the first match's compiling in it: on a machine that has much to do a short
        // one would turn a page into an error. The texts are an office's own.
        TimeSpan.FromSeconds(10)
    );

    /// <summary>The text in order, cut at its numbers.</summary>
    public static ImmutableArray<Reachable> In(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Reachable>();
        var from = 0;
        foreach (Match found in Pattern.Matches(text))
        {
            if (found.Index > from)
                parts.Add(new Reachable(text[from..found.Index], null));
            var address =
                found.Groups["mail"].Success ? $"mailto:{found.Value}"
                : found.Groups["web"].Success ? found.Value
                : $"tel:{string.Concat(found.Value.Where(char.IsAsciiDigit))}";
            parts.Add(new Reachable(found.Value, address));
            from = found.Index + found.Length;
        }

        if (from < text.Length)
            parts.Add(new Reachable(text[from..], null));
        return parts.ToImmutable();
    }
}
