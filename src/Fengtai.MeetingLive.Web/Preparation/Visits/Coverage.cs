using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>Households of one group, visited and planned.</summary>
public sealed record CoverageCell(Group Group, int Done, int Target)
{
    public int Lacking => Math.Max(0, Target - Done);

    /// <summary>0 to 1 of the target; more than planned counts no more. Null without a target.</summary>
    public double? Share => Target == 0 ? null : Math.Min(1, (double)Done / Target);
}

/// <summary>One grid.</summary>
/// <param name="Order">Where it stands in the street's own order.</param>
/// <param name="Households">Visited; one that belongs to two groups is one here.</param>
/// <param name="Cells">By group, in the order of <see cref="VisitGroups.All"/>.</param>
public sealed record CoverageGrid(
    string Id,
    string Name,
    string Community,
    int Order,
    int Households,
    ImmutableArray<CoverageCell> Cells
)
{
    public int Lacking => Cells.Sum(cell => cell.Lacking);

    /// <inheritdoc cref="Coverage.Share" />
    public double? Share => Coverage.ShareOf(Cells);
}

/// <summary>
/// Whom the street has visited before this meeting and whom not yet. One record is one household; a household of two
/// groups counts for both targets and once among <see cref="Households"/>.
/// </summary>
/// <param name="Since">Visits before this day belong to an earlier meeting; null: all count.</param>
/// <param name="Grids">The one that lacks most of its plan first; those without a plan last.</param>
/// <param name="Groups">The whole street by group.</param>
public sealed record Coverage(
    DateOnly? Since,
    int Households,
    ImmutableArray<CoverageGrid> Grids,
    ImmutableArray<CoverageCell> Groups
)
{
    /// <summary>A group is behind when it is this much below what the street has done of all its targets.</summary>
    public const double BehindBy = 0.15;

    public int Planned => Groups.Sum(cell => cell.Target);

    public int Lacking => Grids.Sum(grid => grid.Lacking);

    /// <summary>Done of all that is planned, 0 to 1; nothing above one target makes up for another.</summary>
    public double? Share => ShareOf(Grids.SelectMany(grid => grid.Cells));

    /// <summary>Groups that were visited clearly less than the others, the worst first.</summary>
    public ImmutableArray<CoverageCell> Behind =>
        Share is { } all ? [.. Groups.Where(cell => cell.Share <= all - BehindBy).OrderBy(cell => cell.Share)] : [];

    /// <summary>Where most households of this group are still to be visited; null when none is.</summary>
    public CoverageGrid? MostLackingOf(Group group) =>
        Grids
            .Where(grid => LackingOf(grid, group) > 0)
            .OrderByDescending(grid => LackingOf(grid, group))
            .ThenBy(grid => grid.Order)
            .FirstOrDefault();

    public static int LackingOf(CoverageGrid grid, Group group) =>
        grid.Cells.Single(cell => cell.Group == group).Lacking;

    /// <param name="grids">The street's grids in its own order.</param>
    /// <param name="counted">How many records of one grid have these groups, as flags.</param>
    public static Coverage Of(
        DateOnly? since,
        IReadOnlyList<GridRow> grids,
        IReadOnlyCollection<(string Grid, int Groups, int Households)> counted,
        IReadOnlyCollection<VisitTargetRow> targets
    )
    {
        var rows = grids
            .Select(
                (grid, order) =>
                    new CoverageGrid(
                        grid.Id,
                        grid.Name,
                        grid.Community,
                        order,
                        counted.Where(c => c.Grid == grid.Id).Sum(c => c.Households),
                        [.. VisitGroups.All.Select(group => Cell(grid, group))]
                    )
            )
            // A grid that is held no longer is shown for what was done in it.
            .Where(row => row.Households > 0 || !grids[row.Order].Closed)
            .OrderBy(row => row.Share ?? 2)
            .ThenByDescending(row => row.Lacking)
            .ThenBy(row => row.Order)
            .ToImmutableArray();
        return new Coverage(
            since,
            rows.Sum(row => row.Households),
            rows,
            [
                .. VisitGroups.All.Select(group => new CoverageCell(
                    group,
                    rows.Sum(row => row.Cells.Single(cell => cell.Group == group).Done),
                    rows.Sum(row => row.Cells.Single(cell => cell.Group == group).Target)
                )),
            ]
        );

        CoverageCell Cell(GridRow grid, Group group) =>
            new(
                group,
                counted
                    .Where(c => c.Grid == grid.Id && (c.Groups & VisitGroups.Flag(group)) != 0)
                    .Sum(c => c.Households),
                grid.Closed
                    ? 0
                    : targets
                        .Where(target => target.GridId == grid.Id && target.Group == (int)group)
                        .Sum(target => target.Households)
            );
    }

    internal static double? ShareOf(IEnumerable<CoverageCell> cells)
    {
        var (done, target) = (0, 0);
        foreach (var cell in cells)
        {
            done += Math.Min(cell.Done, cell.Target);
            target += cell.Target;
        }

        return target == 0 ? null : (double)done / target;
    }
}
