using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>What each move of a script says, in the state that it meets.</summary>
public static partial class Scripts
{
    private static MeetingCommand Command(Meeting meeting, Move move, DateTimeOffset at, bool showFirst)
    {
        var id = new CommandId($"id{move.Id}");
        var resident = By(Resident(move.Resident));
        var secretary = By(Secretary);
        var question = new QuestionId($"q{move.Target}");
        var round = new RoundId($"r{(move.Target == 4 ? 0 : move.Target)}");
        var poll = new PollId($"p{(move.Target == 4 ? 0 : move.Target)}");
        return move.What switch
        {
            "announce" => new Announce(id, By(Administrator), at, Plan(showFirst), []),
            "revise" => new Revise(
                id,
                secretary,
                at,
                meeting.PlanVersion,
                Plan(showFirst) with
                {
                    Place = $"会议室{move.Value}",
                },
                []
            ),
            "open" => new OpenMeeting(id, By(Presenter), at)
            {
                Frozen = new(null, $"hash{move.Value}", meeting.PlanVersion),
            },
            "close" => new CloseMeeting(id, secretary, at),
            "agenda" => new StartAgendaItem(id, By(Presenter), at, new($"part{move.Target}")),
            "enter" => new Enter(id, resident, at, Hall),
            "scene" => new ShowScene(id, By(Presenter), at, (SceneKind)move.Value, round, poll, Where(move)),
            "slide" => new ShowSlide(id, By(Presenter), at, new($"s{move.Target}"), Where(move)),
            "same" => new ShowSame(id, By(Presenter), at, Main),
            "issue" => new IssueTickets(
                id,
                secretary,
                at,
                Main,
                [.. Enumerable.Range(0, 5).Select(n => new NewTicket($"seat{n}", $"hash{n}"))]
            ),
            "bind" => new BindTicket(id, resident, at, Hall, $"hash{move.Target}"),
            "release" => new ReleaseTicket(id, secretary, at, Main, $"seat{move.Target}"),
            "ask" => new Ask(
                id,
                move.Value == 6 ? secretary : resident,
                at,
                Hall,
                question,
                move.Value == 0 ? " " : $"请联系{Phone}",
                move.Value == 1 ? "养老服务" : null,
                Name,
                Group.Unknown,
                "receipt"
            ),
            "support" => new Support(id, resident, at, Hall, question),
            "withdraw" => new Withdraw(id, resident, at, Hall, question),
            "approve" => new Approve(id, secretary, at, question),
            "refuse" => new Refuse(id, secretary, at, question, (RefusalReason)(move.Value % 6), Name),
            "reconsider" => new Reconsider(id, secretary, at, question),
            "topic" => new ChangeTopic(id, secretary, at, question, move.Value < 3 ? null : "养老服务"),
            "merge" => new Merge(id, secretary, at, question, new($"q{move.Value % 5}")),
            "unmerge" => new Unmerge(id, secretary, at, question),
            "label" => new PutLabels(
                id,
                secretary,
                at,
                question,
                [Name, .. move.Value == 0 ? [Name + Name] : Array.Empty<string>()]
            ),
            "stage" => new PutOnStage(id, By(Presenter), at, question),
            "answer" => new Answer(id, secretary, at, question, move.Value == 0 ? "" : $"已联系{Phone}"),
            "hand" => new HandOver(id, secretary, at, question, new($"c{move.Value}"), Promise(move.Value)),
            "erase" => new Erase(id, By(Administrator), at, question),
            "open-round" => new OpenRound(id, secretary, at, round),
            "close-round" => new CloseRound(id, secretary, at, round),
            "show-round" => new ShowRound(id, secretary, at, round, move.Value % 2 == 0),
            "rate" => new Rate(
                id,
                resident,
                at,
                Hall,
                round,
                move.Value,
                new($"salt{move.Id}{move.Resident}", "receipt")
            ),
            "open-poll" => new OpenPoll(id, secretary, at, poll),
            "close-poll" => new ClosePoll(id, secretary, at, poll),
            "show-poll" => new ShowPoll(id, secretary, at, poll, move.Value % 2 == 0),
            "vote" => new Vote(
                id,
                resident,
                at,
                Hall,
                poll,
                Choices(move),
                new($"salt{move.Id}{move.Resident}", "receipt")
            ),
            "mark" => new MarkProposal(
                id,
                secretary,
                at,
                poll,
                new($"x{move.Value}"),
                move.Id % 2 == 0,
                move.Value == 0 ? " " : $"已联系{Phone}"
            ),
            "paper" => new EnterPaper(id, secretary, at, round, Slips(move), 10 + move.Value, "没带手机"),
            "confirm" => new ConfirmPaper(
                id,
                By(move.Resident == 0 ? Secretary : SecondSecretary),
                at,
                round,
                meeting.Rounds.GetValueOrDefault(round)?.PaperProposed?.Entry ?? id,
                meeting.Rounds.GetValueOrDefault(round)?.PaperProposed?.Tally.Counts ?? Slips(move),
                meeting.Rounds.GetValueOrDefault(round)?.PaperProposed?.Present ?? 10
            ),
            "arrange" => new ArrangeMinutes(
                id,
                secretary,
                at,
                new()
                {
                    Number = "第1期",
                    Attending = [.. Enumerable.Repeat("镇长", move.Value)],
                    Annexes = [(AnnexKind)(move.Value + 1)],
                }
            ),
            "submit" => new SubmitMinutes(id, secretary, at),
            "amend" => meeting.Timetable.Keys.Order(CommitmentsInOrder).FirstOrDefault() is { Value: { } key }
                ? new AmendMinutes(
                    id,
                    secretary,
                    at,
                    WordingOf.Commitment,
                    key,
                    move.Value switch
                    {
                        0 => null,
                        1 => "加装2部电梯",
                        _ => "尽快加装电梯",
                    }
                )
                : new AmendMinutes(id, secretary, at, WordingOf.Answer, question.Value, $"已电话联系{Phone}"),
            "pass" => new PassMinutes(id, By(move.Resident == 0 ? Secretary : SecondSecretary), at),
            "return" => new ReturnMinutes(id, secretary, at, move.Value == 0 ? "" : "漏一人"),
            "seal" => new SealMinutes(id, secretary, at, meeting.Version, "sha256", Address: null),
            "report"
            or "accept"
            or "send-back"
            or "reassign"
            or "decline"
            or "urge"
            or "carry"
            or "site"
            or "blow"
            or "come"
            or "there"
            or "agree"
            or "follow"
            or "reopen"
            or "panel"
            or "score"
            or "shut" => Tracking(meeting, move, By, at),
            "supplement" => new SupplementMinutes(
                id,
                secretary,
                at,
                $"已联系{Phone}",
                meeting.Version,
                "sha256",
                Address: null
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move.What, "No command is made of it."),
        };

        Actor By(Actor usually) => move.Stranger is { } index ? Everybody[index] : usually;
    }

    /// <summary>Mostly for all screens, sometimes for the main venue's only.</summary>
    private static VenueId? Where(Move move) => move.Resident == 0 ? Main : null;

    private static ImmutableArray<int> Slips(Move move) => [move.Resident, 0, 1, 0, move.Value];

    private static Actor Resident(int index) => Actor.Resident(new($"resident{index}"));

    /// <summary>None, one, several, one that is not there, one twice: what the id and the value make of four proposals.</summary>
    private static ImmutableArray<ProposalId> Choices(Move move) =>
        move.Value switch
        {
            0 => [],
            6 => [new("x1"), new("x1")],
            5 => [new("x9")],
            _ => [.. Enumerable.Range(0, move.Value % 4 + 1).Select(i => new ProposalId($"x{(move.Id + i) % 4}"))],
        };

    private static Promise Promise(int value) =>
        new("加装电梯", "镇长", "城管办", "张主任", new DateOnly(2025, 8, value == 0 ? 1 : 31), []);
}
