using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Links;

/// <summary>What a link is about.</summary>
public sealed record LinkSubject(
    LinkKind Kind,
    StreetId Street,
    MeetingId Meeting,
    CommitmentId? Commitment = null,
    WhistleId? Whistle = null
);

/// <summary>What an address that somebody opened is.</summary>
public abstract record LinkAnswer
{
    private LinkAnswer() { }

    /// <summary>It holds now.</summary>
    public sealed record Sound(LinkRow Link) : LinkAnswer
    {
        /// <summary>Whom the journal will name.</summary>
        public Actor Actor =>
            Actor.Staff(
                new ActorId(SignedLinks.ActorPrefix + Link.Holder),
                (LinkKind)Link.Kind == LinkKind.Evaluator ? Roles.Evaluator : Roles.Unit,
                new StreetId(Link.StreetId)
            ) with
            {
                Unit = Link.Holder,
            };
    }

    /// <param name="Code"><c>link.expired</c>, <c>link.withdrawn</c> or <c>link.forged</c>; nothing else is told.</param>
    public sealed record Refused(string Code) : LinkAnswer;
}

/// <summary>
/// Links for whoever has no account: signed (HMAC-SHA-256 under the store's secret), good for one thing and one holder,
/// until a day, and withdrawn at will. An address whose seal is wrong is not looked up at all.
/// </summary>
public sealed class SignedLinks(MeetingStore store, Pseudonyms pseudonyms, TimeProvider clock)
{
    /// <summary>How long a link holds unless somebody says otherwise.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(14);

    /// <summary>The longest that one may hold.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>The longest for a calendar, which only reads.</summary>
    public static readonly TimeSpan LongestFeed = TimeSpan.FromDays(366);

    /// <summary>Before the holder's name in the journal: who acted had a link and no account.</summary>
    public const string ActorPrefix = "link:";

    private const int IdBytes = 10;
    private const int IdLength = 16;

    private readonly SteadyClock ends = SteadyClock.ForEnds(clock);

    /// <returns>The last part of the address.</returns>
    public async Task<string> IssueAsync(
        LinkSubject subject,
        string holder,
        ActorId by,
        DateTimeOffset expires,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var last = now + (subject.Kind == LinkKind.Feed ? LongestFeed : Longest);
        var id = Pseudonyms.Spell(RandomNumberGenerator.GetBytes(IdBytes));
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        context.Links.Add(
            new LinkRow
            {
                Id = id,
                Kind = (int)subject.Kind,
                StreetId = subject.Street.Value,
                MeetingId = subject.Meeting.Value,
                CommitmentId = subject.Commitment?.Value,
                WhistleId = subject.Whistle?.Value,
                Holder = holder,
                IssuedBy = by.Value,
                IssuedAt = now.UtcTicks,
                ExpiresAt = (expires < last ? expires : last).UtcTicks,
            }
        );
        await context.SaveChangesAsync(cancel);
        return id + pseudonyms.LinkSeal(id);
    }

    /// <summary>The address of a link that was given out before, so that it can be shown again.</summary>
    public string TokenOf(LinkRow link) => link.Id + pseudonyms.LinkSeal(link.Id);

    /// <summary>What this address is; its first opening is remembered.</summary>
    public async Task<LinkAnswer> OpenAsync(string? token, LinkKind kind, CancellationToken cancel)
    {
        if (token is not { Length: IdLength * 2 } || !IsOurs(token))
            return new LinkAnswer.Refused("link.forged");
        var now = clock.GetUtcNow().UtcTicks;
        await using var context = store.Create();
        var id = token[..IdLength];
        var link = await context.Links.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancel);
        if (link is null || link.Kind != (int)kind)
            return new LinkAnswer.Refused("link.forged");
        if (link.WithdrawnAt is not null)
            return new LinkAnswer.Refused("link.withdrawn");
        if (link.ExpiresAt <= ends.Now().UtcTicks)
            return new LinkAnswer.Refused("link.expired");
        if (link.OpenedAt is null)
        {
            using var turn = await store.TurnAsync(cancel);
            await context
                .Links.Where(l => l.Id == id && l.OpenedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.OpenedAt, now), cancel);
        }

        return new LinkAnswer.Sound(link);
    }

    /// <summary>All links given out for one item, the newest first.</summary>
    public async Task<IReadOnlyList<LinkRow>> OfAsync(MeetingId meeting, CommitmentId? item, CancellationToken cancel)
    {
        await using var context = store.Create();
        var links = context.Links.AsNoTracking().Where(l => l.MeetingId == meeting.Value);
        if (item is { Value: var one })
            links = links.Where(l => l.CommitmentId == one);
        return await links.OrderByDescending(l => l.IssuedAt).ToListAsync(cancel);
    }

    /// <summary>From now on it opens nothing. False: there is no such link in this street, or it was withdrawn before.</summary>
    public async Task<bool> WithdrawAsync(StreetId street, string id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        return await context
                .Links.Where(l => l.Id == id && l.StreetId == street.Value && l.WithdrawnAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.WithdrawnAt, now), cancel) == 1;
    }

    private bool IsOurs(string token) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(pseudonyms.LinkSeal(token[..IdLength])),
            Encoding.UTF8.GetBytes(token[IdLength..])
        );
}
