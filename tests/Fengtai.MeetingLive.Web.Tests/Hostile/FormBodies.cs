using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>Bodies of forms as no page of ours sends them, with the page's own token wherever they can hold one.</summary>
internal static class FormBodies
{
    private const string Plain = "application/x-www-form-urlencoded";
    private const string Boundary = "----fuzz";

    private static readonly string[] Fields =
    [
        "id",
        "round",
        "score",
        "text",
        "topic",
        "questionId",
        "poll",
        "choice",
        "code",
        "name",
        "password",
        "old",
        "again",
        "credential",
        "returnUrl",
        "kind",
        "due",
        "act",
        "note",
        "coming",
        "score0",
        "remark0",
        "grid",
        "household",
        "group",
        "asked",
        "phone",
        "meeting",
        "item",
        "revision",
        "who",
    ];

    /// <param name="kind">0 to 10.</param>
    /// <returns>The content type, null for none, and the bytes.</returns>
    public static (string? Type, byte[] Bytes) Make(int kind, (string Name, string Value) token, Random chance)
    {
        var sound = Pair(token.Name, token.Value) + "&" + Pair("id", "form-0123456789");
        return kind switch
        {
            0 => (Plain, Text(sound + Some(chance, 1))),
            1 => (Plain, Text(sound + Some(chance, 3))),
            2 => (Plain, Text($"{sound}&{Pair(chance.Of(Fields), new string('好', 40_000))}")),
            3 => (Plain, Text(sound + string.Concat(Enumerable.Range(0, 2_000).Select(n => $"&f{n}=")))),
            4 => (Plain, Text($"{sound}&text=%zz&%=%00&&&==&{chance.Of(Fields)}=%ff%fe%c3%28")),
            5 => (Plain + "; charset=no-such-thing", Text(sound + Some(chance, 1))),
            6 => ($"multipart/form-data; boundary={Boundary}", Parts(token, chance)),
            7 => ($"multipart/form-data; boundary={Boundary}", Parts(token, chance)[..^chance.Next(20, 200)]),
            8 => ("multipart/form-data", Parts(token, chance)),
            9 => (
                $"multipart/form-data; boundary={Boundary}",
                Text($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{new string('n', 40_000)}\"\r\n\r\nx\r\n")
            ),
            _ => chance.Next(2) == 0 ? ("application/json", Text("{\"id\":[1e999]}")) : (null, Text(sound)),
        };
    }

    /// <summary>Fields with values by chance, each so often.</summary>
    private static string Some(Random chance, int times) =>
        string.Concat(
            Enumerable
                .Range(0, 6)
                .Select(_ => chance.Of(Fields))
                .SelectMany(name => Enumerable.Repeat(name, times))
                .Select(name => "&" + Pair(name, chance.Nonsense()))
        );

    private static string Pair(string name, string value) =>
        $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    private static byte[] Parts((string Name, string Value) token, Random chance)
    {
        var bytes = new List<byte>();
        foreach (
            var (name, value) in new[] { token, ("id", "form-0123456789"), (chance.Of(Fields), chance.Nonsense()) }
        )
            bytes.AddRange(Text($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        var file = new byte[chance.Next(1, 5_000)];
        chance.NextBytes(file);
        bytes.AddRange(
            Text(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../../a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
            )
        );
        bytes.AddRange([0xFF, 0xD8, 0xFF, .. file]);
        bytes.AddRange(Text($"\r\n--{Boundary}--\r\n"));
        return [.. bytes];
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
