using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>Writes the demo's commands one after the other, each a second after the last.</summary>
internal sealed class DemoScript(MeetingPack pack, DateTimeOffset start, DemoProofs proofs)
{
    /// <summary>One in five follows online; the rest sit in the hall.</summary>
    private const int OnlineEvery = 5;

    private const int ResidentsLeast = 150;

    private readonly ImmutableArray<MeetingCommand>.Builder commands = ImmutableArray.CreateBuilder<MeetingCommand>();
    private readonly Actor secretary = Actor.System(pack.Plan.Street);
    private readonly ImmutableArray<Actor> residents =
    [
        .. Enumerable
            .Range(1, pack.Questions.Select(question => question.Supports).Append(ResidentsLeast).Max())
            .Select(number => Actor.Resident(new ActorId($"demo-resident-{number:000}"))),
    ];

    private DateTimeOffset now = start.ToUniversalTime();

    public ImmutableArray<MeetingCommand> Commands => commands.ToImmutable();

    public void Wait(double minutes) => now += TimeSpan.FromMinutes(minutes);

    /// <summary>Nothing happens until then; a moment that has passed is let pass.</summary>
    public void WaitUntil(DateTimeOffset moment) => now = moment > now ? moment : now;

    /// <summary>The demo plays its own secretary. The id says what is done and to what, so that it can be told in the journal.</summary>
    public void Say(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        now += TimeSpan.FromSeconds(1);
        var draft = command(default, secretary, now);
        commands.Add(draft with { Id = new CommandId($"demo-{Name(draft)}") });
    }

    public void Begin(IEnumerable<AgendaItem> items)
    {
        foreach (var item in items)
        {
            Say((id, by, at) => new StartAgendaItem(id, by, at, item.Id));
        }
    }

    public void Enter()
    {
        foreach (var (resident, from) in residents.Select((resident, index) => (resident, From(index))))
        {
            commands.Add(new Enter(new CommandId("demo-enter"), resident, now, from));
        }
    }

    /// <summary>By phone or mailbox a resident asks; a slip, a voice, a call is typed in at the desk.</summary>
    public void Ask(PackQuestion question)
    {
        now += TimeSpan.FromSeconds(1);
        var byPhone = question.Channel is Channel.HallPhone or Channel.Mailbox;
        var venue = Venue(online: question.Channel == Channel.Mailbox);
        var entry = question.Channel == Channel.Mailbox ? Entry.Online : Entry.Open;
        commands.Add(
            new Ask(
                new CommandId($"demo-ask-{question.Id}"),
                byPhone ? Actor.Resident(new ActorId($"demo-asker-{question.Id}")) : secretary,
                now,
                new Origin(venue, question.Channel, entry),
                question.Id,
                question.Text,
                question.Topic,
                Name: null,
                question.Group,
                proofs.Receipt($"ask-{question.Id}")
            )
        );
    }

    public void ApproveAndSupport(PackQuestion question)
    {
        Approve(question);
        // Another stretch of the hall for each question, so that not the same people support everything.
        var first = pack.Questions.IndexOf(question) * 37;
        for (var index = 0; index < question.Supports; index++)
        {
            var who = (first + index) % residents.Length;
            commands.Add(
                new Support(new CommandId($"demo-support-{question.Id}"), residents[who], now, From(who), question.Id)
            );
        }
    }

    /// <summary>Approves what waited, or refuses it with its reason.</summary>
    public void Judge(PackQuestion question)
    {
        if (question.Reason is { } reason)
            Say((id, by, at) => new Refuse(id, by, at, question.Id, reason));
        else
            Approve(question);
    }

    public void Stage(PackQuestion question) => Say((id, by, at) => new PutOnStage(id, by, at, question.Id));

