using System.Collections;
using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Web.Answering;

namespace Fengtai.MeetingLive.Web.Tests.Answering;

public sealed class AnsweringWordsTests
{
    [Fact]
    public void English_has_the_same_keys_as_Chinese()
    {
        var chinese = Keys(CultureInfo.InvariantCulture);
        Assert.NotEmpty(chinese);
        Assert.Equal(chinese, Keys(CultureInfo.GetCultureInfo("en")), StringComparer.Ordinal);
    }

    private static List<string> Keys(CultureInfo culture)
    {
        var resources = new ResourceManager(typeof(AnsweringWords).FullName!, typeof(AnsweringWords).Assembly);
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return [.. set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];
    }
}
