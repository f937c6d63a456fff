using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>What holds whatever people send, in whatever order.</summary>
[Properties(Arbitrary = [typeof(Scripts)], MaxTest = 500)]
public sealed class AnyMeetingTests
{
    [Property]
    public void Nothing_that_a_person_sends_throws(Script script) =>
        Assert.Null(Record.Exception(() => Scripts.Play(script)));

    [Property]
    public void A_tally_is_the_fold_of_the_latest_ratings(Script script)
    {
        var latest = new Dictionary<(RoundId Round, ActorId By), int>();
        foreach (var step in Scripts.Play(script))
        {
            if (step is { Command: Rate rate, Decision: Decision.Accepted })
            {
                latest[(rate.Round, rate.By.Id)] = rate.Score;
                foreach (var former in OfTheSameTicket(step))
                    latest.Remove((rate.Round, former));
            }

            foreach (var round in step.After.Rounds.Values)
            {
                var scores = latest.Where(entry => entry.Key.Round == round.Id).Select(entry => entry.Value).ToArray();
                Assert.Equal(Enumerable.Range(1, 5).Select(n => scores.Count(score => score == n)), round.Tally.Counts);
            }
        }
    }

    [Property]
    public void A_supporter_counts_once_and_never_whoever_asked(Script script)
    {
        var asked = new Dictionary<QuestionId, ActorId?>();
        var supporters = new HashSet<(QuestionId Question, ActorId By)>();
        var meeting = new Meeting(new MeetingId("m"));
        foreach (var step in Scripts.Play(script))
        {
            foreach (var e in step.Events.OfType<Asked>())
                asked.Add(e.Question, e.By);
            foreach (var e in step.Events.OfType<Supported>())
            {
                Assert.True(supporters.Add((e.Question, e.By!.Value)), "counted twice");
                Assert.NotEqual(asked[e.Question], e.By);
            }

            meeting = step.After;
        }

        // Everybody behind a question and all that were merged into it, each once, without whoever asked it.
        Assert.All(meeting.Questions.Values, q => Assert.Equal(Behind(q).Count + Slips(q), q.Supports));

        HashSet<ActorId> Behind(Question q)
        {
            var all = supporters.Where(s => s.Question == q.Id).Select(s => s.By).ToHashSet();
            foreach (var merged in meeting.MergedInto(q.Id))
            {
                all.UnionWith(Behind(merged));
                if (asked[merged.Id] is { } asker && !merged.IsErased)
                    all.Add(asker);
            }

            if (asked[q.Id] is { } own && !q.IsErased)
                all.Remove(own);
            return all;
        }

        int Slips(Question q) =>
            meeting.MergedInto(q.Id).Sum(m => Slips(m) + (asked[m.Id] is null && !m.IsErased ? 1 : 0));
    }

