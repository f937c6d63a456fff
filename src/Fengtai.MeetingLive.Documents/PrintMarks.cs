using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Documents;

/// <summary>The drawn marks of printed sheets, as outlines in the path language of SVG.</summary>
internal static class PrintMarks
{
    /// <summary>The product's mark in a box of 32 units: its ground, and the bridge on it.</summary>
    public const string Ground = "M5 0H27A5 5 0 0 1 32 5V27A5 5 0 0 1 27 32H5A5 5 0 0 1 0 27V5A5 5 0 0 1 5 0z";

    public const string Span =
        "M4 22.5V14Q16 9.5 28 14v8.5h-2.2a2.9 2.9 0 0 0-5.8 0h-1a3 3 0 0 0-6 0h-1a2.9 2.9 0 0 0-5.8 0zM4 24.8h24v1.6H4z";

    /// <summary>Scissors in a box of 24 units, to be stroked.</summary>
    public const string Scissors =
        "M8.5 7A2.5 2.5 0 1 1 3.5 7A2.5 2.5 0 1 1 8.5 7M8.5 17A2.5 2.5 0 1 1 3.5 17A2.5 2.5 0 1 1 8.5 17"
        + "M8 8.5l12 8M8 15.5l12-8";

    /// <summary>卢沟桥, eleven arches, in a box of 1728 × 128 units.</summary>
    public const double BridgeWidth = 1728;

    public const double BridgeHeight = 128;

    public static readonly string BridgeBody = $"{Deck(0)}V128H0z";

    public static readonly string BridgeRailing = Deck(0) + Deck(-17) + Posts();

    public static readonly string BridgeArches = Arches();

    /// <summary>The deck is highest in the middle: 30 from the top, 56 at the ends.</summary>
    private static double Height(double x) => 30 + 26 * Math.Pow((x - BridgeWidth / 2) / (BridgeWidth / 2), 2);

    private static string Deck(double shift)
    {
        var path = new StringBuilder();
        for (var x = 0; x <= BridgeWidth; x += 36)
            path.Append(CultureInfo.InvariantCulture, $"{(x == 0 ? 'M' : 'L')}{x} {Height(x) + shift:0.#}");
        return path.ToString();
    }

    private static string Posts()
    {
        var path = new StringBuilder();
        for (var x = 36; x < BridgeWidth; x += 36)
            path.Append(CultureInfo.InvariantCulture, $"M{x} {Height(x):0.#}v-26");
        return path.ToString();
    }

    /// <summary>The widest in the middle, 122 units; each next one 3.8 narrower; piers of 30 between them.</summary>
    private static string Arches()
    {
        const int Half = 5;
        var widths = Enumerable.Range(-Half, 2 * Half + 1).Select(n => 122 - 3.8 * Math.Abs(n)).ToArray();
        var path = new StringBuilder();
        var x = (BridgeWidth - widths.Sum() - 30 * (widths.Length - 1)) / 2;
        foreach (var width in widths)
        {
            path.Append(
                CultureInfo.InvariantCulture,
                $"M{x:0.#} 128V116A{width / 2:0.#} {width * 0.45:0.#} 0 0 1 {x + width:0.#} 116V128z"
            );
            x += width + 30;
        }

        return path.ToString();
    }
}