    /// <summary>A gist is said on the spot; what has none is handed over as its plan prepared it.</summary>
    public void Settle(PackQuestion question)
    {
        var handsOver = question.State == PackQuestionState.HandedOver || question.Gist is null;
        if (!handsOver)
        {
            Say((id, by, at) => new Answer(id, by, at, question.Id, question.Gist!));
            return;
        }

        var plan =
            question.Plan
            ?? throw new InvalidOperationException($"Question {question.Id} has neither a gist nor a plan to end it.");
        var promise = new Promise(plan.Title, plan.Lead, plan.Unit, plan.Owner, plan.Deadline, plan.Milestones);
        var commitment = new CommitmentId($"demo-{question.Id}");
        Say((id, by, at) => new HandOver(id, by, at, question.Id, commitment, promise));
    }

    public void RateAll(RoundId round)
    {
        var offset = pack.Plan.Rounds.TakeWhile(r => r.Id != round).Count() * 3;
        for (var index = 0; index < residents.Length; index++)
        {
            var act = string.Create(CultureInfo.InvariantCulture, $"rate-{round}-{index + 1}");
            var proof = new RatingProof(proofs.Salt(act), proofs.Receipt(act));
            var id = new CommandId($"demo-rate-{round}");
            commands.Add(new Rate(id, residents[index], now, From(index), round, Score(index, offset), proof));
        }
    }

    /// <summary>As many choose each proposal as the pack says; what comes after the first follows the ballot round.</summary>
    public void VoteAll(PollPlan poll)
    {
        var resident = 0;
        foreach (var wished in pack.Votes.Where(vote => vote.Poll == poll.Id))
        {
            var first = poll.IndexOf(wished.Proposal);
            for (var votes = 0; votes < wished.Votes && resident < residents.Length; votes++, resident++)
            {
                ImmutableArray<ProposalId> choices =
                [
                    .. Enumerable
                        .Range(0, poll.Most)
                        .Select(place => poll.Proposals[(first + place) % poll.Proposals.Length].Id),
                ];
                var act = string.Create(CultureInfo.InvariantCulture, $"vote-{poll.Id}-{resident + 1}");
                var proof = new RatingProof(proofs.Salt(act), proofs.Receipt(act));
                var id = new CommandId($"demo-vote-{poll.Id}");
                commands.Add(new Vote(id, residents[resident], now, From(resident), poll.Id, choices, proof));
            }
        }
    }

    /// <summary>Scattered evenly over a hundred and cut as the measured rounds usually come out: most are content.</summary>
    private static int Score(int index, int offset) =>
        ((index * 19 + offset) % 100) switch
        {
            < 44 => 5,
            < 80 => 4,
            < 93 => 3,
            < 98 => 2,
            _ => 1,
        };

    private void Approve(PackQuestion question)
    {
        // Where questions are shown first they are approved as they are asked.
        if (!pack.Plan.ShowFirst)
            Say((id, by, at) => new Approve(id, by, at, question.Id));
    }

    private Origin From(int resident) =>
        resident % OnlineEvery == OnlineEvery - 1
            ? new Origin(Venue(online: true), Channel.HallPhone, Entry.Online)
            : new Origin(Venue(online: false), Channel.HallPhone, Entry.Open);

    /// <summary>A meeting without an online venue counts everybody in its first.</summary>
    private VenueId Venue(bool online) =>
        (pack.Plan.Venues.FirstOrDefault(venue => venue.Online == online) ?? pack.Plan.Venues[0]).Id;

    private static string Name(MeetingCommand command) =>
        command switch
        {
            Announce => "announce",
            OpenMeeting => "open",
            CloseMeeting => "close",
            StartAgendaItem c => $"agenda-{c.Item}",
            ShowSlide c => $"slide-{c.Slide}",
            ShowScene c => $"scene-{c.Kind}",
            Approve c => $"approve-{c.Question}",
            Refuse c => $"refuse-{c.Question}",
            PutOnStage c => $"stage-{c.Question}",
            Answer c => $"answer-{c.Question}",
            HandOver c => $"hand-over-{c.Question}",
            OpenRound c => $"open-{c.Round}",
            CloseRound c => $"close-{c.Round}",
            OpenPoll c => $"open-poll-{c.Poll}",
            ClosePoll c => $"close-poll-{c.Poll}",
            MarkProposal c => $"mark-{c.Poll}-{c.Proposal}",
            _ => throw new NotSupportedException($"The demo gives no {command.GetType().Name}."),
        };
}