    [Property]
    public void Nobody_s_question_is_lost_by_merging(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            foreach (var q in step.After.Questions.Values)
            {
                Assert.Equal(q.State == QuestionState.Merged, q.MergedInto is not null);
                var stands = step.After.Standing(q.Id);
                // What was asked again goes on when the question that stood for it is withdrawn.
                Assert.True(q.Id == stands.Id || stands.State is not (QuestionState.Withdrawn or QuestionState.Merged));
            }

            var figures = QuestionFigures.Of(step.After);
            var closing = ClosingFigures.Of(step.After);
            int[] outcomes =
            [
                figures.Answered,
                figures.HandedOver,
                figures.Open,
                figures.Waiting,
                figures.Refused,
                figures.Withdrawn,
                figures.Merged,
            ];
            Assert.Equal(step.After.Questions.Count, outcomes.Sum());
            Assert.Equal(
                closing.Questions,
                closing.Answered
                    + closing.HandedOver
                    + closing.Waiting
                    + closing.RefusedCount
                    + closing.WithdrawnCount
                    + closing.MergedCount
            );
            Assert.Equal(figures.Refused, figures.Refusals.Sum(r => r.Count));
        }
    }

    [Property]
    public void Paper_counts_only_when_two_people_say_so_and_never_touches_the_phones(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            foreach (var round in step.After.Rounds.Values)
            {
                Assert.Equal(round.Latest.Count, round.Tally.Total);
                Assert.Equal(round.Tally.Total + (round.Paper?.Tally.Total ?? 0), round.All.Total);
                Assert.True(round.Paper is not { } paper || paper.ConfirmedBy is { } second && second != paper.By);
                var of = Denominators.Of(step.After, round);
                Assert.Equal(round.All.Total, of.Rated);
                Assert.All(
                    new[] { of.Hall, of.Online, of.Paper },
                    turnout => Assert.InRange(turnout.Rated, 0, turnout.Present)
                );
            }
        }
    }

    [Property]
    public void A_repeat_changes_nothing_and_gives_the_same_reply(Script script)
    {
        var steps = Scripts.Play(script);
        var end = steps[^1].After;
        foreach (var step in steps.Where(step => step.Decision is Decision.Accepted))
        {
            var soon = Assert.IsType<Decision.Repeated>(step.After.Decide(step.Command));
            Assert.InRange(soon.At, step.Before.Version + 1, step.After.Version);
            // What is erased is forgotten, also that it was sent and withdrawn.
            if (step.Command is Ask { Question: var asked } && end.Questions[asked].IsErased)
                continue;
            if (step.Command is Withdraw { Question: var withdrawn } && end.Questions[withdrawn].IsErased)
                continue;
            if (step.Command is Reopen { Question: var reopened } && end.Questions[reopened].IsErased)
                continue;
            Assert.Equal(soon, end.Decide(step.Command));
        }
    }

    [Property]
    public void After_closing_nothing_from_the_hall_is_accepted(Script script) =>
        Assert.DoesNotContain(
            Scripts.Play(script),
            step =>
                step is { Before.Phase: Phase.Closed, Decision: Decision.Accepted }
                && step.Command is Ask or Support or Withdraw or Rate or Vote or Enter
        );

    [Property]
    public void A_question_leaves_the_stage_only_answered_or_handed_over(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            if (step.Before.Stage is { } stage && step.After.Stage != stage)
            {
                var left = step.After.Questions[stage.Question].State;
                Assert.True(left is QuestionState.Answered or QuestionState.HandedOver, $"left as {left}");
            }
        }
    }

    [Property]
    public void What_is_settled_was_shown_and_checked_by_somebody_else(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            foreach (var accepted in step.Events.OfType<Accepted>())
            {
                var before = Tracks.Of(step.Before, accepted.Commitment);
                Assert.NotEqual(before.Claim!.By, accepted.By);
                Assert.True(accepted.Outcome != ReportKind.Done || before.Evidence > 0, "settled without a photo");
            }

            foreach (var reopened in step.Events.OfType<Reopened>())
                Assert.DoesNotContain(reopened.Question, Tracks.Of(step.Before, reopened.Commitment).ReopenedBy);
        }
    }

    [Property]
    public void A_unit_acts_on_its_own_items_only(Script script)
    {
        foreach (var step in Scripts.Play(script).Where(step => step.Command.By.Roles == Roles.Unit))
        {
            foreach (var reported in step.Events.OfType<Reported>())
                Assert.Equal(step.Command.By.Unit, step.Before.Timetable[reported.Commitment].Unit);
        }
    }

    [Property]
    public void At_most_one_question_is_on_stage(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            var onStage = step.After.Questions.Values.Where(q => q.State == QuestionState.OnStage).Select(q => q.Id);
            QuestionId[] expected = step.After.Stage is { } stage ? [stage.Question] : [];
            Assert.Equal(expected, onStage);
        }
    }

    [Property]
    public void Each_event_is_one_version_and_none_is_earlier_than_the_last(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            Assert.Equal(step.Before.Version + step.Events.Length, step.After.Version);
            Assert.All(step.Events, e => Assert.True(e.At >= step.Before.LastAt, $"{e} is too early"));
        }
    }

    [Property]
    public void A_replay_gives_the_same_meeting_also_without_what_was_erased(Script script)
    {
        var steps = Scripts.Play(script);
        var journal = steps.SelectMany(step => step.Events).ToArray();
        var replayed = journal
            .Select((e, index) => WithoutErased(e, journal[(index + 1)..]))
            .Aggregate(new Meeting(new MeetingId("m")), (meeting, e) => meeting.Apply(e));
        Assert.Equal(Canonical.Of(steps[^1].After), Canonical.Of(replayed));
    }

    [Property]
    public void A_closed_round_seals_its_latest_ratings(Script script)
    {
        var latest = new Dictionary<(RoundId Round, ActorId By), string>();
        foreach (var step in Scripts.Play(script))
        {
            if (step is { Command: Rate rate, Decision: Decision.Accepted })
            {
                latest[(rate.Round, rate.By.Id)] = Seals.Rating(rate.Proof.Salt, rate.Round, rate.Score);
                foreach (var former in OfTheSameTicket(step))
                    latest.Remove((rate.Round, former));
            }

            foreach (var closed in step.Events.OfType<RoundClosed>())
            {
                var commitments = latest.Where(entry => entry.Key.Round == closed.Round).Select(entry => entry.Value);
                Assert.Equal(Seals.Root(commitments), closed.Root);
                Assert.Equal(step.Before.Rounds[closed.Round].Tally.Counts, closed.Counts);
            }
        }
    }

    [Property]
    public void Residents_and_the_screen_never_see_what_is_private(Script script)
    {
        var meeting = Scripts.Play(script)[^1].After;
        var seen =
            Canonical.Of(ResidentView.Of(meeting))
            + Canonical.Of(LiveView.Of(meeting))
            + Canonical.Of(PublicView.Of(meeting))
            + string.Concat(Enum.GetValues<SceneKind>().Select(k => Canonical.Of(ScreenView.Of(meeting, new Scene(k)))))
            + Canonical.Of(Minutes.From(meeting, "hash"));
        foreach (var secret in new[] { Scripts.Phone, Scripts.Name, Scripts.Planned, "resident0", "salt", "receipt" })
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_scripts_reach_every_event_and_refuse_for_many_reasons()
    {
        var steps = Scripts.Any.Sample(2_000, new Rnd(2025), size: 50).SelectMany(Scripts.Play).ToArray();
        var reached = steps.SelectMany(step => step.Events).Select(e => e.GetType()).ToHashSet();
        var all = typeof(MeetingEvent)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(MeetingEvent)) && !t.IsAbstract);
        Assert.All(all, type => Assert.Contains(type, reached));
        var reasons = steps.Select(step => step.Decision).OfType<Decision.Refused>().Select(r => r.Rejection.Code);
        Assert.True(reasons.Distinct(StringComparer.Ordinal).Count() >= 20, "The scripts are too tame.");
    }

    /// <summary>Whose rating by the same ticket this one replaces: whoever held it before and has not rated online since.</summary>
    private static IEnumerable<ActorId> OfTheSameTicket(Step step)
    {
        var rated = step.Events.OfType<Rated>().Single();
        var given = step.Before.Rounds[rated.Round].Latest;
        return (step.Before.Tickets.Of(rated.By!.Value)?.Former ?? []).Where(who =>
            given.TryGetValue(who, out var rating) && rating.From.Entry == Entry.Ticket
        );
    }

    /// <summary>What the journal still holds of an event when the question is erased later.</summary>
    private static MeetingEvent WithoutErased(MeetingEvent e, MeetingEvent[] later)
    {
        return e switch
        {
            Asked asked when IsErased(asked.Question) => asked with { By = null, Text = null, Name = null },
            Refused refused when IsErased(refused.Question) => refused with { Note = null },
            Withdrawn withdrawn when IsErased(withdrawn.Question) => withdrawn with { By = null },
            LabelsPut labelled when IsErased(labelled.Question) => labelled with { Labels = default },
            Reopened reopened when IsErased(reopened.Question) => reopened with { By = null, Text = null },
            _ => e,
        };

        bool IsErased(QuestionId question) => later.OfType<Erased>().Any(erased => erased.Question == question);
    }
}
