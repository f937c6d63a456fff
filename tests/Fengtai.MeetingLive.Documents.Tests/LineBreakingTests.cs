using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>禁则 and the setting of lines.</summary>
public sealed class LineBreakingTests : IDisposable
{
    private const double Size = 10;
    private readonly FontBook fonts = FontBook.Load();

    public void Dispose() => fonts.Dispose();

    [Theory]
    [InlineData("居民代表近五百人到场，线上登记一百二十八人（示例，下同）。镇长主持：“现场回应”、逐条答复……会后公开！")]
    [InlineData(
        "《丰台报》2025年10月17日刊发《方庄街道：109件诉求，解决率93.6%》，其中环境、电梯、物业占68%——详见清单。"
    )]
    public void No_width_brings_a_closing_sign_to_a_start_or_an_opening_sign_to_an_end(string text)
    {
        for (var width = 60.0; width < 300; width += 3.7)
        {
            foreach (var line in Lines(text, width))
            {
                Assert.DoesNotContain(line[0], "、。，；：？！）】》”’%");
                Assert.DoesNotContain(line[^1], "（【《“‘");
            }
        }
    }

    [Fact]
    public void Words_numbers_and_dates_stay_whole()
    {
        for (var width = 75.0; width < 200; width += 3.1)
        {
            var lines = Lines("截至2025年10月31日受理12345热线5,820件，办结率93.6%，WiFi覆盖MeetingLive会场", width);
            foreach (var whole in new[] { "10月", "31日", "12345", "5,820", "93.6%", "WiFi", "MeetingLive" })
                Assert.Contains(lines, line => line.Contains(whole, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_hash_longer_than_the_line_is_broken_and_nothing_is_lost()
    {
        var lines = Lines("校验值" + SampleMinutes.Hash, 120);
        Assert.Equal("校验值" + SampleMinutes.Hash, string.Concat(lines));
        Assert.All(Set("校验值" + SampleMinutes.Hash, 120), line => Assert.InRange(line.Width, 0, 120.1));
    }

    [Fact]
    public void No_line_is_wider_than_its_room()
    {
        const string Text = "共收到提问35条：现场答复18条，列入时间表12条（见附件1），与同类合并3条；“未予展示”2条。";
        for (var width = 80.0; width < 400; width += 2.3)
            Assert.All(Set(Text, width), line => Assert.InRange(line.Width, 0, width + 0.05));
    }

    [Fact]
    public void Every_line_but_the_last_is_flush()
    {
        var lines = Set(string.Concat(Enumerable.Repeat("会议确定：由城市管理办牵头，3家单位共享车位126个。", 6)), 275);
        Assert.All(lines.SkipLast(1), line => Assert.Equal(275, line.Width, 0.05));
    }

    [Fact]
    public void A_last_line_of_one_character_gets_company()
    {
        var text = new string('字', 29) + "。";
        Assert.Equal(["字".Length * 27, 3], Lines(text, 28 * Size).Select(line => line.Length));
    }

    [Fact]
    public void Titles_break_into_lines_of_about_equal_length()
    {
        var style = new ParagraphStyle(new TextStyle(Face.SongBold, Size), 14)
        {
            Align = Align.Center,
            Balanced = true,
        };
        var lines = Paragraph.Lines(
            fonts,
            [new Span("关于加快推进老旧小区综合整治和加装电梯工作的通知")],
            style,
            20 * Size
        );
        Assert.Equal(2, lines.Length);
        Assert.InRange(Math.Abs(lines[0].Width - lines[1].Width), 0, 2 * Size);
    }

    [Fact]
    public void Two_signs_in_a_row_take_one_and_a_half_characters()
    {
        var alone = Set("甲）", 500)[0].Width;
        var pair = Set("甲）。", 500)[0].Width;
        // The blank at a line's end does not count, so the pair is wider by half a character and its own ink.
        Assert.Equal(Size / 2, pair - alone, 1.0);
    }

    [Fact]
    public void A_character_of_no_face_shows_as_a_box() => Assert.Equal("甲□乙", Lines("甲\U0001F600乙", 200).Single());

    [Fact]
    public void A_line_end_in_the_text_is_kept() => Assert.Equal(["甲", "", "乙"], Lines("甲\n\n乙", 200));

    private ImmutableArray<TextLine> Set(string text, double width) =>
        Paragraph.Lines(fonts, [new Span(text)], new ParagraphStyle(new TextStyle(Face.Song, Size), 14), width);

    private string[] Lines(string text, double width) =>
        [.. Set(text, width).Select(line => string.Concat(line.Glyphs.Select(placed => placed.Glyph.Rune)))];
}
