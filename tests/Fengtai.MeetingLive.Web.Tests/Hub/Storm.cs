using System.Collections.Concurrent;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// Phones that rate in the demo's meeting, each one rating after the other, while the server comes and goes; what was not
/// answered is sent again under its id. In the end what was answered is looked for on the disk.
/// </summary>
internal sealed class Storm(int phones)
{
    public const string Code = "FT2025";

    private readonly int[] next = new int[phones];
    private TaskCompletionSource enough = new();
    private int until;

    public ConcurrentDictionary<(int Phone, int Rating), Reply> Answered { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<Phone[]> ConnectAsync(ServerProcess server, Device[] devices) =>
        Task.WhenAll(
            devices.Select(async device =>
            {
                var phone = await Phone.ConnectAsync(server.Address, device.Cookie);
                Assert.True((await phone.JoinAsync(Code)).Ok);
                return phone;
            })
        );

    public static async Task DisconnectAsync(Phone[] phones)
    {
        foreach (var phone in phones)
        {
            await phone.DisposeAsync();
        }
    }

    /// <summary>Completes when so many answers more are in.</summary>
    public Task Await(int more)
    {
        until = Answered.Count + more;
        enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return enough.Task;
    }

    /// <summary>The first phone's next rating; the version is the state that everybody is to see.</summary>
    public async Task<long> BeginAsync(Phone first)
    {
        var reply = await first.RateAsync(Id(next[0]), Score(0, next[0]));
        Assert.True(reply.Ok, reply.Code);
        Assert.True(Answered.TryAdd((0, next[0]++), reply));
        return reply.Version;
    }

    /// <summary>Ends early, without a complaint, when the server goes.</summary>
    public async Task RateAsync(Phone phone, int who, int ratings)
    {
        for (var n = 0; n < ratings; n++)
        {
            Reply reply;
            try
            {
                reply = await phone.RateAsync(Id(next[who]), Score(who, next[who]));
            }
            catch (Exception e) when (e is not OperationCanceledException || phone.Connection.ConnectionId is null)
            {
                // What was not answered stays in the outbox.
                return;
            }

            Assert.True(reply.Ok, reply.Code);
            Assert.True(Answered.TryAdd((who, next[who]++), reply));
            if (Answered.Count >= until)
                enough.TrySetResult();
        }
    }

    /// <summary>Everything that was answered stands in the journal once, at the version that was told, and nothing else.</summary>
    public async Task AssertOnDiskAsync(IDatabase database, WebApplication services, Device[] devices)
    {
        await AssertWrittenAsync(database, services, devices);
        Assert.Equal("ok", await SqliteFile.IntegrityAsync(database, Cancel));
    }

    /// <summary>The same, on whichever store.</summary>
    public async Task AssertWrittenAsync(IDatabase database, WebApplication services, Device[] devices)
    {
        using var fresh = await Node.OpenAsync(database, Cancel);
        await using var context = fresh.Store.Create();
        var meeting = new MeetingId(
            await context.JoinCodes.Where(c => c.Code == Code).Select(c => c.MeetingId).SingleAsync(Cancel)
        );
        var pseudonyms = services.Services.GetRequiredService<Pseudonyms>();
        var expected = Answered.Select(pair => new Given(
            pair.Value.Version,
            pseudonyms.Actor(meeting, devices[pair.Key.Phone].Id),
            Id(pair.Key.Rating),
            Score(pair.Key.Phone, pair.Key.Rating)
        ));
        var written = await Ratings.ReadAsync(fresh, meeting);
        Assert.Equal(expected.OrderBy(given => given.Version), written);
        var round = (await fresh.Journal.LoadAsync(meeting, Cancel)).Meeting.Rounds[new RoundId("overall")];
        Assert.Equal(Ratings.Fold(written), round.Tally);
        Assert.Equal(phones, round.Tally.Total);
    }

    private static string Id(int rating) => $"rating-{rating}";

    private static int Score(int who, int rating) => (who + rating) % 5 + 1;
}
