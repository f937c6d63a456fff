using System.Collections;
using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Web.Public;

namespace Fengtai.MeetingLive.Web.Tests.Public;

public sealed class PublicWordsTests
{
    [Fact]
    public void English_has_the_same_keys_as_Chinese() =>
        Assert.Equal(
            Keys(CultureInfo.InvariantCulture),
            Keys(CultureInfo.GetCultureInfo("en")),
            StringComparer.Ordinal
        );

    private static IEnumerable<string> Keys(CultureInfo culture)
    {
        var resources = new ResourceManager(typeof(PublicWords).FullName!, typeof(PublicWords).Assembly);
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal);
    }
}
