using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Privacy;

/// <summary>What an administrator fetches as a file; <see cref="StaffDoor"/> stands before everything under /admin.</summary>
public static class PrivacyDocuments
{
    public static void MapPrivacyDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/admin/{street}/looks.csv", LooksAsync);
        app.MapGet("/admin/{street}/own/{ticket}.json", JsonAsync);
        app.MapGet("/admin/{street}/own/{ticket}.html", SheetAsync);
    }

    private static async Task<IResult> LooksAsync(
        string street,
        string? kind,
        string? by,
        string? on,
        HttpContext http,
        StaffAccess access,
        LookLog looks,
        IStringLocalizer<PrivacyWords> words
    )
    {
        if (await WhoAsync(http, access, street) is null)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var rows = looks
            .AllAsync(street, LookQuery.Read(kind, by, on), http.RequestAborted)
            .ToBlockingEnumerable(http.RequestAborted)
            .Select(look =>
                new object?[]
                {
                    $"{Beijing.Day(look.At):yyyy-MM-dd} {Beijing.Clock(look.At)}",
                    look.By,
                    PrivacyLines.RolesOf(look.Roles, words),
                    words["look." + look.Kind].Value,
                    look.Item,
                    look.Purpose,
                }
            );
        var made = new MemoryStream();
        TableFile.WriteCsv(
            made,
            [
                .. new[] { "col.when", "look.account", "look.role", "look.kind", "look.item", "look.purpose" }.Select(
                    key => words[key].Value
                ),
            ],
            rows
        );
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(made.ToArray(), "text/csv; charset=utf-8", "looks.csv");
    }

    private static async Task<IResult> JsonAsync(
        string street,
        string ticket,
        HttpContext http,
        StaffAccess access,
        OwnDataTickets tickets
    )
    {
        if (await FindAsync(http, access, tickets, street, ticket) is not { } data)
            return Results.NotFound();
        return Results.Bytes(data.ToJson(), "application/json; charset=utf-8", "own-data.json");
    }

    private static async Task<IResult> SheetAsync(
        string street,
        string ticket,
        HttpContext http,
        StaffAccess access,
        OwnDataTickets tickets
    )
    {
        if (await FindAsync(http, access, tickets, street, ticket) is not { } data)
            return Results.NotFound();
        return new RazorComponentResult<OwnDataSheet>(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(OwnDataSheet.Data)] = data }
        );
    }

    private static async Task<OwnData?> FindAsync(
        HttpContext http,
        StaffAccess access,
        OwnDataTickets tickets,
        string street,
        string ticket
    )
    {
        // In no cache and on no disk but where the administrator saves it.
        http.Response.Headers.CacheControl = "no-store";
        return await WhoAsync(http, access, street) is { } who
            ? tickets.Find(ticket, new StreetId(street), who.Id.Value)
            : null;
    }

    /// <summary>The role may have been taken away since the door was passed.</summary>
    private static async Task<Actor?> WhoAsync(HttpContext http, StaffAccess access, string street)
    {
        var who = await access.ResolveAsync(http.User, new StreetId(street), http.RequestAborted);
        return who is not null && who.Roles.HasFlag(Roles.Administrator) ? who : null;
    }
}

/// <summary>The log's filter as it stands in an address. What is unknown there filters nothing.</summary>
internal static class LookQuery
{
    public static LookFilter Read(string? kind, string? by, string? on) =>
        new(
            Enum.GetValues<LookKind>().Cast<LookKind?>().FirstOrDefault(known => known.ToString() == kind),
            string.IsNullOrEmpty(by) ? null : by,
            DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : null
        );

    /// <summary>As a query string with its question mark; empty without a filter.</summary>
    public static string Write(LookFilter filter)
    {
        var query = QueryString.Empty;
        if (filter.Kind is { } kind)
            query = query.Add("kind", kind.ToString());
        if (filter.By is { } by)
            query = query.Add("by", by);
        if (filter.On is { } on)
            query = query.Add("on", on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return query.Value ?? "";
    }
}

/// <summary>Lines that the pages and the files say alike.</summary>
internal static class PrivacyLines
{
    public static string RolesOf(Roles roles, IStringLocalizer<PrivacyWords> words) =>
        string.Join(
            '、',
            StaffRoles.Each.Where(one => roles.HasFlag(one.Role)).Select(one => words["role." + one.Word])
        );

    public static string RolesOf(IEnumerable<string> roles, IStringLocalizer<PrivacyWords> words) =>
        string.Join('、', roles.Select(role => words["role." + role].Value));
}
