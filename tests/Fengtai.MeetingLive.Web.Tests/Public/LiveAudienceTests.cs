using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Tests.Operations;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The online audience: one page for all, that any cache may hand out.</summary>
public sealed class LiveAudienceTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static readonly Uri Page = new("/live/FT2025", UriKind.Relative);
    private static readonly Uri Data = new("/live/FT2025.json", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/live/FT2025")]
    [InlineData("/live/FT2025.json")]
    public async Task It_sets_no_cookie_depends_on_none_and_may_be_kept_for_two_seconds(string path)
    {
        using var viewer = host.Browser();
        using var answer = await viewer.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("Cookie", answer.Headers.Vary);
        Assert.Equal(
            "public, max-age=2, stale-while-revalidate=10",
            string.Join(", ", answer.Headers.GetValues("Cache-Control"))
        );

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await viewer.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task The_language_is_in_the_address_and_a_cookie_changes_nothing()
    {
        using var viewer = new HttpClient { BaseAddress = host.Address };
        using var withCookie = new HttpRequestMessage(HttpMethod.Get, Page);
        withCookie.Headers.Add("Cookie", "lang=c%3Den%7Cuic%3Den");
        using var chinese = await viewer.SendAsync(withCookie, Cancel);

        Assert.Contains("lang=\"zh-CN\"", await chinese.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var english = await viewer.GetStringAsync(new Uri("/live/FT2025?lang=en", UriKind.Relative), Cancel);
        Assert.Contains("lang=\"en\"", english, StringComparison.Ordinal);
        Assert.Contains("What was promised", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_what_the_hall_sees_and_nothing_that_awaits_approval()
    {
        await host.AskAsync("somebody", "unapproved-1", "这一条还没有审核，不应公开");
        using var viewer = host.Browser();
        var page = await viewer.GetStringAsync(Page, Cancel);
        var data = await viewer.GetStringAsync(Data, Cancel);

        var meeting = (await host.DoorAsync()).Session.Current;
        var onStage = meeting.Questions[meeting.Stage!.Question].Text!;
        Assert.Contains(
            onStage,
            page.Replace("</span><span class=\"c\">", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.All(meeting.Timetable.Values, promise => Assert.Contains(promise.Title, page, StringComparison.Ordinal));
        Assert.All(
            [page, data],
            text =>
            {
                Assert.DoesNotContain("不应公开", text, StringComparison.Ordinal);
                Assert.DoesNotContain("不公开的名字", text, StringComparison.Ordinal);
            }
        );
        using var json = JsonDocument.Parse(data);
        Assert.Equal(meeting.Version, json.RootElement.GetProperty("version").GetInt64());
        Assert.False(json.RootElement.GetProperty("sections").TryGetProperty("mine", out _));
    }

    [Fact]
    public async Task A_wrong_code_is_answered_in_words_and_held_by_caches_too()
    {
        using var viewer = host.Browser();
        using var answer = await viewer.GetAsync(new Uri("/live/NOSUCH", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            "max-age=2",
            string.Join(' ', answer.Headers.GetValues("Cache-Control")),
            StringComparison.Ordinal
        );
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(250)]
    public async Task Behind_a_cache_the_servers_requests_do_not_grow_with_the_viewers(int viewers)
    {
        await using var cache = await NginxInFront.StartAsync(host.Address, "Public/live-cache.conf", Cancel);
        using var requests = new RequestsSeen("/live/{code}");
        var began = Stopwatch.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, viewers).Select(n => WatchAsync(cache.Address, n)));

        // One when the first viewer comes, and one each time that two seconds are over.
        var least = 1 + Math.Ceiling(Stopwatch.GetElapsedTime(began).TotalSeconds / 2);
        Assert.InRange(requests.Count, 1, least);
        Assert.All(answers, page => Assert.Contains("data-live=\"now\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_happens_in_the_hall_comes_through_the_cache()
    {
        await using var cache = await NginxInFront.StartAsync(host.Address, "Public/live-cache.conf", Cancel);
        using var viewer = new HttpClient { BaseAddress = cache.Address };
        var before = await VersionAsync(viewer);
        await host.RateAsync("another", "live-1", 4);

        // No later than the page is old: the loop ends by itself, and the test's own limit is for a defect.
        while (await VersionAsync(viewer) <= before)
        {
            await Task.Yield();
        }
    }

    private static async Task<long> VersionAsync(HttpClient viewer)
    {
        using var json = JsonDocument.Parse(await viewer.GetStringAsync(Data, Cancel));
        return json.RootElement.GetProperty("version").GetInt64();
    }

    /// <summary>Looks eight times, with cookies and stray queries that must not matter.</summary>
    private static async Task<string> WatchAsync(Uri address, int n)
    {
        using var viewer = new HttpClient { BaseAddress = address };
        viewer.DefaultRequestHeaders.Add("Cookie", $"someone={n}");
        var page = "";
        for (var i = 0; i < 8; i++)
        {
            page = await viewer.GetStringAsync(new Uri($"/live/FT2025?from=wechat-{n}-{i}", UriKind.Relative), Cancel);
        }

        return page;
    }

    /// <summary>Counts what reaches the server on one route, by ASP.NET Core's own meter.</summary>
    private sealed class RequestsSeen : IDisposable
    {
        private readonly MeterListener listener = new();
        private int count;

        public RequestsSeen(string route)
        {
            listener.InstrumentPublished = (instrument, meters) =>
            {
                if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
                    meters.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<double>(
                (_, _, tags, _) =>
                {
                    foreach (var tag in tags)
                    {
                        if (tag.Key == "http.route" && route.Equals(tag.Value as string, StringComparison.Ordinal))
                            Interlocked.Increment(ref count);
                    }
                }
            );
            listener.Start();
        }

        public int Count => Volatile.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
