using System.Net;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Prints;
using Fengtai.MeetingLive.Web.Tests.Public;

namespace Fengtai.MeetingLive.Web.Tests.Prints;

/// <summary>What is printed before a meeting, as it is asked for.</summary>
public sealed class PrintsTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_main_venue_s_poster_leads_to_its_own_door()
    {
        var poster = Printing.Poster(await MeetingAsync(), new VenueId("main"), "https://baogao.example.cn");

        Assert.Equal("https://baogao.example.cn/m/FT2025", poster.Url);
        Assert.Equal("baogao.example.cn/m", poster.TypedUrl);
        Assert.Equal("王佐镇文化活动中心报告厅（示例）", poster.Place);
        Assert.Equal("13:40签到，14:00成绩单", poster.Times);
        Assert.True(poster.Sample);
    }

    [Fact]
    public async Task Another_venue_has_its_own_name_and_code()
    {
        var poster = Printing.Poster(await MeetingAsync(), new VenueId("sub-1"), "http://192.168.1.20:5080");

        Assert.Equal(("FTFH01", "佃起村分会场（示例）"), (poster.Code, poster.Place));
        Assert.Equal("http://192.168.1.20:5080/m/FTFH01", poster.Url);
        Assert.Equal("192.168.1.20:5080/m", poster.TypedUrl);
    }

    [Fact]
    public async Task The_desk_gets_the_poster_as_PDF()
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(new Uri("/desk/FTFH01/poster.pdf", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.ToString());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains(
            "FTFH01.pdf",
            Uri.UnescapeDataString(answer.Content.Headers.ContentDisposition!.ToString()),
            StringComparison.Ordinal
        );
        var pdf = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
    }

    [Fact]
    public async Task Nobody_else_gets_the_poster()
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri("/desk/FT2025/poster.pdf", UriKind.Relative)
        );
        request.Headers.Host = "meeting.example";

        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_code_has_no_poster()
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(new Uri("/desk/NOSUCH/poster.pdf", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_minutes_show_the_photos_of_the_slides()
    {
        using var browser = host.Browser();

        var pdf = await browser.GetByteArrayAsync(new Uri("/desk/FT2025/minutes.pdf", UriKind.Relative), Cancel);

        // Two pictures, as they were taken in: JPEG, undecoded.
        Assert.Equal(2, Encoding.Latin1.GetString(pdf).Split("/Filter /DCTDecode").Length - 1);
    }

    private async Task<Meeting> MeetingAsync() => (await host.DoorAsync()).Session.Current;
}
