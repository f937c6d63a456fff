using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Demo;

public sealed class PackWordsTests
{
    private static readonly string[] Codes =
    [
        .. typeof(PackCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_code_has_Chinese_words_and_no_words_are_left_over() =>
        Assert.Equal(Codes, Keys(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    [Fact]
    public void English_has_the_same_keys_as_Chinese() =>
        Assert.Equal(
            Keys(CultureInfo.InvariantCulture),
            Keys(CultureInfo.GetCultureInfo("en")),
            StringComparer.Ordinal
        );

    private static IEnumerable<string> Keys(CultureInfo culture)
    {
        var resources = new ResourceManager(typeof(PackWords).FullName!, typeof(PackWords).Assembly);
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal);
    }
}
