using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <param name="State">waiting, approved, refused, stage, answered, handed-over, withdrawn.</param>
/// <param name="Reason">Why it is not shown, as a code; with <paramref name="ReasonNote"/> in the secretary's words.</param>
public sealed record MyQuestion(
    string Id,
    string Text,
    string State,
    string? Reason,
    string? ReasonNote,
    string? Gist,
    DateOnly? Due,
    string? Unit,
    int Supports,
    DateTimeOffset At,
    CommandId AskedAs
);

public sealed record MyRating(string Round, int Score, CommandId As);

/// <summary>What one device sees of its own: its questions with their state, its ratings and votes, what it supported.</summary>
public sealed record MineView(
    ImmutableArray<MyQuestion> Questions,
    ImmutableArray<MyRating> Ratings,
    ImmutableArray<MyVote> Votes,
    ImmutableArray<string> Supported
)
{
    public static MineView Of(Meeting meeting, ActorId who) =>
        new(
            [
                .. meeting
                    .Questions.Values.Where(q => q.AskedBy == who)
                    .OrderByDescending(q => q.Number)
                    .Select(q => Question(meeting, q)),
            ],
            [
                .. meeting
                    .Rounds.Values.OrderBy(r => r.Number)
                    .Where(r => r.Latest.ContainsKey(who))
                    .Select(r => new MyRating(r.Id.Value, r.Latest[who].Score, r.Latest[who].As)),
            ],
            [
                .. meeting
                    .Polls.Values.OrderBy(p => p.Number)
                    .Where(p => p.Latest.ContainsKey(who))
                    .Select(p => new MyVote(
                        p.Id.Value,
                        [.. p.Latest[who].Choices.Select(choice => choice.Value)],
                        p.Latest[who].As
                    )),
            ],
            [
                .. meeting
                    .Questions.Values.Where(q => q.Supporters.Contains(who))
                    .OrderBy(q => q.Number)
                    .Select(q => q.Id.Value),
            ]
        );

    private static MyQuestion Question(Meeting meeting, Question q)
    {
        var commitment = q.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null;
        return new MyQuestion(
            q.Id.Value,
            q.Text ?? "",
            ResidentView.StateOf(q),
            q.Reason is { } reason ? ResidentView.Kebab(reason) : null,
            q.ReasonNote,
            q.Gist,
            commitment?.Deadline,
            commitment?.Unit,
            q.Supports,
            q.AskedAt,
            q.AskedAs
        );
    }
}
