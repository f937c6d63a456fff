using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>What the journal promises, on whichever store. Each test has a meeting of its own.</summary>
public abstract partial class JournalContract(IDatabase database) : IAsyncLifetime
{
    private readonly Script script = new();
    private Node node = null!;

    private protected Node Node => node;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => node = await OpenAsync();

    public ValueTask DisposeAsync()
    {
        node.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_appended_reads_back()
    {
        var live = await PlayAsync([.. script.Running(), script.Rate(1, 4)]);

        var rows = await node.Journal.ReadAsync(script.Meeting, Cancel);

        Assert.Equal(
            ["announced.1", "opened.1", "round-opened.1", "scene-shown.1", "rated.2"],
            rows.Select(row => row.Type)
        );
        Assert.Equal([1, 2, 3, 4, 5], rows.Select(row => row.Version));
        var read = await LoadAsync();
        Assert.Equal(Canonical.Of(live), Canonical.Of(read));
        Assert.Equal(4, read.Meeting.Rounds[Script.Overall].Latest[Script.Resident(1).Id].Score);
    }

    [Fact]
    public async Task A_meeting_that_was_never_announced_is_empty()
    {
        var read = await LoadAsync();

        Assert.Equal(0, read.Meeting.Version);
        Assert.Equal(Recorded.Genesis, read.Head);
    }

    [Fact]
    public async Task The_state_can_be_had_at_any_version()
    {
        await PlayAsync([.. script.Running(), script.Rate(1, 4), script.Rate(1, 5)]);

        var sealedAt = await node.Journal.LoadAsync(script.Meeting, Cancel, version: 5);

        Assert.Equal(5, sealedAt.Meeting.Version);
        Assert.Equal(4, sealedAt.Meeting.Rounds[Script.Overall].Latest[Script.Resident(1).Id].Score);
    }

    [Fact]
    public async Task No_version_of_a_meeting_is_given_twice()
    {
        await PlayAsync(script.Running());
        var last = (await node.Journal.ReadAsync(script.Meeting, Cancel))[^1];
        await using var context = node.Store.Create();
        context.Journal.Add(
            new JournalRow
            {
                MeetingId = last.MeetingId,
                Version = last.Version,
                Type = last.Type,
                At = last.At,
                Body = last.Body,
                Hash = last.Hash,
                Batch = "another",
            }
        );

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task Every_hash_covers_the_one_before_across_batches()
    {
        await PlayAsync(script.Running());
        await PlayAsync([script.Ask(1), script.Rate(2, 3)]);

        var previous = new string('0', 64);
        foreach (var row in await node.Journal.ReadAsync(script.Meeting, Cancel))
        {
            previous = Sha($"{previous}\n{row.Version}\n{row.Type}\n{row.At}\n{Sha(row.Body)}");
            Assert.Equal(previous, row.Hash);
        }

        Assert.Equal(previous, (await LoadAsync()).Head);

        static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("body", """UPDATE "Journal" SET "Body" = replace("Body", '"round"', ' "round"')""", 5)]
    [InlineData("hash", """UPDATE "Journal" SET "Hash" = "Hash" || '0'""", 5)]
    [InlineData("type", """UPDATE "Journal" SET "Type" = 'supported.1'""", 5)]
    [InlineData("time", """UPDATE "Journal" SET "At" = "At" + 1""", 5)]
    [InlineData("row", """DELETE FROM "Journal" """, 5)]
    [InlineData("last row", """DELETE FROM "Journal" """, 8)]
    [InlineData("score", """UPDATE "Private" SET "Body" = replace("Body", '"score":4', '"score":5')""", 5)]
    [InlineData("private part", """DELETE FROM "Private" """, 5)]
    [InlineData("words of a question", """DELETE FROM "Private" """, 8)]
    [InlineData("response plans", """DELETE FROM "Private" """, 1)]
    public async Task What_was_changed_unseen_is_named_by_its_version(string what, string sql, long version)
    {
        await PlayAsync([.. script.Running(), script.Rate(1, 4), script.Rate(2, 4), script.Rate(3, 4), script.Ask(1)]);
        sql += """ WHERE "MeetingId" = {0} AND "Version" = {1}""";
        await using (var context = node.Store.Create())
        {
            Assert.Equal(1, await context.Database.ExecuteSqlRawAsync(sql, [script.Meeting.Value, version], Cancel));
        }

        var broken = await Assert.ThrowsAsync<JournalBrokenException>(LoadAsync);

        Assert.True(broken.Version == version, $"{what}: named {broken.Version}");
    }

    [Fact]
    public async Task A_journal_that_was_hashed_again_does_not_end_where_the_meeting_says()
    {
        await PlayAsync([.. script.Running(), script.Rate(1, 4)]);
        var rows = await node.Journal.ReadAsync(script.Meeting, Cancel);
        var body = rows[^1].Body.Replace("\"hall\"", "\"net\"", StringComparison.Ordinal);
        var hash = EventJson.Hash(rows[^2].Hash, rows[^1].Version, rows[^1].Type, rows[^1].At, body);
        await using (var context = node.Store.Create())
        {
            await context
                .Journal.Where(row => row.MeetingId == script.Meeting.Value && row.Version == 5)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Body, body).SetProperty(row => row.Hash, hash),
                    Cancel
                );
        }

        var broken = await Assert.ThrowsAsync<JournalBrokenException>(LoadAsync);

        Assert.Equal(5, broken.Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_replay_equals_the_live_state_whatever_happened(int seed)
    {
        var live = await PlayAnythingAsync(seed);

        Assert.Equal(Canonical.Of(live), Canonical.Of(await LoadAsync()));
    }

    [Fact]
    public async Task Catching_up_from_any_version_gives_the_same_state()
    {
        var live = await PlayAnythingAsync(seed: 5);
        var early = await node.Journal.LoadAsync(script.Meeting, Cancel, version: live.Meeting.Version / 2);

        Assert.Equal(Canonical.Of(live), Canonical.Of(await node.Journal.CatchUpAsync(early, Cancel)));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Projections_written_inline_equal_those_rebuilt(int seed)
    {
        await PlayAnythingAsync(seed);
        var inline = await ProjectedAsync();

        await Projections.RebuildAsync(node.Store, node.Journal, script.Meeting, Cancel);

        Assert.Equal(inline, await ProjectedAsync());
        Assert.Contains("西王佐村助餐点", inline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_never_fall_though_clocks_are_set_back()
    {
        await PlayAsync(script.Running());
        await PlayAsync([script.Start() with { At = Script.Begin.AddHours(1) }]);
        await PlayAsync([script.Rate(1, 3), script.Show(SceneKind.Timetable) with { At = Script.Begin.AddHours(-1) }]);

        var times = (await node.Journal.ReadAsync(script.Meeting, Cancel)).Select(row => row.At).ToArray();

        Assert.Equal(times.Order(), times);
        Assert.Equal(Script.Begin.AddHours(1).UtcTicks, times[^1]);
    }

    [Fact]
    public async Task Epoch_and_secret_are_the_same_when_opened_again()
    {
        using var again = await OpenAsync();

        Assert.NotEmpty(node.Store.Epoch);
        Assert.Equal(32, node.Store.Secret.Length);
        Assert.Equal(node.Store.Epoch, again.Store.Epoch);
        Assert.Equal(node.Store.Secret, again.Store.Secret);
    }

    private protected Task<Node> OpenAsync() => Journal.Node.OpenAsync(database, Cancel);

    private protected Task<Recorded> LoadAsync() => node.Journal.LoadAsync(script.Meeting, Cancel);

    /// <summary>One batch, all of it taken.</summary>
    private protected async Task<Recorded> PlayAsync(MeetingCommand[] batch)
    {
        var committed = await node.Journal.CommitAsync(await LoadAsync(), batch, Cancel);
        Assert.All(committed.Outcomes, outcome => Assert.IsType<Outcome.Done>(outcome));
        return committed.Now;
    }

    /// <summary>Some three hundred commands in batches of all sizes; the same ones for the same seed.</summary>
    private protected async Task<Recorded> PlayAnythingAsync(int seed)
    {
        var chance = new Random(seed);
        var live = Recorded.Empty(script.Meeting);
        live = (await node.Journal.CommitAsync(live, script.Running(), Cancel)).Now;
        live = await HandOverOneAsync(live);
        for (var batches = 0; batches < 40; batches++)
        {
            var batch = Enumerable.Range(0, chance.Next(1, 16)).Select(_ => script.Anything(chance, live.Meeting));
            live = (await node.Journal.CommitAsync(live, [.. batch], Cancel)).Now;
        }

        Assert.True(live.Meeting.Version > 100, $"Only {live.Meeting.Version} events: chance did too little.");
        return live;
    }

    private async Task<Recorded> HandOverOneAsync(Recorded live)
    {
        var ask = script.Ask(1);
        MeetingCommand[] batch = [ask, script.Approve(ask.Question), script.HandOver(ask.Question)];
        return (await node.Journal.CommitAsync(live, batch, Cancel)).Now;
    }

    private async Task<string> ProjectedAsync()
    {
        await using var context = node.Store.Create();
        var id = script.Meeting.Value;
        var meeting = await context.Meetings.AsNoTracking().SingleAsync(m => m.Id == id, Cancel);
        // Counts writers, tells nothing of the meeting.
        meeting.Touched = 0;
        return Canonical.Of(
            (
                meeting,
                await context
                    .JoinCodes.AsNoTracking()
                    .Where(c => c.MeetingId == id)
                    .OrderBy(c => c.Code)
                    .ToListAsync(Cancel),
                await context
                    .Commitments.AsNoTracking()
                    .Where(c => c.MeetingId == id)
                    .OrderBy(c => c.Id)
                    .ToListAsync(Cancel)
            )
        );
    }
}
