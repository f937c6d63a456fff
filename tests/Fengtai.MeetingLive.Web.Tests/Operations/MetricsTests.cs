using System.Globalization;
using System.Net;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Tests.Hub;

namespace Fengtai.MeetingLive.Web.Tests.Operations;

/// <summary>Not beside other hosts: a process has one listener for figures of one name, whoever's they are.</summary>
[CollectionDefinition(nameof(FiguresAlone), DisableParallelization = true)]
public sealed class FiguresAlone;

/// <summary>The few figures that tell how live meetings stand, for whoever is on the server's own machine.</summary>
[Collection(nameof(FiguresAlone))]
public sealed class MetricsTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task Connections_commits_and_pushes_are_counted_and_nobody_is_named()
    {
        var device = Host.NewDevice();
        var phone = await JoinAsync(device);
        await Host.DoAsync(Script, Script.Rate(1, 5), Script.Rate(2, 4));
        await phone.ShownAsync(_ => true);

        var text = await ScrapeAsync();

        Assert.Equal(1, ValueOf(text, "meetinglive_connections"));
        Assert.Equal(0, ValueOf(text, "meetinglive_mailbox_depth"));
        Assert.InRange(ValueOf(text, "meetinglive_commit_duration_seconds_count"), 2, 1000);
        Assert.InRange(ValueOf(text, "meetinglive_commit_acts_total"), 5, 1000);
        Assert.InRange(ValueOf(text, "meetinglive_push_lag_seconds_count"), 1, 1000);
        Assert.DoesNotContain(Script.Code, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Script.Meeting.Value, text, StringComparison.Ordinal);
        Assert.DoesNotContain(device.Id, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    public async Task Whoever_comes_through_a_proxy_finds_no_such_page(string header, string value)
    {
        using var browser = new HttpClient { BaseAddress = Host.Address };
        browser.DefaultRequestHeaders.Add(header, value);

        using var answer = await browser.GetAsync(new Uri(Telemetry.Path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("meetinglive_", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/u/secret", false)]
    [InlineData("/w/secret", false)]
    [InlineData("/E/secret", false)]
    [InlineData("/feed/secret.ics", false)]
    [InlineData("/m/FT2025", true)]
    [InlineData("/p/FT2025", true)]
    public void An_address_that_is_itself_a_key_is_in_no_trace(string path, bool traced) =>
        Assert.Equal(traced, Telemetry.IsTraced(path));

    private async Task<string> ScrapeAsync()
    {
        using var here = new HttpClient { BaseAddress = Host.Address };
        return await here.GetStringAsync(new Uri(Telemetry.Path, UriKind.Relative), Cancel);
    }

    private static double ValueOf(string text, string name)
    {
        var line = text.Split('\n').FirstOrDefault(l => l.Split(' ', '{')[0] == name);
        Assert.True(line is not null, $"{name} is not among\n{text}");
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
