using System.Net;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>A meeting whose ratings still stand in the journal with their commitments, in order of arrival.</summary>
public sealed class OldJournalTests
{
    private static readonly string[] OnceKept = ["score", "choices", "salt", "by", "nonce"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_still_counts_and_its_openings_are_refused_while_a_round_rated_since_is_opened()
    {
        using var database = new SqliteDatabase();
        var script = new Script();
        await using (var before = await HubHost.PrepareAsync(database))
        {
            await DoAsync(before.Services, script.Meeting, [.. script.Running(), script.Rate(1, 4), script.Rate(2, 5)]);
            await AsOnceWrittenAsync(before.Services.GetRequiredService<MeetingStore>(), script.Meeting);
        }

        await using var host = await HubHost.PrepareAsync(database, "--urls=http://127.0.0.1:0");
        await DoAsync(
            host.Services,
            script.Meeting,
            [script.CloseRound(), script.OpenRound(Script.Conduct), script.Rate(1, 3, Script.Conduct), script.Close()]
        );
        await host.StartAsync(Cancel);
        using var browser = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };

        using var old = await browser.GetAsync(At("openings/rating/overall.json"), Cancel);
        using var since = await browser.GetAsync(At("openings/rating/conduct.json"), Cancel);

        var meeting = (await host.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting)).Current;
        Assert.Equal("0,0,0,1,1", string.Join(',', meeting.Rounds[Script.Overall].Tally.Counts));
        Assert.Equal(
            Seals.Root(meeting.Rounds[Script.Overall].Latest.Values.Select(r => r.Commitment)),
            meeting.Rounds[Script.Overall].Root
        );
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        Assert.Equal(HttpStatusCode.OK, since.StatusCode);

        Uri At(string path) => new($"/p/{script.Code}/{path}", UriKind.Relative);
    }

    private static async Task DoAsync(IServiceProvider services, MeetingId meeting, MeetingCommand[] commands)
    {
        var session = await services.GetRequiredService<MeetingSessions>().GetAsync(meeting);
        foreach (var command in commands)
        {
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
        }
    }

    /// <summary>Writes the rows again as <c>rated.1</c> had them, with a chain that holds.</summary>
    private static async Task AsOnceWrittenAsync(MeetingStore store, MeetingId meeting)
    {
        await using var context = store.Create();
        var hidden = await context
            .Private.AsNoTracking()
            .Where(p => p.MeetingId == meeting.Value)
            .ToDictionaryAsync(p => p.Version, p => p.Body, Cancel);
        var head = Recorded.Genesis;
        foreach (
            var row in await context
                .Journal.AsNoTracking()
                .Where(r => r.MeetingId == meeting.Value)
                .OrderBy(r => r.Version)
                .ToListAsync(Cancel)
        )
        {
            var (type, body) = (row.Type, row.Body);
            if (type == "rated.2")
            {
                var whole = JsonNode.Parse(hidden[row.Version])!.AsObject();
                var published = JsonNode.Parse(body)!.AsObject();
                foreach (var (name, value) in whole.Where(part => !OnceKept.Contains(part.Key, StringComparer.Ordinal)))
                    published[name] = value!.DeepClone();
                var kept = new JsonObject(
                    whole
                        .Where(part => OnceKept.Contains(part.Key, StringComparer.Ordinal))
                        .Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))
                ).ToJsonString(EventJson.Options);
                published["seal"] = Seals.Of(kept);
                (type, body) = ("rated.1", published.ToJsonString(EventJson.Options));
                Assert.Equal(
                    1,
                    await context
                        .Private.Where(p => p.MeetingId == meeting.Value && p.Version == row.Version)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Body, kept), Cancel)
                );
            }

            head = EventJson.Hash(head, row.Version, type, row.At, body);
            var (newType, newBody, newHash) = (type, body, head);
            Assert.Equal(
                1,
                await context
                    .Journal.Where(r => r.MeetingId == meeting.Value && r.Version == row.Version)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Type, newType)
                                .SetProperty(r => r.Body, newBody)
                                .SetProperty(r => r.Hash, newHash),
                        Cancel
                    )
            );
        }

        await context
            .Meetings.Where(m => m.Id == meeting.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Head, head), Cancel);
    }
}
