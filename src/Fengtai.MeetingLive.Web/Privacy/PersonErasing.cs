using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Microsoft.EntityFrameworkCore;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>One request as the register shows it.</summary>
public sealed record ShownRequest(
    PrivacyRequestKind Kind,
    PersonBy Found,
    string Reason,
    string By,
    Roles Roles,
    DateTimeOffset At,
    int Questions,
    int Demands,
    int Visits,
    int Left
);

/// <summary>
/// Erases at a person's request (PIPL, art. 47), and keeps the register of what was asked: counts, no personal data. Counts
/// and outcomes stay; a question's erasure is an event of its meeting, so that the journal goes on verifying.
/// </summary>
public sealed class PersonErasing(
    MeetingStore store,
    MeetingSessions sessions,
    DemandActs demands,
    VisitErasing visits,
    TimeProvider clock
)
{
    public const int ReasonMost = 200;
    private const int RegisterMost = 200;

    /// <summary>Null when the reason may stand in the register; else the code of what is wrong.</summary>
    public static string? Check(string reason) =>
        reason.Length == 0 ? "privacy.reason-missing"
        : CoreWords.Length(reason) > ReasonMost || CoreWords.HasForbidden(reason) ? "privacy.reason-wrong"
        : null;

    /// <summary>Each by itself: one that cannot be erased now keeps no other from it.</summary>
    /// <param name="by">An administrator of the street.</param>
    public async Task<ImmutableArray<ErasedThing>> EraseAsync(
        StreetId street,
        PersonFound found,
        IReadOnlyCollection<KeptThing> things,
        string reason,
        Actor by,
        CancellationToken cancel
    )
    {
        if (by.Street != street || !by.Roles.HasFlag(Roles.Administrator))
            return [.. things.Select(thing => new ErasedThing(thing, "privacy.not-allowed"))];
        // First, so that there is no erasure without its request, whatever happens on the way.
        var request = await RegisterAsync(street, PrivacyRequestKind.Erase, found.By, reason, Looker.Of(by), cancel);
        var done = ImmutableArray.CreateBuilder<ErasedThing>();
        foreach (var thing in things.Where(t => t.CanBeErased))
            done.Add(new ErasedThing(thing, await EraseAsync(street, thing, by, cancel)));
        await CountAsync(request, done.Where(d => d.Wrong is null).Select(d => d.Thing), done, cancel);
        await store.ForgetAsync(cancel);
        return done.ToImmutable();
    }

    /// <summary>Somebody's own data was handed out: how much of each.</summary>
    public async Task ExportedAsync(
        StreetId street,
        PersonFound found,
        string reason,
        Looker by,
        CancellationToken cancel
    ) =>
        await CountAsync(
            await RegisterAsync(street, PrivacyRequestKind.Export, found.By, reason, by, cancel),
            found.Things,
            [],
            cancel
        );

    /// <summary>The latest requests of a street, latest first.</summary>
    public async Task<ImmutableArray<ShownRequest>> RegisterAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var rows = await context
            .PrivacyRequests.AsNoTracking()
            .Where(r => r.StreetId == street.Value)
            .OrderByDescending(r => r.Id)
            .Take(RegisterMost)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new ShownRequest(
                r.Kind,
                r.Found,
                r.Reason,
                r.By,
                (Roles)r.Roles,
                new DateTimeOffset(r.At, TimeSpan.Zero),
                r.Questions,
                r.Demands,
                r.Visits,
                r.Left
            )),
        ];
    }

    private async Task<string?> EraseAsync(StreetId street, KeptThing thing, Actor by, CancellationToken cancel)
    {
        switch (thing.Kind)
        {
            case KeptKind.Question:
                var session = await sessions.GetAsync(thing.Meeting!.Value);
                var erase = new Erase(
                    new CommandId(Guid.NewGuid().ToString("N")),
                    by,
                    clock.GetUtcNow(),
                    new QuestionId(thing.Id)
                );
                return await session.ExecuteAsync(erase, cancel) switch
                {
                    Outcome.Done => null,
                    Outcome.Refused(var rejection, _) => rejection.Code,
                    Outcome.Failed(var code) => code,
                    var other => throw new NotSupportedException(other.ToString()),
                };
            case KeptKind.Demand:
                var id = long.Parse(thing.Id, NumberStyles.None, CultureInfo.InvariantCulture);
                return await demands.EraseAsync(street.Value, id, cancel);
            case KeptKind.Visit:
                return await visits.EraseAsync(street, thing.Id, cancel);
            default:
                throw new NotSupportedException(thing.Kind.ToString());
        }
    }

    private async Task<long> RegisterAsync(
        StreetId street,
        PrivacyRequestKind kind,
        PersonBy found,
        string reason,
        Looker by,
        CancellationToken cancel
    )
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var row = new PrivacyRequestRow
        {
            StreetId = street.Value,
            Kind = kind,
            Found = found,
            Reason = CoreWords.Kept(reason),
            By = by.Account,
            Roles = (int)by.Roles,
            At = clock.GetUtcNow().UtcTicks,
        };
        context.PrivacyRequests.Add(row);
        await context.SaveChangesAsync(cancel);
        return row.Id;
    }

    private async Task CountAsync(
        long request,
        IEnumerable<KeptThing> things,
        IReadOnlyCollection<ErasedThing> erased,
        CancellationToken cancel
    )
    {
        var counts = things.CountBy(t => t.Kind).ToDictionary();
        var left = erased.Count(e => e.Wrong is not null);
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await context
            .PrivacyRequests.Where(r => r.Id == request)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.Questions, counts.GetValueOrDefault(KeptKind.Question))
                        .SetProperty(r => r.Demands, counts.GetValueOrDefault(KeptKind.Demand))
                        .SetProperty(r => r.Visits, counts.GetValueOrDefault(KeptKind.Visit))
                        .SetProperty(r => r.Left, left),
                cancel
            );
    }
}
