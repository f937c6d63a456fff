using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>现场评价: those who rated in the meeting, of those who could.</summary>
/// <param name="Counts">Level 1 first.</param>
public sealed record OnSiteScore(string Round, ImmutableArray<int> Counts, Denominators Of);

/// <summary>回访评价: those who asked, once it was said to be done.</summary>
/// <param name="Counts">Level 1 first.</param>
/// <param name="Askers">Of how many: whoever asked about what is said to be done.</param>
/// <param name="Items">About how many items.</param>
public sealed record FollowUpScore(
    ImmutableArray<int> Counts,
    int Askers,
    int Items,
    ImmutableArray<TopicFollowUp> ByTopic
);

public sealed record TopicFollowUp(string? Topic, int Satisfied, int Rated, int Settled, int Items);

/// <summary>第三方评估 with its weights.</summary>
/// <param name="Means">In the order of <see cref="EvaluationDimension"/>, 0 to 100, to one place. Null: nobody scored.</param>
public sealed record PanelScore(
    ImmutableArray<decimal>? Means,
    decimal? Weighed,
    ImmutableArray<int> Weights,
    int Given,
    int Seats,
    bool Closed,
    ImmutableArray<KindCount> ByKind
);

public sealed record KindCount(EvaluatorKind Kind, int Given, int Seats);

/// <summary>The three scores side by side: three groups, three times, three questions. They are not added and not averaged.</summary>
/// <param name="OnSite">Null: no round of the work is closed and shown.</param>
/// <param name="FollowUp">Null: nothing is said to be done yet.</param>
/// <param name="Panel">Null: no panel is named.</param>
public sealed record EvaluationView(OnSiteScore? OnSite, FollowUpScore? FollowUp, PanelScore? Panel)
{
    public static EvaluationView Of(Meeting meeting)
    {
        var work = meeting
            .Rounds.Values.Where(r => r is { State: RoundState.Closed, Shown: true, Plan.Subject: RatingSubject.Work })
            .MinBy(r => r.Number);
        return new EvaluationView(
            work is null ? null : new OnSiteScore(work.Plan.Title, work.All.Counts, Denominators.Of(meeting, work)),
            FollowUpOf(meeting),
            PanelOf(meeting.Evaluation)
        );
    }

    private static FollowUpScore? FollowUpOf(Meeting meeting)
    {
        var told = meeting
            .Timetable.Values.Where(c => c.From is null && c.Question is not null)
            .Where(c => FollowUps.Until(meeting, c) is not null)
            .Select(c => (Item: c, Tally: LatestOf(Tracks.Of(meeting, c.Id)), Askers: Tracks.Askers(meeting, c).Length))
            .ToArray();
        if (told.Length == 0)
            return null;
        return new FollowUpScore(
            told.Aggregate(default(Tally), (sum, one) => sum.Plus(one.Tally)).Counts,
            told.Sum(one => one.Askers),
            told.Length,
            [
                .. told.GroupBy(one => one.Item.Topic, StringComparer.Ordinal)
                    .Select(g => new TopicFollowUp(
                        g.Key,
                        g.Sum(one => one.Tally.Satisfied),
                        g.Sum(one => one.Tally.Total),
                        g.Count(one => one.Item.State == CommitmentState.Done),
                        g.Count()
                    ))
                    .OrderByDescending(row => row.Rated)
                    .ThenBy(row => row.Topic, StringComparer.Ordinal),
            ]
        );
    }

    private static Tally LatestOf(Track track) => track.FollowUp(track.Reopenings);

    private static PanelScore? PanelOf(Evaluation? panel) =>
        panel is null
            ? null
            : new PanelScore(
                panel.Given.IsEmpty
                    ? null
                    : [.. Evaluation.Dimensions.Select(d => decimal.Round(panel.Mean(d)!.Value, 1))],
                panel.Weighed is { } weighed ? decimal.Round(weighed, 1) : null,
                panel.Weights,
                panel.Given.Count,
                panel.Seats.Length,
                panel.Closed,
                [
                    .. panel
                        .Seats.GroupBy(s => s.Kind)
                        .OrderBy(g => g.Key)
                        .Select(g => new KindCount(g.Key, g.Count(s => panel.Given.ContainsKey(s.Name)), g.Count())),
                ]
            );
}
