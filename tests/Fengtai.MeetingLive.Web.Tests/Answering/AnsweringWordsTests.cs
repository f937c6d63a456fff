using System.Collections;
using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Web.Answering;
using Fengtai.MeetingLive.Web.Reporting;

namespace Fengtai.MeetingLive.Web.Tests.Answering;

public sealed class AnsweringWordsTests
{
    [Theory]
    [InlineData(typeof(AnsweringWords))]
    [InlineData(typeof(GridWords))]
    public void English_has_the_same_keys_as_Chinese(Type words)
    {
        var chinese = Keys(words, CultureInfo.InvariantCulture);
        Assert.NotEmpty(chinese);
        Assert.Equal(chinese, Keys(words, CultureInfo.GetCultureInfo("en")), StringComparer.Ordinal);
    }

    private static List<string> Keys(Type words, CultureInfo culture)
    {
        var set = new ResourceManager(words.FullName!, words.Assembly).GetResourceSet(
            culture,
            createIfNotExists: true,
            tryParents: false
        );
        Assert.NotNull(set);
        return [.. set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];
    }
}
