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
    [InlineData("138-1234-5678", "138-****-5678")]
    [InlineData("138 1234 5678转告", "138 **** 5678转告")]
    [InlineData("+86-138-1234-5678", "+86-138-****-5678")]
    [InlineData("１３８１２３４５６７８", "１３８****５６７８")]
    [InlineData("１３８－１２３４－５６７８", "１３８－****－５６７８")]
    [InlineData("138.1234.5678", "138.****.5678")]
    [InlineData("138\u200B12345678", "138\u200B****5678")]
    [InlineData("(138)12345678", "(138)****5678")]
    [InlineData("138-123-45678", "138-***-*5678")]
    [InlineData("1381-2345-678", "138*-***5-678")]
    [InlineData("1 3 8 1 2 3 4 5 6 7 8", "1 3 8 * * * * 5 6 7 8")]
    [InlineData("110101 19900307 123X", "110*** ******** 123X")]
    public void Numbers_of_phones_and_identity_cards_lose_their_middle(string said, string shown) =>
        Assert.Equal(shown, Words.Mask(said));

    [Theory]
    [InlineData("拨打12345")]
    [InlineData("编号20250815123456")]
    [InlineData("12812341234")]
    [InlineData("138123412345")]
    [InlineData("13,812,345,678元")]
    [InlineData("分别是1500 1350 120元")]
    [InlineData("15、16、17、18、19、20号楼")]
    [InlineData("2025-08-25 14:30")]
    [InlineData("热线96116，座机010-83310000")]
    [InlineData("卡号6222 1381 2345 6789")]
    [InlineData("138\n12345678")]
    public void Other_numbers_stay(string said) => Assert.Equal(said, Words.Mask(said));

    [Theory]
    [InlineData("我是13812345678，证件11010119900307123X")]
    [InlineData("138 1234 5678、１３８１２３４５６７８")]
    public void What_is_kept_of_a_text_is_masked_once_and_for_all(string typed)
    {
        var kept = Words.Kept($" {typed}\r\n");

        Assert.Equal(Words.Mask(typed), kept);
        Assert.Equal(kept, Words.Kept(kept));
    }
}
