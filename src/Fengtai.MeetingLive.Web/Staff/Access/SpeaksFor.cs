using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>For whom an account speaks in one street: the unit of a 承办单位, the grid of a 网格员. By name, as items name them.</summary>
public sealed record SpeaksFor(string? Unit = null, string? Grid = null)
{
    public static readonly SpeaksFor Nobody = new();

    /// <summary>What these roles have no use for is left out.</summary>
    public SpeaksFor With(Roles roles) =>
        new(roles.HasFlag(Roles.Unit) ? Plain(Unit) : null, roles.HasFlag(Roles.GridWorker) ? Plain(Grid) : null);

    /// <summary>
    /// Null when the street's lists have these names. A street that keeps no list yet takes any name: its items name
    /// units that stand in no list either.
    /// </summary>
    public async Task<string?> WrongAsync(MeetingContext context, StreetId street, CancellationToken cancel)
    {
        if (
            Unit is not null
            && await context.Units.AnyAsync(u => u.StreetId == street.Value, cancel)
            && !await context.Units.AnyAsync(u => u.StreetId == street.Value && u.Name == Unit, cancel)
        )
            return "account.unit-unknown";
        if (
            Grid is not null
            && await context.Grids.AnyAsync(g => g.StreetId == street.Value, cancel)
            && !await context.Grids.AnyAsync(g => g.StreetId == street.Value && g.Name == Grid, cancel)
        )
            return "account.grid-unknown";
        return null;
    }

    private static string? Plain(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}
