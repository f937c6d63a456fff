using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <param name="State">waiting, approved, refused, stage, answered, handed-over, withdrawn, merged.</param>
/// <param name="Reason">Why it is not shown, as a code; with <paramref name="ReasonNote"/> in the secretary's words.</param>
/// <param name="Into">When merged: the question that is answered instead. The outcome and supports here are that one's.</param>
/// <param name="Joined">How many questions were merged into this one; null when none were.</param>
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
    CommandId AskedAs,
    MergedTarget? Into = null,
    int? Joined = null
);

/// <summary>The question that stands for a merged one, by its number and state.</summary>
public sealed record MergedTarget(int Number, string State);

public sealed record MyRating(string Round, int Score, CommandId As);

/// <summary>What one device sees of its own: its questions with their state, its ratings and votes, what it supported.</summary>
public sealed record MineView(
    ImmutableArray<MyQuestion> Questions,
    ImmutableArray<MyRating> Ratings,
    ImmutableArray<MyVote> Votes,
    ImmutableArray<string> Supported
)
{
    /// <summary>
    /// Rounds and polls where the same ticket rated later from another phone, so that this one's no longer counts:
    /// <c>round/overall</c>, <c>poll/site</c>.
    /// </summary>
    public ImmutableArray<string> Replaced { get; init; } = [];

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
                    .Questions.Values.Where(q => q.Supporters.Contains(who) || q.Joined.Contains(who))
                    .OrderBy(q => q.Number)
                    .Select(q => q.Id.Value),
            ]
        )
        {
            Replaced = [.. ReplacedOf(meeting, who)],
        };

    private static IEnumerable<string> ReplacedOf(Meeting meeting, ActorId who)
    {
        var others = meeting
            .Tickets.ByHash.Values.Where(ticket => ticket.Former.Contains(who))
            .SelectMany(ticket => ticket.Holder is { } holder ? ticket.Former.Add(holder) : ticket.Former)
            .Where(other => other != who)
            .ToHashSet();
        if (others.Count == 0)
            return [];
        return meeting
            .Rounds.Values.Where(r => !r.Latest.ContainsKey(who) && others.Any(other => ByTicket(r.Latest, other)))
            .Select(r => $"round/{r.Id.Value}")
            .Concat(
                meeting
                    .Polls.Values.Where(p =>
                        !p.Latest.ContainsKey(who) && others.Any(other => ByTicket(p.Latest, other))
                    )
                    .Select(p => $"poll/{p.Id.Value}")
            );

        static bool ByTicket<T>(ImmutableDictionary<ActorId, T> latest, ActorId other) =>
            latest.TryGetValue(other, out var given)
            && given is Rating { From.Entry: Entry.Ticket } or Ballot { From.Entry: Entry.Ticket };
    }

    private static MyQuestion Question(Meeting meeting, Question q)
    {
        var stands = meeting.Standing(q.Id);
        var merged = stands.Id != q.Id;
        var commitment = stands.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null;
        var joined = meeting.Questions.Values.Count(other => other.MergedInto == q.Id);
        return new MyQuestion(
            q.Id.Value,
            q.Text ?? "",
            ResidentView.StateOf(q),
            stands.Reason is { } reason ? ResidentView.Kebab(reason) : null,
            // The note was written to whoever asked the other question.
            merged ? null : q.ReasonNote,
            stands.Gist is { } gist && merged ? Words.Mask(gist) : stands.Gist,
            commitment?.Deadline,
            commitment?.Unit,
            stands.Supports,
            q.AskedAt,
            q.AskedAs,
            merged ? new MergedTarget(stands.Number, ResidentView.StateOf(stands)) : null,
            joined == 0 ? null : joined
        );
    }
}
