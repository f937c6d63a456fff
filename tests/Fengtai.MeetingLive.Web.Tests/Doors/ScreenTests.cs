using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Screens;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Doors;

/// <summary>Screens of several venues, and the code that changes on them.</summary>
public sealed class ScreenTests(EntryHost host) : IClassFixture<EntryHost>
{
    private static readonly VenueId Second = new("sub-1");

    [Theory]
    [InlineData("NONE99")]
    [InlineData("%3Cscript%3E")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    public async Task A_screen_with_a_wrong_code_says_so_in_Chinese(string code)
    {
        using var screen = host.Browser();

        using var answer = await screen.GetAsync($"/screen/{code}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("没有这个会场码", page, StringComparison.Ordinal);
        Assert.Contains("会务台", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("QRSTUVWXYZ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_s_screen_has_its_name_its_code_and_its_own_counts()
    {
        var hall = await host.MeetingAsync(EntryRule.Open);
        await hall.DoAsync(Entering("a", Hall.Main), Entering("b", Second), Show(SceneKind.Welcome));
        using var screen = host.Browser();

        var page = await GetAsync(screen, $"/screen/{hall.SecondCode}");

        Assert.Contains("佃起村分会场", page, StringComparison.Ordinal);
        Assert.Contains($"data-code=\"{hall.SecondCode}\"", page, StringComparison.Ordinal);
        Assert.Contains($">{hall.SecondCode}<", page, StringComparison.Ordinal);
        Assert.DoesNotContain($">{hall.Code}<", page, StringComparison.Ordinal);
        Assert.Contains("本会场1人，各会场共2人", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_venue_shows_the_timetable_while_the_other_shows_the_rating()
    {
        var hall = await host.MeetingAsync(EntryRule.Open);
        using var screen = host.Browser();
        await hall.DoAsync(Show(SceneKind.Timetable) with { Venue = Second });

        Assert.Contains(
            "data-scene=\"rating",
            await GetAsync(screen, $"/screen/{hall.Code}/scene"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "data-scene=\"timetable",
            await GetAsync(screen, $"/screen/{hall.SecondCode}/scene"),
            StringComparison.Ordinal
        );

        await hall.DoAsync(new ShowSame(new("same"), Script.Secretary, host.Clock.GetUtcNow(), Second));
        Assert.Contains(
            "data-scene=\"rating",
            await GetAsync(screen, $"/screen/{hall.SecondCode}/scene"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_a_screen_that_staff_opened_shows_the_code_that_admits_and_it_changes()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        var meeting = await hall.NowAsync();
        using var screen = host.Browser();
        using var stranger = host.Browser();
        await GetAsync(screen, host.Service<ScreenDoor>().Link(meeting, meeting.Plan.Venue(Hall.Main)!));

        var first = await GetAsync(screen, $"/screen/{hall.Code}/scene");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = await GetAsync(screen, $"/screen/{hall.Code}/scene");

        Assert.Contains("扫码入场", first, StringComparison.Ordinal);
        Assert.InRange(Again(first), 1, 30_000);
        Assert.NotEqual(QrOf(first), QrOf(second));
        foreach (
            var path in new[]
            {
                $"/screen/{hall.Code}",
                $"/screen/{hall.Code}?key=forged",
                $"/screen/{hall.Code}/scene",
            }
        )
        {
            var seen = await GetAsync(stranger, path);
            Assert.DoesNotContain("data-again", seen, StringComparison.Ordinal);
            Assert.Contains("扫码在线上参加", seen, StringComparison.Ordinal);
        }

        // The key of one venue opens no other.
        Assert.DoesNotContain(
            "data-again",
            await GetAsync(screen, $"/screen/{hall.SecondCode}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_screen_s_key_is_remembered_and_not_written_on_the_page()
    {
        var hall = await host.MeetingAsync(EntryRule.Hall);
        var meeting = await hall.NowAsync();
        var link = host.Service<ScreenDoor>().Link(meeting, meeting.Plan.Venue(Hall.Main)!);
        using var screen = host.Browser();

        var page = await GetAsync(screen, link);

        Assert.DoesNotContain(link.Split('=')[1], page, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split('=')[1], host.Log.Text, StringComparison.Ordinal);
        Assert.Contains("data-again", await GetAsync(screen, $"/screen/{hall.Code}"), StringComparison.Ordinal);
    }

    private Enter Entering(string who, VenueId venue) =>
        new(
            new($"enter-{who}"),
            Actor.Resident(new($"resident-{who}")),
            host.Clock.GetUtcNow(),
            new Origin(venue, Channel.HallPhone, Entry.Open)
        );

    private ShowScene Show(SceneKind kind) => new(new($"show-{kind}"), Script.Secretary, host.Clock.GetUtcNow(), kind);

    private static async Task<string> GetAsync(HttpClient screen, string path)
    {
        using var answer = await screen.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static int Again(string html) =>
        int.Parse(Find(html, "data-again=\"(?<it>[0-9]+)\""), System.Globalization.CultureInfo.InvariantCulture);

    private static string QrOf(string html) => Find(html, "<svg class=\"qr\".*?<path d=\"(?<it>[^\"]+)\"");

    private static string Find(string html, string pattern) =>
        Regex
            .Match(html, pattern, RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Groups["it"]
            .Value;
}
