using Fengtai.MeetingLive.Web.Parts;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>What can be tapped in a published contact, and what must not look as if it could.</summary>
public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("12345，24小时", "tel:12345")]
    [InlineData("010-83312345，工作日9:00至17:00", "tel:01083312345")]
    [InlineData("请拨83312345", "tel:83312345")]
    [InlineData("手机13800138000（微信同号）", "tel:13800138000")]
    [InlineData("400-810-0000", "tel:4008100000")]
    [InlineData("Not content? Call 12345.", "tel:12345")]
    [InlineData("供水96116或110", "tel:96116 tel:110")]
    [InlineData("xinxiang@wangzuo.example", "mailto:xinxiang@wangzuo.example")]
    [InlineData("https://www.bjft.gov.cn/xinxiang，实名", "https://www.bjft.gov.cn/xinxiang")]
    [InlineData("工作日9:00至17:00", "")]
    [InlineData("2025年8月25日起，每周三14:30", "")]
    [InlineData("A座3层315室，邮编100074", "")]
    public void Numbers_and_addresses_are_found_and_nothing_else(string text, string addresses)
    {
        var parts = PhoneNumbers.In(text);

        Assert.Equal(addresses, string.Join(' ', parts.Select(part => part.Address).OfType<string>()));
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
    }
}
