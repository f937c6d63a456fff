namespace Fengtai.MeetingLive.Core.Tests;

public sealed class WordsTests
{
    [Fact]
    public void A_question_has_at_most_500_characters()
    {
        Assert.Null(Words.Check(new string('问', 500)));
        Assert.Equal(Rejection.TextTooLong(500), Words.Check(new string('问', 501)));
        Assert.Equal(["500"], Words.Check(new string('问', 501))?.Arguments ?? []);
    }

    [Fact]
    public void An_emoji_and_a_rare_character_count_as_one()
    {
        Assert.Equal(3, Words.Length("好😀𠮷"));
        Assert.Null(Words.Check(string.Concat(Enumerable.Repeat("😀", 500))));
        Assert.Equal(Rejection.TextTooLong(500), Words.Check(string.Concat(Enumerable.Repeat("😀", 501))));
    }

    [Fact]
    public void Nothing_is_no_question() => Assert.Equal(Rejection.TextEmpty, Words.Check(""));

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x0007)]
    [InlineData(0x0009)]
    [InlineData(0x000D)]
    [InlineData(0x001B)]
    [InlineData(0x007F)]
    [InlineData(0x0085)]
    [InlineData(0x061C)]
    [InlineData(0x200E)]
    [InlineData(0x200F)]
    [InlineData(0x202A)]
    [InlineData(0x202E)]
    [InlineData(0x2066)]
    [InlineData(0x2069)]
    [InlineData(0xFFFD)]
    public void Control_and_direction_characters_are_refused(int c) =>
        Assert.Equal(Rejection.TextForbiddenCharacters, Words.Check($"前{(char)c}后"));

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal(Rejection.TextForbiddenCharacters, Words.Check("前" + '\uD83D' + "后"));

    [Theory]
    [InlineData("一行\n二行")]
    [InlineData("“停车”，3号楼——怎么办？")]
    [InlineData("👨‍👩‍👧 家里三口人")]
    public void Ordinary_words_lines_and_families_of_emoji_are_taken(string text) => Assert.Null(Words.Check(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData(" \r\n ", "")]
    [InlineData("\u3000一行\r\n二行 ", "一行\n二行")]
    [InlineData("中间  两格", "中间  两格")]
    public void Tidying_changes_line_ends_and_outer_blanks_only(string? typed, string kept) =>
        Assert.Equal(kept, Words.Tidy(typed));

    [Theory]
    [InlineData("电话13812341234。", "电话138****1234。")]
    [InlineData("13812341234、19900005678", "138****1234、199****5678")]
    [InlineData("+8613812341234", "+86138****1234")]
    [InlineData("013812341234", "0138****1234")]
    [InlineData("证件11010119900307123X", "证件110***********123X")]
    [InlineData("证件110101199003071234，", "证件110***********1234，")]
    public void Numbers_of_phones_and_identity_cards_lose_their_middle(string said, string shown) =>
        Assert.Equal(shown, Words.Mask(said));

    [Theory]
    [InlineData("拨打12345")]
    [InlineData("编号20250815123456")]
    [InlineData("12812341234")]
    [InlineData("138123412345")]
    public void Other_numbers_stay(string said) => Assert.Equal(said, Words.Mask(said));
}
