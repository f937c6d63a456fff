using System.Collections;
using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Staff.Prepare;
using Fengtai.MeetingLive.Web.Words;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Workbooks;

public sealed class WorkbookWordsTests
{
    [Theory]
    [InlineData(typeof(WorkbookWords))]
    [InlineData(typeof(FileWords))]
    [InlineData(typeof(BookWords))]
    public void Both_languages_have_the_same_words(Type words) =>
        Assert.Equal(
            Keys(words, CultureInfo.InvariantCulture),
            Keys(words, CultureInfo.GetCultureInfo("en")),
            StringComparer.Ordinal
        );

    [Fact]
    public void Every_mistake_of_a_workbook_has_words()
    {
        var keys = Keys(typeof(WorkbookWords), CultureInfo.InvariantCulture);

        Assert.All(WorkbookWords.Codes, code => Assert.Contains(code, keys));
        Assert.All(
            typeof(FileCode)
                .GetFields()
                .Where(known => known.IsLiteral && known.Name.StartsWith("File", StringComparison.Ordinal)),
            known =>
                Assert.Contains(
                    (string)known.GetRawConstantValue()!,
                    Keys(typeof(FileWords), CultureInfo.InvariantCulture)
                )
        );
    }

    [Fact]
    public void What_is_most_likely_meant_is_asked()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Equal("“错峰停”不在主题表里，是“错峰停车”吗？", Of("topic.unknown", "错峰停", "错峰停车"));
        Assert.Equal("“天气”不在主题表里。", Of("topic.unknown", "天气", ""));
        Assert.Equal("“热线”请写成“接诉即办”。", Of("value.choice", "接诉即办、信访件", "热线", "接诉即办"));
        Assert.Equal("“2025.6.31”：6月没有31日。", Of("value.no-such-day", "2025.6.31", "6", "31"));

        string Of(string code, params string[] arguments) =>
            WorkbookWords.Of(new WorkbookMistake("诉求清单", 2, 4, "二级主题", code, [.. arguments]), chinese);
    }

    private static string[] Keys(Type words, CultureInfo culture)
    {
        var resources = new ResourceManager(words.FullName!, words.Assembly);
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return [.. set.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];
    }
}
