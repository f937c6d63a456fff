using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>The paper that hangs on the board.</summary>
public enum NoticePaper
{
    A4,

    /// <summary>The same page, 1.4 times as large.</summary>
    A3,
}

/// <summary>What a community's notice board (社区公示栏) says of a meeting: what was promised, and how it was rated.</summary>
/// <param name="Meeting">The meeting's title and day.</param>
/// <param name="Url">What the QR carries: the public page.</param>
/// <param name="TypedUrl">The same without https://, for who cannot scan.</param>
/// <param name="Created">Stands in the file; a parameter, so that the same notice gives the same bytes.</param>
public sealed record Notice(
    string Title,
    string Meeting,
    string Organiser,
    ImmutableArray<NoticeItem> Items,
    ImmutableArray<NoticeRating> Ratings,
    string Basis,
    string Url,
    string TypedUrl,
    bool Sample,
    DateTimeOffset Created
)
{
    /// <param name="address">What phones can open, without a slash at its end.</param>
    public static Notice Of(Minutes minutes, string address, DateTimeOffset created) =>
        new(
            minutes.Final ? "承办事项公示" : "承办事项公示（草稿）",
            $"{minutes.Head.Title}，{Day(minutes.OpenedAt is { } opened ? Days.Of(opened) : minutes.Head.Date)}",
            minutes.Organiser,
            [.. minutes.Commitments.Select(NoticeItem.Of)],
            [.. minutes.Rounds.Where(round => round.Closed && round.Tally.Total > 0).Select(NoticeRating.Of)],
            Text($"会议日志第{minutes.Version}号事件"),
            $"{address}/p/{minutes.Head.Code}",
            $"{new Uri(address).Authority}/p/{minutes.Head.Code}",
            minutes.Head.Sample,
            created
        );
}

/// <param name="Who">Who does it by when, or that it is done.</param>
public sealed record NoticeItem(string Title, string Who)
{
    internal static NoticeItem Of(Commitment one) =>
        new(
            one.Sample ? one.Title + "（示例）" : one.Title,
            one.State switch
            {
                CommitmentState.Done => $"{one.Unit}，已办结",
                CommitmentState.CannotBeDone => $"{one.Unit}，无法办结",
                _ => $"{one.Unit}，{Day(one.Deadline)}前办结",
            }
        );
}

/// <param name="Share">Of those who rated.</param>
public sealed record NoticeRating(string Title, string Share, int Satisfied, int Rated, int Present)
{
    internal static NoticeRating Of(MinutesRound round) =>
        new(
            round.Subject is { } subject ? $"{round.Title}（{MinutesWords.Of(subject)}）" : round.Title,
            Percent(round.Tally.Satisfied, round.Tally.Total),
            round.Tally.Satisfied,
            round.Tally.Total,
            round.Of.Present
        );
}
