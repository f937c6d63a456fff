using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>What somebody most likely meant: 错峰停 is 错峰停车, 城管办 is 城市管理办.</summary>
public static class Nearest
{
    private const double Least = 0.6;
    private const int LengthMost = 60;

    /// <summary>Null when nothing known is near. By the characters that both have in the same order, of all (Dice).</summary>
    public static string? Of(string value, IEnumerable<string> known)
    {
        var sought = Words.Plain(value);
        if (sought.Length is 0 or > LengthMost)
            return null;
        return known
            .Select(one => (one, likeness: Likeness(sought, Words.Plain(one))))
            .Where(found => found.likeness >= Least)
            .OrderByDescending(found => found.likeness)
            .Select(found => found.one)
            .FirstOrDefault();
    }

    private static double Likeness(string a, string b)
    {
        if (b.Length is 0 or > LengthMost)
            return 0;
        var row = new int[b.Length + 1];
        foreach (var letter in a)
        {
            var diagonal = 0;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = letter == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
                diagonal = above;
            }
        }

        return 2.0 * row[b.Length] / (a.Length + b.Length);
    }
}
