using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>
/// The meeting that each street prepares. Until it is announced it is one row that the street's staff edit; from then on
/// every save is a command, so that the journal has each change. Pages do not see the difference.
/// </summary>
public sealed class Preparations(MeetingStore store, MeetingSessions sessions, TimeProvider clock)
{
    private const Roles May = Roles.Administrator | Roles.Secretary;

    /// <summary>Without 0, 1, I, L, O: codes are read out and typed.</summary>
    private const string CodeAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>The meeting in preparation, or the one that runs; a street that has none gets an empty one.</summary>
    public async Task<Preparing> LoadAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var row = await context
            .Preparations.AsNoTracking()
            .SingleOrDefaultAsync(p => p.StreetId == street.Value, cancel);
        var name = await NameAsync(context, street, cancel);
        if (row is not null)
            return await KnownAsync(context, row, name, cancel);
        // Announced from a pack, or the demo.
        var announced = await context
            .Meetings.AsNoTracking()
            .Where(m => m.StreetId == street.Value && m.Phase != (int)Phase.Closed)
            .OrderByDescending(m => m.Date)
            .FirstOrDefaultAsync(cancel);
        return announced is null
            ? Fresh(street, name ?? street.Value)
            : await AnnouncedAsync(street, name, new(announced.Id));
    }

    /// <summary>Keeps <paramref name="content"/> in place of what <paramref name="basis"/> holds.</summary>
    public async Task<Saved> SaveAsync(Preparing basis, Prepared content, Actor by, CancellationToken cancel)
    {
        if (await WhyNotAsync(basis, content.Plan, by, cancel) is { } why)
            return new Saved.Refused(why);
        if (basis.Phase != Phase.Draft)
        {
            content = Settled(basis.Content, content);
            var revise = new Revise(NewId(), by, clock.GetUtcNow(), basis.Version, content.Plan, content.ResponsePlans)
            {
                HeldWords = content.HeldWords.IsEmpty ? null : content.HeldWords,
            };
            return await SayAsync(basis, revise, cancel);
        }

        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var row = await context.Preparations.SingleOrDefaultAsync(p => p.StreetId == basis.Street.Value, cancel);
        if (
            (row?.Version ?? 0) != basis.Version
            || await context.Meetings.AnyAsync(m => m.Id == basis.Meeting.Value, cancel)
        )
            return new Saved.Refused(Rejection.PlanChangedMeanwhile);
        // What this row holds was saved before, so it is seen; a row of an earlier meeting is none of this one's.
        if (row is not null && row.MeetingId == basis.Meeting.Value)
        {
            var before = Prepared.FromJson(row.Body);
            content = Settled(before, content);
            if (Targets.Hidden(before.Plan.Deck, content.Plan.Deck) is [var hidden, ..])
                return new Saved.Refused(Rejection.TargetHidden(hidden));
        }

        var now = clock.GetUtcNow();
        if (row is null)
        {
            row = new PreparationRow
            {
                StreetId = basis.Street.Value,
                MeetingId = basis.Meeting.Value,
                Body = "",
                ChangedBy = "",
            };
            context.Preparations.Add(row);
        }

        row.MeetingId = basis.Meeting.Value;
        row.Body = content.ToJson();
        row.ChangedBy = by.Id.Value;
        row.ChangedAt = now.UtcTicks;
        row.Version = basis.Version + 1;
        try
        {
            await context.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node saved in the same moment: its version is the one that is there now.
            return new Saved.Refused(Rejection.PlanChangedMeanwhile);
        }

        return new Saved.Kept(
            basis with
            {
                Content = content,
                Version = row.Version,
                ChangedBy = by.Id,
                ChangedAt = now,
            }
        );
    }

    /// <summary>公告: puts what is prepared into the journal; from now on residents may ask.</summary>
    public async Task<Saved> AnnounceAsync(Preparing basis, Actor by, CancellationToken cancel)
    {
        if (await WhyNotAsync(basis, basis.Plan, by, cancel) is { } why)
            return new Saved.Refused(why);
        if (basis.Phase != Phase.Draft)
            return new Saved.Refused(Rejection.MeetingAlreadyAnnounced);
        if (Readiness.Missing(basis.Plan, Beijing.Day(clock.GetUtcNow())) is [var first, ..])
            return new Saved.Refused(Rejection.PlanIncomplete(first));
        // What this page has not seen must not be announced unseen.
        var now = await LoadAsync(basis.Street, cancel);
        if (now.Version != basis.Version || now.Phase != Phase.Draft)
            return new Saved.Refused(Rejection.PlanChangedMeanwhile);
        var announce = new Announce(NewId(), by, clock.GetUtcNow(), basis.Plan, basis.Content.ResponsePlans)
        {
            HeldWords = basis.Content.HeldWords.IsEmpty ? null : basis.Content.HeldWords,
        };
        return await SayAsync(basis, announce, cancel);
    }

    /// <summary>
    /// After a meeting is closed: the next one begins with what does not change from one to the next, under a new code.
    /// </summary>
    public async Task<Saved> BeginNextAsync(Preparing closed, Actor by, CancellationToken cancel)
    {
        if (closed.Phase != Phase.Closed)
            return new Saved.Refused(Rejection.MeetingNotClosed);
        var (plan, code) = (closed.Plan, NewCode());
        var next = new Prepared(
            plan with
            {
                Code = code,
                Date = default,
                Deck = Deck.Empty,
                Polls = null,
                Commitments = [],
                Baseline = null,
                Minutes = null,
                Venues = [.. plan.Venues.Select((v, index) => v with { Code = index == 0 ? code : NewCode() })],
            },
            closed.Content.ResponsePlans,
            closed.Content.HeldWords
        );
        var version = await VersionAsync(closed.Street, cancel);
        return await SaveAsync(
            closed with
            {
                Phase = Phase.Draft,
                Meeting = new MeetingId(Guid.NewGuid().ToString("N")),
                Version = version,
            },
            next,
            by,
            cancel
        );
    }

    /// <summary>
    /// Marks that were given stay with their slides, and what changed since it was checked is unchecked: whoever saves, a
    /// page or a workbook that knows neither. What was carried over from an earlier meeting stays for the same reason.
    /// </summary>
    private static Prepared Settled(Prepared before, Prepared after) =>
        after with
        {
            Plan = after.Plan with
            {
                Deck = Targets.Carry(before.Plan.Deck, after.Plan.Deck),
                Commitments =
                [
                    .. after.Plan.Commitments,
                    .. before.Plan.Commitments.Where(c =>
                        c.From is { } origin && after.Plan.Commitments.All(other => other.From != origin)
                    ),
                ],
            },
            ResponsePlans = PlanChecks.Settle(before.ResponsePlans, after.ResponsePlans),
        };

    private async Task<long> VersionAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        return await context
            .Preparations.Where(p => p.StreetId == street.Value)
            .Select(p => p.Version)
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Null when this person may save this.</summary>
    private async Task<Rejection?> WhyNotAsync(Preparing basis, MeetingPlan plan, Actor by, CancellationToken cancel)
    {
        if ((by.Roles & May) == Roles.None)
            return Rejection.NotAllowed;
        if (by.Street != basis.Street || plan.Street != basis.Street)
            return Rejection.OtherStreet;
        string[] codes = [plan.Code, .. plan.Venues.Select(venue => venue.Code)];
        await using var context = store.Create();
        var taken = await context
            .JoinCodes.Where(c => codes.Contains(c.Code) && c.MeetingId != basis.Meeting.Value)
            .Select(c => c.Code)
            .FirstOrDefaultAsync(cancel);
        return taken is null ? null : Rejection.PlanCodeTaken(taken);
    }

    private async Task<Saved> SayAsync(Preparing basis, MeetingCommand command, CancellationToken cancel)
    {
        var session = await sessions.GetAsync(basis.Meeting);
        return await session.ExecuteAsync(command, cancel) switch
        {
            Outcome.Done => new Saved.Kept(Of(basis.Street, basis.StreetName, session.Current)),
            Outcome.Refused(var rejection, _) => new Saved.Refused(rejection),
            Outcome.Failed(var code) => new Saved.Failed(code),
            _ => throw new NotSupportedException("An outcome is done, refused or failed."),
        };
    }

    private async Task<Preparing> KnownAsync(
        MeetingContext context,
        PreparationRow row,
        string? name,
        CancellationToken cancel
    )
    {
        var street = new StreetId(row.StreetId);
        if (await context.Meetings.AnyAsync(m => m.Id == row.MeetingId, cancel))
            return await AnnouncedAsync(street, name, new MeetingId(row.MeetingId));
        var content = Prepared.FromJson(row.Body);
        return new Preparing(
            street,
            name ?? content.Plan.StreetName,
            new MeetingId(row.MeetingId),
            Phase.Draft,
            content,
            row.Version,
            new ActorId(row.ChangedBy),
            new DateTimeOffset(row.ChangedAt, TimeSpan.Zero)
        );
    }

    private async Task<Preparing> AnnouncedAsync(StreetId street, string? name, MeetingId meeting) =>
        Of(street, name, (await sessions.GetAsync(meeting)).Current);

    private static Preparing Of(StreetId street, string? name, Meeting meeting) =>
        new(
            street,
            name ?? meeting.Plan.StreetName,
            meeting.Id,
            meeting.Phase,
            new Prepared(meeting.Plan, meeting.ResponsePlans, meeting.HeldWords),
            meeting.PlanVersion,
            ChangedBy: null,
            ChangedAt: null
        );

    private static Preparing Fresh(StreetId street, string name) =>
        new(
            street,
            name,
            new MeetingId(Guid.NewGuid().ToString("N")),
            Phase.Draft,
            Prepared.Nothing(street, name, NewCode()),
            Version: 0,
            ChangedBy: null,
            ChangedAt: null
        );

    /// <summary>As the street is called now. Null: nobody entered it, and it is called as its meeting calls it.</summary>
    private static Task<string?> NameAsync(MeetingContext context, StreetId street, CancellationToken cancel) =>
        context.Streets.Where(s => s.Id == street.Value).Select(s => s.Name).SingleOrDefaultAsync(cancel);

    private static string NewCode() => RandomNumberGenerator.GetString(CodeAlphabet, 6);

    private static CommandId NewId() => new(Guid.NewGuid().ToString("N"));
}
