using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>Puts the demo meeting there: from the pack's files, by the same commands that people give.</summary>
internal static class DemoStart
{
    /// <summary>The demo meeting's code.</summary>
    public const string Code = "FT2025";

    /// <summary>The demo's settings, beneath all others: command line, environment and file override them.</summary>
    public static void UseDefaults(WebApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Demo:Enabled"] = "true",
                    // Beside the program: a fresh clone starts afresh, the next start goes on.
                    ["Storage:DataFolder"] = Path.Combine(AppContext.BaseDirectory, "demo-data"),
                },
            }
        );

    /// <summary>A fresh store gets the meeting; one that holds it goes on with it.</summary>
    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancel)
    {
        var sessions = services.GetRequiredService<MeetingSessions>();
        if (await sessions.FindAsync(Code, cancel) is not null)
            return;
        var options = services.GetRequiredService<IOptions<DemoOptions>>().Value;
        var store = services.GetRequiredService<MeetingStore>();
        var pack = Pack();
        pack = pack with { Plan = pack.Plan with { ShowFirst = options.ShowFirst, Entry = options.Entry } };
        var start = services.GetRequiredService<TimeProvider>().GetUtcNow() - DemoPlay.Elapsed;
        await services.GetRequiredService<PhotoStore>().KeepAsync(pack.Plan.Street, pack.Photos, cancel);
        // With the topics that a street begins with, so that its preparation can be looked at too.
        await services
            .GetRequiredService<StreetOffice>()
            .TakeOverAsync(DemoAccess.Person, [pack.Plan.Street.Value], cancel);
        var session = await sessions.GetAsync(new MeetingId(Guid.NewGuid().ToString("N")));
        foreach (var command in DemoPlay.Start(pack, start, Proofs(store.Secret), SceneKind.Rating))
        {
            if (
                await session.ExecuteAsync(command, cancel) is not Outcome.Done and var other
                && !IsAlreadyShown(command, other)
            )
                throw new InvalidOperationException($"The demo's {command.GetType().Name} was not taken: {other}");
        }
    }

    /// <summary>The demo meeting played to its end in memory, with the photos of its slides.</summary>
    public static (Recorded Played, ImmutableArray<KeptPhoto> Photos) PlayedToTheEnd()
    {
        var pack = Pack();
        var proofs = Proofs(RandomNumberGenerator.GetBytes(32));
        var start = Days.At(pack.Plan.Date, new TimeOnly(13, 50));
        var now = Recorded.Empty(new MeetingId("demo"));
        foreach (
            var command in DemoPlay
                .Start(pack, start, proofs)
                .AddRange(DemoPlay.PlayToTheEnd(pack, start + DemoPlay.Elapsed, proofs))
        )
        {
            var stamped = command with { At = now.Meeting.Stamp(command) };
            if (now.Meeting.Decide(stamped) is not Decision.Accepted(var events))
                continue;
            foreach (var e in events)
            {
                var (type, body, _) = EventJson.Write(e);
                var hash = EventJson.Hash(now.Head, now.Meeting.Version + 1, type, e.At.UtcTicks, body);
                now = new Recorded(now.Meeting.Apply(e), hash);
            }
        }

        return (now, pack.Photos);
    }

    private static MeetingPack Pack() =>
        MeetingPack.Read(MeetingPack.DemoFolder) switch
        {
            PackResult.Sound(var pack) => pack,
            PackResult.Faulty(var mistakes) => throw new InvalidDataException(
                $"The demo's pack is damaged: {mistakes[0].File} {mistakes[0].Place} {mistakes[0].Code}"
            ),
            PackResult.FaultyWorkbook(var wrong) => throw new InvalidDataException(
                $"The demo's workbook is damaged: {wrong}"
            ),
            _ => throw new NotSupportedException("A pack is sound or faulty."),
        };

    /// <summary>With questions shown first, approving them again is refused; that is as it should be.</summary>
    private static bool IsAlreadyShown(MeetingCommand command, Outcome outcome) =>
        command is Approve && outcome is Outcome.Refused(var rejection, _) && rejection == Rejection.QuestionNotWaiting;

    private static DemoProofs Proofs(byte[] key)
    {
        string Mac(string kind, string act) =>
            Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"demo-{kind}\n{act}"))[..16]);
        return new DemoProofs(act => Mac("salt", act), act => Pseudonyms.HashOf(Mac("receipt", act)));
    }
}
