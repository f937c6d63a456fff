using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>One sign-in as its owner reads it.</summary>
public sealed record StaffSession(string Id, DateTimeOffset Started, DateTimeOffset Seen, DeviceKind Device);

/// <summary>
/// Who is signed in where. A cookie is asked for its row at every request and a row that is gone ends its open pages too,
/// so a stolen cookie dies when its owner ends the session.
/// </summary>
public sealed class StaffSessions(
    MeetingStore store,
    StaffCircuits circuits,
    IOptions<IdentityOptions> identity,
    TimeProvider clock
)
{
    /// <summary>The claim that holds the session's id.</summary>
    public const string Claim = "staff.session";

    /// <summary>How long a session lives after it was last seen; the cookie's time is the same.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>When a session was seen is kept by the same clock, so whoever is in stays in over any jump that it smooths.</summary>
    private readonly SteadyClock ends = SteadyClock.ForEnds(clock);

    /// <returns>The id for the claim.</returns>
    public async Task<string> BeginAsync(string accountId, string? userAgent, CancellationToken cancel)
    {
        var now = ends.Now();
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        // Whoever closes the browser without signing out leaves a row; it goes with the account's next sign-in.
        var over = (now - Lasts).UtcTicks;
        await context.Sessions.Where(s => s.AccountId == accountId && s.SeenAt < over).ExecuteDeleteAsync(cancel);
        context.Sessions.Add(
            new StaffSessionRow
            {
                Id = id,
                AccountId = accountId,
                StartedAt = now.UtcTicks,
                SeenAt = now.UtcTicks,
                Device = DeviceKind.FromUserAgent(userAgent).ToString(),
            }
        );
        await context.SaveChangesAsync(cancel);
        return id;
    }

    /// <summary>Whether this cookie still counts: its session stands, its account is in use and has the same stamp.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (
            user.FindFirstValue(Claim) is not { } id
            || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } accountId
        )
            return false;
        var now = ends.Now();
        await using var context = store.Create();
        var found = await (
            from session in context.Sessions
            join account in context.Users on session.AccountId equals account.Id
            where session.Id == id && account.Id == accountId
            select new
            {
                session.SeenAt,
                account.SecurityStamp,
                account.Locked,
            }
        ).SingleOrDefaultAsync(cancel);
        if (
            found is null
            || found.Locked
            || found.SeenAt < (now - Lasts).UtcTicks
            || !string.Equals(
                found.SecurityStamp,
                user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType),
                StringComparison.Ordinal
            )
        )
            return false;
        if (found.SeenAt < (now - SeenEvery).UtcTicks)
            await SeenAsync([id], now, cancel);
        return true;
    }

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<StaffSession>> ListAsync(string accountId, CancellationToken cancel)
    {
        var over = (ends.Now() - Lasts).UtcTicks;
        await using var context = store.Create();
        var rows = await context
            .Sessions.AsNoTracking()
            .Where(s => s.AccountId == accountId && s.SeenAt >= over)
            .OrderByDescending(s => s.SeenAt)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(s => new StaffSession(
                s.Id,
                new DateTimeOffset(s.StartedAt, TimeSpan.Zero),
                new DateTimeOffset(s.SeenAt, TimeSpan.Zero),
                DeviceKind.Read(s.Device)
            )),
        ];
    }

    /// <summary>Ends one session of this account, and nobody else's.</summary>
    public async Task EndAsync(string accountId, string id, CancellationToken cancel)
    {
        using (await store.TurnAsync(cancel))
        {
            await using var context = store.Create();
            if (
                await context.Sessions.Where(s => s.Id == id && s.AccountId == accountId).ExecuteDeleteAsync(cancel)
                == 0
            )
                return;
        }

        circuits.Cut([id]);
    }

    /// <summary>Ends all sessions of an account, save one that is named.</summary>
    public async Task EndAllAsync(string accountId, string? save, CancellationToken cancel)
    {
        List<string> ended;
        using (await store.TurnAsync(cancel))
        {
            await using var context = store.Create();
            var those = context.Sessions.Where(s => s.AccountId == accountId && s.Id != save);
            ended = await those.Select(s => s.Id).ToListAsync(cancel);
            await those.ExecuteDeleteAsync(cancel);
        }

        circuits.Cut(ended);
    }

    /// <summary>Cuts the circuits whose session ended elsewhere (another server, the command line), and notes the others as seen.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        var held = circuits.Held();
        if (held.IsEmpty)
            return;
        var now = ends.Now();
        List<string> standing;
        await using (var context = store.Create())
        {
            var over = (now - Lasts).UtcTicks;
            standing = await (
                from session in context.Sessions
                join account in context.Users on session.AccountId equals account.Id
                where held.Contains(session.Id) && !account.Locked && session.SeenAt >= over
                select session.Id
            ).ToListAsync(cancel);
        }

        circuits.Cut(held.Except(standing, StringComparer.Ordinal));
        await SeenAsync([.. standing], now, cancel);
    }

    private async Task SeenAsync(ImmutableArray<string> ids, DateTimeOffset now, CancellationToken cancel)
    {
        var (to, longAgo) = (now.UtcTicks, (now - SeenEvery).UtcTicks);
        await using var context = store.Create();
        var late = context.Sessions.Where(s => ids.Contains(s.Id) && s.SeenAt < longAgo);
        if (!await late.AnyAsync(cancel))
            return;
        using var turn = await store.TurnAsync(cancel);
        await late.ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, to), cancel);
    }
}
