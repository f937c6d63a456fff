using System.Net;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The minutes as the desk opens them, on the machine that the demo runs on.</summary>
public sealed class StaffDocumentsTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static readonly Uri Minutes = new("/desk/FT2025/minutes.pdf", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_font_the_desk_reads_which_one_and_once_it_is_back_gets_the_minutes()
    {
        using var desk = host.Browser();
        var options = host.Service<IOptions<DocumentOptions>>().Value;

        options.Fonts = Path.Combine(Path.GetTempPath(), "no-fonts-here");
        using var missing = await desk.GetAsync(Minutes, Cancel);
        options.Fonts = null;
        using var made = await desk.GetAsync(Minutes, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, missing.StatusCode);
        var said = await missing.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("纪要暂时做不出来", said, StringComparison.Ordinal);
        Assert.Contains("NotoSerifSC-Regular.ttf", said, StringComparison.Ordinal);
        Assert.Equal("application/pdf", made.Content.Headers.ContentType?.MediaType);
    }
}
