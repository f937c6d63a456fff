using System.Globalization;
using CsvHelper;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Visiting;

/// <summary>What the office takes from the visits. <c>StaffDoor</c> stands before both, since they lie under /prepare.</summary>
internal static class VisitDownloads
{
    private static readonly string[] Columns =
    [
        "at",
        "grid",
        "community",
        "household",
        "groups",
        "asked",
        "topic",
        "part",
        "listing",
        "photo",
        "by",
    ];

    /// <summary>What the address' filter finds, as UTF-8 with BOM. No phone number; numbers in what was asked are masked.</summary>
    public static async Task<IResult> CsvAsync(
        HttpContext http,
        string street,
        string? grid,
        string? group,
        string? listing,
        string? words,
        VisitList visits,
        MeetingStore store,
        IStringLocalizer<VisitWords> w
    )
    {
        var cancel = http.RequestAborted;
        await using var context = store.Create();
        var grids = await context
            .Grids.AsNoTracking()
            .Where(g => g.StreetId == street)
            .ToDictionaryAsync(g => g.Id, StringComparer.Ordinal, cancel);
        http.Response.Headers.CacheControl = "no-store";
        // A street visits some thousand households before a meeting; the whole file is a few hundred kilobytes.
        using var file = new MemoryStream();
        using (
            var csv = CsvWriter.Create(
                file,
                // Excel takes UTF-8 without the mark for GB18030, and would run what begins like a formula (OWASP).
                new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape },
                leaveOpen: true
            )
        )
        {
            csv.WriteHeader([.. Columns.Select(column => w[$"csv.{column}"].Value)]);
            var filter = VisitQuery.Read(grid, group, listing, words);
            await foreach (var line in visits.AllAsync(new StreetId(street), filter, cancel))
            {
                var place = grids.GetValueOrDefault(line.GridId);
                csv.WriteField($"{Beijing.Day(line.At):yyyy-MM-dd} {Beijing.Clock(line.At)}");
                csv.WriteField(place?.Name ?? line.GridId);
                csv.WriteField(place?.Community ?? "");
                csv.WriteField(CoreWords.Mask(line.Household));
                csv.WriteField(w.Groups(line.Groups));
                csv.WriteField(CoreWords.Mask(line.Asked));
                csv.WriteField(line.Topic ?? "");
                csv.WriteField(line.Part ?? "");
                csv.WriteField(w[$"office.listing.{line.Listing}"].Value);
                csv.WriteField(line.PhotoHash is null ? "" : w["csv.yes"].Value);
                csv.WriteField(line.By);
                csv.EndRecord();
            }
        }

        return Results.Bytes(file.ToArray(), "text/csv; charset=utf-8", "visits.csv");
    }

    public static async Task<IResult> PhotoAsync(
        HttpContext http,
        string street,
        string hash,
        string? size,
        VisitList visits
    )
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        // Kept by this browser only, and not for long: a role may be taken away.
        http.Response.Headers.CacheControl = "private, max-age=600";
        return await visits.PhotoAsync(new StreetId(street), hash, size == "small", http.RequestAborted) is { } bytes
            ? Results.Bytes(bytes, "image/jpeg")
            : Results.NotFound();
    }
}

/// <summary>The list's filter as it stands in an address. What is unknown there filters nothing.</summary>
internal static class VisitQuery
{
    /// <summary>Longer words are cut: nobody looks for them.</summary>
    private const int WordsMost = 40;

    public static VisitFilter Read(string? grid, string? group, string? listing, string? words) =>
        new(
            string.IsNullOrEmpty(grid) ? null : grid,
            VisitGroups.Read(group),
            Enum.GetValues<VisitListing>().Cast<VisitListing?>().FirstOrDefault(known => known.ToString() == listing),
            (words ?? "").Trim() is { Length: > 0 } typed
                ? typed.Length > WordsMost
                    ? typed[..WordsMost]
                    : typed
                : null
        );

    /// <summary>As a query string with its question mark; empty without a filter.</summary>
    public static string Write(VisitFilter filter, int page = 1)
    {
        var query = QueryString.Empty;
        if (filter.Grid is { } grid)
            query = query.Add("grid", grid);
        if (filter.Group is { } group)
            query = query.Add("group", group.ToString());
        if (filter.Listing is { } listing)
            query = query.Add("listing", listing.ToString());
        if (filter.Words is { } words)
            query = query.Add("words", words);
        return page > 1 ? query.Add("page", page.ToString(CultureInfo.InvariantCulture)).Value! : query.Value ?? "";
    }
}
