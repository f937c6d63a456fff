using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>What the program says in both languages.</summary>
public sealed partial class WordsTests
{
    private static readonly string Source = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../../../../src/Fengtai.MeetingLive.Verify")
    );

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_places()
    {
        var (zh, en) = (Words("Said.resx"), Words("Said.en.resx"));

        Assert.Equal(zh.Keys.Order(StringComparer.Ordinal), en.Keys.Order(StringComparer.Ordinal));
        Assert.All(zh, word => Assert.Equal(Places(word.Value), Places(en[word.Key])));
    }

    [Fact]
    public void Every_reason_in_the_code_has_its_words_and_no_words_are_left_over()
    {
        var reasons = Directory
            .GetFiles(Source, "*.cs")
            .SelectMany(file => Reasons().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var said = Words("Said.resx")
            .Keys.Where(key => key.StartsWith("fault.", StringComparison.Ordinal))
            .Select(key => key[6..]);

        Assert.All(said, key => Assert.Contains(key, reasons));
        Assert.All(BrokenReasons(), key => Assert.Contains(key, said));
    }

    private static IEnumerable<string> BrokenReasons() =>
        Directory
            .GetFiles(Source, "*.cs")
            .SelectMany(file => Broken().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value));

    private static Dictionary<string, string> Words(string file) =>
        XDocument
            .Load(Path.Combine(Source, file))
            .Root!.Elements("data")
            .ToDictionary(
                data => data.Attribute("name")!.Value,
                data => data.Element("value")!.Value,
                StringComparer.Ordinal
            );

    private static string Places(string text) =>
        string.Join(
            ' ',
            Place()
                .Matches(text)
                .Select(match => match.Value)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Place();

    [GeneratedRegex("\"(?<key>[a-z]+(-[a-z]+)*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reasons();

    [GeneratedRegex(
        "BrokenException\\(\"(?<key>[a-z-]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Broken();
}
