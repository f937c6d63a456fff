using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>What the server makes from its key for each act of a resident, given a name for the act.</summary>
/// <param name="Salt">At least 128 bits, hex.</param>
/// <param name="Receipt">SHA-256 of the receipt code, hex.</param>
public sealed record DemoProofs(Func<string, string> Salt, Func<string, string> Receipt);

/// <summary>
/// The demo as a list of commands: first to the point at which the doors open, then to its end. Ids and who does what
/// are the same every time; only the time and the proofs come from outside.
/// </summary>
public static class DemoPlay
{
    /// <summary>The round that is open from the start.</summary>
    public static readonly RoundId Overall = new("overall");

    /// <summary>How long the meeting has run when <see cref="Start"/> is through; start that long before now.</summary>
    public static readonly TimeSpan Elapsed = TimeSpan.FromMinutes(40);

    /// <summary>As many agenda items have begun by then: 签到, 成绩单, 群众提问.</summary>
    private const int ItemsBegun = 3;

    /// <summary>Announces, opens, asks, settles some, puts one on stage and opens the round that the demo is about.</summary>
    /// <param name="shown">What the big screen shows in the end; by its welcome people find the QR code.</param>
    public static ImmutableArray<MeetingCommand> Start(
        MeetingPack pack,
        DateTimeOffset start,
        DemoProofs proofs,
        SceneKind shown = SceneKind.Welcome
    )
    {
        var script = new DemoScript(pack, start, proofs);
        var plan = pack.Plan;
        script.Say((id, by, at) => pack.Announce(id, by, at, plan));
        script.Say((id, by, at) => new OpenMeeting(id, by, at));
        script.Begin(plan.Agenda.Take(1));
        script.Enter();
        script.Wait(minutes: 5);
        script.Begin(plan.Agenda.Skip(1).Take(ItemsBegun - 2));
        if (!plan.Deck.Slides.IsEmpty)
            script.Say((id, by, at) => new ShowSlide(id, by, at, plan.Deck.Slides[0].Id));
        foreach (var question in pack.Questions)
        {
            script.Ask(question);
            script.Wait(minutes: 0.5);
            if (question.State != PackQuestionState.Waiting)
                script.ApproveAndSupport(question);
        }

        script.Begin(plan.Agenda.Skip(ItemsBegun - 1).Take(1));
        foreach (var question in pack.Questions.Where(IsSettledAtStart))
        {
            script.Stage(question);
            script.Wait(minutes: 1);
            script.Settle(question);
        }

        // Whoever opens the doors finds an answer that has just begun, not one that has run over its time.
        script.WaitUntil(start + Elapsed - TimeSpan.FromSeconds(90));
        foreach (var question in pack.Questions.Where(q => q.State == PackQuestionState.Stage))
        {
            script.Stage(question);
        }

        script.Say((id, by, at) => new OpenRound(id, by, at, Overall));
        script.Say((id, by, at) => new ShowScene(id, by, at, shown));
        return script.Commands;
    }

    /// <summary>Goes on from <see cref="Start"/>: every question gets its outcome, every round and poll is held, the meeting closes, and what was voted on is decided.</summary>
    /// <param name="from">Not before the end of <see cref="Start"/>: its start plus <see cref="Elapsed"/>.</param>
    public static ImmutableArray<MeetingCommand> PlayToTheEnd(MeetingPack pack, DateTimeOffset from, DemoProofs proofs)
    {
        var script = new DemoScript(pack, from, proofs);
        foreach (var question in pack.Questions.Where(q => q.State == PackQuestionState.Stage))
        {
            script.Settle(question);
        }

        // What waited was not public, so nobody could support it; it is judged first and answered last.
        foreach (var question in pack.Questions.Where(q => q.State == PackQuestionState.Waiting))
        {
            script.Judge(question);
        }

        foreach (var question in pack.Questions.Where(IsStillToStage).OrderByDescending(q => q.Supports))
        {
            script.Stage(question);
            script.Wait(minutes: 2);
            script.Settle(question);
        }

        var rest = pack.Plan.Agenda.Skip(ItemsBegun).ToList();
        script.Begin(rest.Take(1));
        foreach (var round in pack.Plan.Rounds.Where(round => round.Id != Overall))
        {
            script.Say((id, by, at) => new OpenRound(id, by, at, round.Id));
            script.RateAll(round.Id);
            script.Wait(minutes: 3);
            script.Say((id, by, at) => new CloseRound(id, by, at, round.Id));
        }

        foreach (var poll in pack.Plan.Polls ?? [])
        {
            script.Say((id, by, at) => new OpenPoll(id, by, at, poll.Id));
            script.VoteAll(poll);
            script.Wait(minutes: 3);
            script.Say((id, by, at) => new ClosePoll(id, by, at, poll.Id));
        }

        script.RateAll(Overall);
        script.Begin(rest.Skip(1));
        script.Say((id, by, at) => new ShowScene(id, by, at, SceneKind.Timetable));
        script.Wait(minutes: 3);
        script.Say((id, by, at) => new CloseRound(id, by, at, Overall));
        script.Say((id, by, at) => new CloseMeeting(id, by, at));
        foreach (var vote in pack.Votes)
        {
            script.Say(
                (id, by, at) => new MarkProposal(id, by, at, vote.Poll, vote.Proposal, vote.Adopted, vote.Reason)
            );
        }

        return script.Commands;
    }

    private static bool IsSettledAtStart(PackQuestion question) =>
        question.State is PackQuestionState.Answered or PackQuestionState.HandedOver;

    private static bool IsStillToStage(PackQuestion question) =>
        question is { State: PackQuestionState.Approved } or { State: PackQuestionState.Waiting, Reason: null };
}
