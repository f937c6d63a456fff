using Fengtai.MeetingLive.Web.Public.Receipts;

namespace Fengtai.MeetingLive.Web.Tests.Public.Receipts;

public sealed class ReceiptCodeTests
{
    [Theory]
    [InlineData("W3K7Q2D95M")]
    [InlineData("W3K7-Q2D9-5M")]
    [InlineData(" w3k7 q2d9–5m ")]
    [InlineData("Ｗ３Ｋ７－Ｑ２Ｄ９－５Ｍ")]
    public void Dashes_case_and_width_do_not_matter(string typed) =>
        Assert.Equal(new ReceiptCode.Sound("W3K7Q2D95M"), ReceiptCode.Read(typed));

    [Fact]
    public void What_looks_alike_is_read_as_the_digit() =>
        Assert.Equal(new ReceiptCode.Sound("0011110000"), ReceiptCode.Read("oO-iIlL-0000"));

    [Fact]
    public void It_says_how_many_are_missing_or_too_many()
    {
        Assert.Equal(new ReceiptCode.Short(1), ReceiptCode.Read("W3K7-Q2D9-5"));
        Assert.Equal(new ReceiptCode.Long(2), ReceiptCode.Read("W3K7-Q2D9-5M12"));
        Assert.Equal(new ReceiptCode.Empty(), ReceiptCode.Read(" - "));
        Assert.Equal(new ReceiptCode.Empty(), ReceiptCode.Read(null));
    }

    [Theory]
    [InlineData("W3K7-Q2D9-5U", "U")]
    [InlineData("回执", "回")]
    [InlineData("W3K7😀", "😀")]
    [InlineData("\ud800", "\ufffd")]
    public void It_names_what_no_receipt_has(string typed, string character) =>
        Assert.Equal(new ReceiptCode.Strange(character), ReceiptCode.Read(typed));

    [Fact]
    public void More_than_anybody_types_is_not_looked_at() =>
        Assert.Equal(ReceiptCode.TypedMost, ReceiptCode.Cut(new string('A', 5_000_000)).Length);
}
