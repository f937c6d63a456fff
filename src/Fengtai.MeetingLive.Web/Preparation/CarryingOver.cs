using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff.Desk;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>One commitment of one meeting.</summary>
public readonly record struct PromiseAt(MeetingId Meeting, CommitmentId Commitment);

/// <summary>What became of carrying over.</summary>
/// <param name="Added">How many the next meeting's plan did not have before.</param>
/// <param name="Already">How many it had.</param>
/// <param name="Not">Those that stay where they are, with why: a coded refusal, or a failure after which the same may be tried again.</param>
/// <param name="Refusal">Why nothing was done at all.</param>
public sealed record CarriedOverTo(
    string To,
    int Added,
    int Already,
    ImmutableArray<(PromiseAt Promise, Saved Why)> Not,
    Saved? Refusal = null
);

/// <summary>
/// 结转: what is not settled is put before the next meeting. First the next meeting's plan has it, then the old journal says
/// so; whoever repeats it after a failure adds nothing twice and completes what is missing.
/// </summary>
public sealed class CarryingOver(Preparations preparations, MeetingSessions sessions, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>Something was prepared for a meeting to come, so that there is a plan that takes commitments.</summary>
    public static bool IsPrepared(Preparing next) => next is { MayChange: true, Version: > 0 };

    /// <summary>The next meeting's title and day, as people read it; empty while it has no title.</summary>
    public static string NameOf(MeetingPlan plan)
    {
        var title = Core.Words.Tidy(plan.Title);
        if (title.Length == 0)
            return "";
        var day = plan.Date == default ? "" : $"（{TypedDate.Long(plan.Date)}）";
        return Core.Words.Length(title + day) <= Promise.TitleMost
            ? title + day
            : Core.Words.Tidy(plan.ShortTitle) + day;
    }

    public async Task<CarriedOverTo> DoAsync(
        StreetId street,
        IReadOnlyCollection<PromiseAt> promises,
        Actor by,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var next = await preparations.LoadAsync(street, cancel);
            if (!IsPrepared(next))
                return Refused(Rejection.MeetingNotAnnounced);
            var to = NameOf(next.Plan);
            if (to.Length == 0)
                return Refused(Rejection.PlanIncomplete("plan-title"));
            var (fit, not) = await SortAsync(street, next.Meeting, promises);
            var added = fit.Where(f => !Has(next.Plan, f.Promise))
                .Select(f => Carried(f.Code, f.Meeting, f.Promise))
                .ToArray();
            if (added.Length > 0)
            {
                var plan = next.Plan with { Commitments = [.. next.Plan.Commitments, .. added] };
                var saved = await preparations.SaveAsync(next, next.Content with { Plan = plan }, by, cancel);
                // Somebody saved in the same moment: what is added is added to what stands there now.
                if (saved is Saved.Refused(var why) && why == Rejection.PlanChangedMeanwhile && attempt < Attempts)
                    continue;
                if (saved is not Saved.Kept)
                    return new CarriedOverTo(to, 0, 0, [], saved);
            }

            // Sent together, so that those of one meeting share one commit.
            var said = await Task.WhenAll(
                fit.Select(async f => (f.Promise, Why: await SayAsync(f.Promise, to, by, cancel)))
            );
            return new CarriedOverTo(
                to,
                added.Length,
                fit.Count - added.Length,
                [.. not, .. said.Where(s => s.Why is not null).Select(s => (s.Promise, s.Why!))]
            );
        }

        static CarriedOverTo Refused(Rejection why) => new("", 0, 0, [], new Saved.Refused(why));
    }

    /// <summary>What can be carried over, and what cannot with why: nothing is put on the plan that its own journal would refuse.</summary>
    private async Task<(List<Fit> Fit, List<(PromiseAt, Saved)> Not)> SortAsync(
        StreetId street,
        MeetingId next,
        IReadOnlyCollection<PromiseAt> promises
    )
    {
        var fit = new List<Fit>();
        var not = new List<(PromiseAt, Saved)>();
        foreach (var promise in promises.Distinct())
        {
            var meeting = (await sessions.GetAsync(promise.Meeting)).Current;
            var why =
                meeting.Plan.Street != street ? Rejection.OtherStreet
                : promise.Meeting == next || meeting.Phase == Phase.Preparing ? Rejection.MeetingNotRunning
                : !meeting.Timetable.TryGetValue(promise.Commitment, out var c) ? Rejection.CommitmentUnknown
                : c.From is { } from ? Rejection.TrackedElsewhere(from.Code)
                : c.State == CommitmentState.Done ? Rejection.CommitmentSettled
                : null;
            if (why is null)
                fit.Add(new Fit(promise, meeting.Plan.Code, meeting));
            else
                not.Add((promise, new Saved.Refused(why)));
        }

        return (fit, not);
    }

    private async Task<Saved?> SayAsync(PromiseAt promise, string to, Actor by, CancellationToken cancel)
    {
        var session = await sessions.GetAsync(promise.Meeting);
        // Told twice it changes nothing, so a new id is right for every attempt.
        var carry = new CarryOver(
            new CommandId(Guid.NewGuid().ToString("N")),
            by,
            clock.GetUtcNow(),
            promise.Commitment,
            to
        );
        return await session.ExecuteAsync(carry, cancel) switch
        {
            Journal.Outcome.Refused(var rejection, _) => new Saved.Refused(rejection),
            Journal.Outcome.Failed(var code) => new Saved.Failed(code),
            _ => null,
        };
    }

    private static bool Has(MeetingPlan plan, PromiseAt promise) =>
        plan.Commitments.Any(c =>
            c.From is { } from && from.Meeting == promise.Meeting && from.Commitment == promise.Commitment
        );

    /// <summary>As it stands now, with its milestones; whoever asked for it asked in the other meeting.</summary>
    private static Commitment Carried(string code, Meeting meeting, PromiseAt promise) =>
        meeting.Timetable[promise.Commitment] with
        {
            Id = new CommitmentId(Guid.NewGuid().ToString("N")),
            Question = null,
            ListedAt = null,
            From = new EarlierPromise(promise.Meeting, code, promise.Commitment),
        };

    private sealed record Fit(PromiseAt Promise, string Code, Meeting Meeting);
}
