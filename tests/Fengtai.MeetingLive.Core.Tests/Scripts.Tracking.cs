using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>What happens to promises in the small world, after the meeting and while it runs.</summary>
public static partial class Scripts
{
    private static readonly PhotoHash Photo = new(new string('a', 64));

    private static MeetingCommand Tracking(Meeting meeting, Move move, Func<Actor, Actor> by, DateTimeOffset at)
    {
        var id = new CommandId($"id{move.Id}");
        var promised = meeting.Timetable.Keys.Order(CommitmentsInOrder).ToArray();
        var item = promised.Length == 0 ? new CommitmentId("none") : promised[move.Target % promised.Length];
        var whistles = Tracks.Of(meeting, item).Whistles;
        var whistle = whistles.IsEmpty ? new WhistleId("none") : whistles[^1].Id;
        var office = move.Value == 6 ? Unit : Secretary;
        var asked = meeting.Timetable.GetValueOrDefault(item)?.Question ?? new QuestionId($"q{move.Target}");
        return move.What switch
        {
            "report" => new Report(
                id,
                by(
                    move.Value switch
                    {
                        0 => OtherUnit,
                        1 => GridWorker,
                        _ => Unit,
                    }
                ),
                at,
                item,
                (ReportKind)(move.Id % 3),
                move.Value == 2 ? "" : $"已联系{Phone}",
                move.Value == 3 ? [] : [Photo],
                []
            )
            {
                Due = move.Value > 3 ? new DateOnly(2025, 10, move.Value) : null,
            },
            "accept" => new Accept(id, by(Secretary), at, item),
            "send-back" => new SendBack(id, by(Secretary), at, item, $"见{Phone}"),
            "reassign" => new Reassign(
                id,
                by(Secretary),
                at,
                item,
                "镇长",
                move.Value < 4 ? "城管办" : "民政办",
                "李主任",
                Grid,
                $"问{Phone}"
            ),
            "decline" => new Decline(id, by(Unit), at, item, Name),
            // A month later: some are late by then.
            "urge" => new Urge(id, by(Secretary), at.AddDays(30 + move.Value), item, $"催{Phone}"),
            "carry" => new CarryOver(id, by(Secretary), at, item, $"下次会议{move.Value}"),
            "site" => new RecordSiteVisit(
                id,
                by(move.Id % 2 == 0 ? GridWorker : Secretary),
                at,
                item,
                "网格员",
                at,
                "3号院",
                $"见{Phone}",
                [Photo]
            ),
            "blow" => new BlowWhistle(
                id,
                by(Secretary),
                at,
                item,
                new($"w{move.Id}"),
                ["交通支队", "民政办"],
                at.AddDays(move.Value - 1),
                "3号院",
                $"请带{Phone}"
            ),
            "come" => new AnswerWhistle(id, by(OtherUnit), at, item, whistle, "民政办", move.Value > 2, $"问{Phone}"),
            "there" => new RecordAttendance(id, by(Secretary), at, item, whistle, "民政办", move.Value > 2, new(14, 0)),
            "agree" => new ConcludeWhistle(id, by(office), at, item, whistle, $"由{Phone}负责"),
            "follow" => new RateOutcome(id, by(Resident(move.Resident)), at, asked, "receipt", move.Value),
            "reopen" => new Reopen(id, by(Resident(move.Resident)), at, asked, "receipt", Name),
            "panel" => new ArrangeEvaluation(
                id,
                by(Secretary),
                at,
                [new("城管办", EvaluatorKind.Institution), new($"学者{move.Value}", EvaluatorKind.Scholar)],
                [40, 40, 20]
            ),
            "score" => new Evaluate(
                id,
                by(Unit with { Roles = Roles.Evaluator }),
                at,
                [.. Evaluation.Dimensions.Select(d => new DimensionScore(move.Value * 20, $"请看{Name}"))]
            ),
            "shut" => new CloseEvaluation(id, by(Secretary), at),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move.What, "No command is made of it."),
        };
    }
}
