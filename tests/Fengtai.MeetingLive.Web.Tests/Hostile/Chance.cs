using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>What nobody of ours sends, made by chance. The chance has a seed, so that what fails fails again.</summary>
internal static class Chance
{
    private static readonly string[] Pieces =
    [
        "null",
        "true",
        "-1",
        "1e999",
        "99999999999999999999",
        "\"\"",
        "[]",
        "{}",
        "\\u0000",
        "\\ud800",
        "\u0000",
        "\u202e",
        "${7*7}",
        "'; DROP TABLE Journal; --",
        "\"target\":\"OnConnectedAsync\"",
        "\"target\":\"Dispose\"",
        "\"arguments\":[1,2,3,4,5,6,7,8,9]",
        "\"__proto__\":{}",
        "\"$type\":\"X.FileInfo\"",
        new string('[', 200),
        new string('"', 50),
        new string('9', 400),
    ];

    /// <summary>One of a list.</summary>
    public static T Of<T>(this Random chance, IReadOnlyList<T> list) => list[chance.Next(list.Count)];

    /// <summary>What a field, an address or a cookie is not meant to hold.</summary>
    public static string Nonsense(this Random chance) =>
        chance.Next(6) switch
        {
            0 => "",
            1 => chance.Of(Pieces),
            2 => Mutated(chance.Of(Sane), chance),
            3 => new string((char)chance.Next(1, 0xD7FF), chance.Next(1, 300)),
            4 => chance.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
            _ => string.Concat(Enumerable.Range(0, chance.Next(1, 40)).Select(_ => (char)chance.Next(1, 0xD7FF))),
        };

    private static readonly string[] Sane =
    [
        "overall",
        "5",
        "2025-08-25",
        "路灯何时亮？",
        "q-0123456789",
        "0123456789",
        "13812345678",
        "../../etc/passwd",
        "done",
        "yes",
    ];

    /// <summary>Pieces of it cut out, doubled, replaced or put in.</summary>
    public static string Mutated(string message, Random chance)
    {
        var text = new StringBuilder(message);
        for (var times = chance.Next(3); times > 0 && text.Length > 0; times--)
        {
            var at = chance.Next(text.Length);
            var length = Math.Min(chance.Next(1, 12), text.Length - at);
            switch (chance.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(at, Pieces[chance.Next(Pieces.Length)]);
                    break;
                case 3:
                    text[at] = (char)chance.Next(1, 0xD7FF);
                    break;
                default:
                    text.Remove(at, length).Insert(at, Pieces[chance.Next(Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
