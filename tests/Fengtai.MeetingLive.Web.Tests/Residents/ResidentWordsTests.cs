using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Residents;

public sealed partial class ResidentWordsTests(DemoHost host) : IClassFixture<DemoHost>
{
    private static readonly ResourceManager Words = new(
        typeof(ResidentWords).FullName!,
        typeof(ResidentWords).Assembly
    );

    [Fact]
    public void English_has_the_same_keys_and_places_as_Chinese()
    {
        var chinese = Read("");
        var english = Read("en");

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        // A Chinese date needs the month's number, an English one its name.
        foreach (var key in chinese.Keys.Where(key => key != "client.date"))
            Assert.Equal(Places(chinese[key]), Places(english[key]));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void The_page_brings_every_word_of_the_reference_page(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var scope = host.Scope();
        var brought = Parse(scope.ServiceProvider.GetRequiredService<ResidentWords>().ForScript());

        var reference = File.ReadAllText(ReferencePage());
        var wanted = Parse(WordsScript().Match(reference).Groups["it"].Value);

        Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), brought.Keys.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Parse(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private static Dictionary<string, string> Read(string language)
    {
        using var set = Words.GetResourceSet(
            language.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language),
            createIfNotExists: true,
            tryParents: false
        )!;
        return set.Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static string ReferencePage([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../wwwroot-assets/page.html");

    [GeneratedRegex("id=\"words\">(?<it>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordsScript();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
