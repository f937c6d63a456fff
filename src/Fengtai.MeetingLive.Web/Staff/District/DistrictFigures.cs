using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>What is counted of a meeting, a street, a community or the whole district, always in the same way.</summary>
/// <param name="Meetings">Meetings that have begun.</param>
/// <param name="Promises">承诺事项; one that was carried over counts where it was promised.</param>
/// <param name="Done">办结</param>
/// <param name="Cannot">无法办结</param>
/// <param name="Overdue">逾期</param>
public readonly record struct DistrictFigures(
    int Meetings,
    int Questions,
    int Promises,
    int Done,
    int Cannot,
    int Overdue,
    ThreeRates Rates
)
{
    public int Open => Promises - Done - Cannot;

    public static DistrictFigures operator +(DistrictFigures one, DistrictFigures other) =>
        new(
            one.Meetings + other.Meetings,
            one.Questions + other.Questions,
            one.Promises + other.Promises,
            one.Done + other.Done,
            one.Cannot + other.Cannot,
            one.Overdue + other.Overdue,
            one.Rates + other.Rates
        );

    public static DistrictFigures Of(PromiseStanding promise, DateOnly today) =>
        new(
            0,
            0,
            1,
            promise.State == CommitmentState.Done ? 1 : 0,
            promise.State == CommitmentState.CannotBeDone ? 1 : 0,
            promise.IsOverdue(today) ? 1 : 0,
            new ThreeRates(default, ThreeRates.Resolution(promise, today), ThreeRates.Satisfaction(promise))
        );

    public static DistrictFigures Sum(IEnumerable<DistrictFigures> all) =>
        all.Aggregate(default(DistrictFigures), (sum, one) => sum + one);
}

/// <param name="Code">Leads to its public page and its evaluation.</param>
/// <param name="Running">It is on now: its questions have no outcome yet and are in no rate.</param>
public sealed record MeetingLine(
    string Id,
    string Code,
    string Title,
    DateOnly Date,
    bool Running,
    DistrictFigures Figures
);

/// <summary>Who reports: a street, or a 社区 or 物业企业 within one.</summary>
/// <param name="Id">The street's, or the street's and the name within it.</param>
/// <param name="Street">Whose list the items stand on.</param>
/// <param name="Within">The street's name, where this is not the street itself.</param>
/// <param name="Meetings">In the period, the newest first.</param>
public sealed record StreetLine(
    string Id,
    string Street,
    string Name,
    string? Within,
    DistrictFigures Figures,
    ImmutableArray<MeetingLine> Meetings
)
{
    public DateOnly? Last => Meetings.IsEmpty ? null : Meetings[0].Date;
}

/// <summary>All streets of the district in one period; or all that hold meetings of a smaller scale.</summary>
/// <param name="Streets">In the order in which the district lists them.</param>
public sealed record DistrictOverview(ImmutableArray<StreetLine> Streets)
{
    public DistrictFigures Whole { get; } = DistrictFigures.Sum(Streets.Select(s => s.Figures));

    public ImmutableArray<StreetLine> By(DistrictSort sort, bool up)
    {
        Func<StreetLine, decimal?> key = sort switch
        {
            DistrictSort.Last => s => s.Last?.DayNumber,
            DistrictSort.Meetings => s => s.Figures.Meetings,
            DistrictSort.Questions => s => s.Figures.Questions,
            DistrictSort.Done => s => new Ratio(s.Figures.Done, s.Figures.Promises).Percent,
            DistrictSort.Responded => s => s.Figures.Rates.Responded.Percent,
            DistrictSort.Resolved => s => s.Figures.Rates.Resolved.Percent,
            DistrictSort.Satisfied => s => s.Figures.Rates.Satisfied.Percent,
            _ => s => s.Figures.Overdue,
        };
        if (sort == DistrictSort.Name)
            return up ? Streets : [.. Streets.Reverse()];
        // A street of which nothing can be said stands last, whichever way the others are turned.
        var known = Streets.OrderBy(s => s.Meetings.IsEmpty).ThenBy(s => key(s) is null);
        return [.. up ? known.ThenBy(key) : known.ThenByDescending(key)];
    }
}

/// <summary>An item whose time is over.</summary>
/// <param name="Days">How many days it is late.</param>
/// <param name="Why">As it was last told; null: nobody has said.</param>
public sealed record LateItem(
    string MeetingId,
    string Code,
    string Id,
    string Title,
    string Unit,
    int Days,
    string? Why
);

/// <param name="Name">Null: items without a grid, or in one that the street does not list.</param>
public sealed record CommunityLine(string? Name, DistrictFigures Figures);

/// <summary>What a street's panel shows beside its figures.</summary>
/// <param name="Late">The latest first.</param>
/// <param name="Communities">By what was promised in them, most first.</param>
public sealed record StreetDetail(ImmutableArray<LateItem> Late, ImmutableArray<CommunityLine> Communities);
