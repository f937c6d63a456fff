using System.Net;
using System.Text;
using Fengtai.MeetingLive.Web.Prints;
using Fengtai.MeetingLive.Web.Tests.Public;
using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Prints;

/// <summary>The page for the community's notice board, as it is asked for.</summary>
public sealed class NoticeTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_was_promised_and_leads_to_the_public_page()
    {
        var recorded = (await host.DoorAsync()).Session.Recorded;
        var notice = Printing.Notice(recorded, "https://baogao.example.cn");

        Assert.Equal("https://baogao.example.cn/p/FT2025", notice.Url);
        Assert.Equal("baogao.example.cn/p/FT2025", notice.TypedUrl);
        Assert.Equal(recorded.Meeting.Timetable.Count, notice.Items.Length);
    }

    [Theory]
    [InlineData("notice.pdf", "A4")]
    [InlineData("notice.pdf?paper=a3", "A3")]
    public async Task The_desk_gets_it_as_PDF_on_either_paper(string asked, string named)
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(new Uri($"/desk/FT2025/{asked}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.ToString());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.EndsWith(
            $"公示{named}.pdf",
            Uri.UnescapeDataString(answer.Content.Headers.ContentDisposition!.ToString()),
            StringComparison.Ordinal
        );
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync(Cancel), 0, 4));
    }

    [Theory]
    [InlineData("/desk/NOSUCH/notice.pdf")]
    [InlineData("/desk/FT2025/notice.pdf?paper=b5")]
    [InlineData("/desk/FT2025/notice.pdf?paper=7")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_gets_it()
    {
        using var browser = host.Browser();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri("/desk/FT2025/notice.pdf", UriKind.Relative)
        );
        request.Headers.Host = "meeting.example";
        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_operator_writes_it_once_it_is_known_what_phones_can_open()
    {
        var folder = Directory.CreateTempSubdirectory("meetinglive-notice-");
        try
        {
            var data = $"--Storage:DataFolder={Path.Combine(folder.FullName, "data")}";
            var target = Path.Combine(folder.FullName, "notice.pdf");
            var pack = Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo");
            Assert.Equal(0, (await RunAsync(With("meeting", "add", pack, "--street", "wangzuo", data))).Code);

            var nowhere = await RunAsync(With("notice", "FT2025", "--out", target, data));
            Assert.Equal(2, nowhere.Code);
            Assert.False(File.Exists(target));

            const string Address = "--Public:Address=https://baogao.example.cn";
            var written = await RunAsync(With("notice", "FT2025", "--a3", "--out", target, data, Address));
            Assert.Equal((0, ""), (written.Code, written.Complained));
            Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(target, Cancel), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
