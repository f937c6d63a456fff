using System.Collections.Concurrent;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Privacy;

namespace Fengtai.MeetingLive.Web.Staff.Privacy;

/// <summary>
/// Own data that was made on a page and is fetched as a file: in memory only, for ten minutes, for the account that made it.
/// So no receipt and no number stands in an address.
/// </summary>
public sealed class OwnDataTickets(TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<
        string,
        (OwnData Data, StreetId Street, string Account, DateTimeOffset Until)
    > kept = new(StringComparer.Ordinal);

    /// <returns>What stands in the address.</returns>
    public string Keep(OwnData data, StreetId street, string account)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, _) in kept.Where(k => k.Value.Until < now))
            kept.TryRemove(old, out _);
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        kept[ticket] = (data, street, account, now + Lasts);
        return ticket;
    }

    /// <summary>Null when there is none, its time is over, or it is another account's.</summary>
    public OwnData? Find(string ticket, StreetId street, string account) =>
        kept.TryGetValue(ticket, out var one)
        && one.Street == street
        && one.Account == account
        && one.Until >= clock.GetUtcNow()
            ? one.Data
            : null;
}
