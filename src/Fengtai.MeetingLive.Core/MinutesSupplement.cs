using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core;

/// <summary>补充纪要's printable model: what the staff add, and what the journal says has changed since the sealing.</summary>
/// <param name="Sealed">The minutes to which it belongs.</param>
/// <param name="Version">The journal's version that it states.</param>
/// <param name="Hash">The journal's head at that version, hex.</param>
public sealed record MinutesSupplement(
    MeetingHead Head,
    string Organiser,
    MinutesForm Form,
    int Number,
    string Text,
    SealedDocument Sealed,
    long Version,
    string Hash,
    DateOnly Date
)
{
    /// <summary>Rounds to which paper was added or corrected since.</summary>
    public ImmutableArray<MinutesRound> Rounds { get; init; } = [];

    /// <summary>Polls of which a proposal was marked since.</summary>
    public ImmutableArray<PollView> Polls { get; init; } = [];

    /// <summary>Questions whose outcome is another since.</summary>
    public ImmutableArray<MinutesQuestion> Questions { get; init; } = [];

    /// <summary>Commitments that are new, or stand otherwise, since.</summary>
    public ImmutableArray<Commitment> Commitments { get; init; } = [];

    public string? Address { get; init; }

    /// <param name="then">The meeting at the version that was sealed.</param>
    /// <param name="hash">The head of the journal at <paramref name="now"/>'s version.</param>
    /// <param name="number">1 and up.</param>
    /// <param name="date">Local day on which it is sealed.</param>
    /// <exception cref="InvalidOperationException">The minutes are not sealed.</exception>
    public static MinutesSupplement From(
        Meeting then,
        Meeting now,
        string hash,
        int number,
        string text,
        DateOnly date,
        string? address
    )
    {
        var sealing =
            now.Draft.Sealed ?? throw new InvalidOperationException("A supplement belongs to minutes that are sealed.");
        var before = Minutes.From(then, hash);
        var after = Minutes.From(now, hash);
        var rounds = before.Rounds.ToDictionary(round => round.Number);
        var polls = before.Polls.ToDictionary(poll => poll.Poll.Number);
        var questions = before.Questions.ToDictionary(question => question.Number);
        var commitments = before.Commitments.ToDictionary(commitment => commitment.Id);
        return new(after.Head, after.Organiser, after.Form, number, Words.Mask(text), sealing, now.Version, hash, date)
        {
            Rounds =
            [
                .. after.Rounds.Where(round => Changed(rounds.GetValueOrDefault(round.Number)?.Paper, round.Paper)),
            ],
            Polls =
            [
                .. after.Polls.Where(poll =>
                    !polls.TryGetValue(poll.Poll.Number, out var known)
                    || !known.Poll.Proposals.SequenceEqual(poll.Poll.Proposals)
                ),
            ],
            Questions =
            [
                .. after.Questions.Where(question =>
                    !questions.TryGetValue(question.Number, out var known)
                    || (known.State, known.Gist, known.Commitment?.Id)
                        != (question.State, question.Gist, question.Commitment?.Id)
                ),
            ],
            Commitments =
            [
                .. after.Commitments.Where(one =>
                    !commitments.TryGetValue(one.Id, out var known)
                    || (known.State, known.Deadline, known.Lead, known.Unit, known.Owner)
                        != (one.State, one.Deadline, one.Lead, one.Unit, one.Owner)
                    || !known.Milestones.SequenceEqual(one.Milestones)
                ),
            ],
            Address = address,
        };
    }

    private static bool Changed(MinutesPaper? before, MinutesPaper? after) =>
        before?.Reason != after?.Reason
        || before?.Present != after?.Present
        || !(before?.Tally.Counts ?? []).SequenceEqual(after?.Tally.Counts ?? []);
}
