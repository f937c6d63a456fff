using System.Net;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>What goes wrong inside is said in one sentence that every browser reads aright.</summary>
public sealed class FailedPageTests(PublicHost host) : IClassFixture<PublicHost>
{
    [Fact]
    public async Task A_database_that_is_broken_gives_a_sentence_and_no_trace()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using (var context = host.Service<MeetingStore>().Create())
            await context.Database.ExecuteSqlRawAsync("DROP TABLE JoinCodes", cancel);
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(new Uri("/m/NOPE99", UriKind.Relative), cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains(
            "frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var words = await answer.Content.ReadAsStringAsync(cancel);
        Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}[^\n]{3,80}$", words);
        Assert.DoesNotContain("JoinCodes", words, StringComparison.Ordinal);
    }
}
