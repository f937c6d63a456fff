using Fengtai.MeetingLive.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>Which meetings are counted, by their day.</summary>
public enum DistrictPeriod
{
    /// <summary>本年</summary>
    Year,

    /// <summary>近半年: the last six months.</summary>
    Half,

    All,
}

public enum DistrictSort
{
    Overdue,
    Name,
    Last,
    Meetings,
    Questions,
    Done,
    Responded,
    Resolved,
    Satisfied,
}

/// <summary>What of the overview is shown, as it stands in the address.</summary>
/// <param name="Scale">Whose meetings stand beside each other.</param>
/// <param name="Up">The least first; otherwise the most first.</param>
/// <param name="Street">Whose panel is open, by <see cref="StreetLine.Id"/>; null: none.</param>
public sealed record DistrictFilter(
    DistrictPeriod Period = DistrictPeriod.Year,
    DistrictSort Sort = DistrictSort.Overdue,
    bool Up = false,
    string? Street = null,
    MeetingScale Scale = MeetingScale.Street
)
{
    public const string Address = "/district";

    /// <summary>What an address asks for; words that mean nothing are passed over.</summary>
    public static DistrictFilter From(string? query)
    {
        var asked = QueryHelpers.ParseQuery(query);
        string? Of(string name) => asked.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;
        return new DistrictFilter(
            Named(Of("period"), DistrictPeriod.Year),
            Named(Of("sort"), DistrictSort.Overdue),
            Of("up") == "1",
            Of("street") is { Length: > 0 } street ? street : null,
            Named(Of("scale"), MeetingScale.Street)
        );
    }

    /// <summary>The address of it under <paramref name="path"/>.</summary>
    public string At(string path = Address)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Scale != MeetingScale.Street)
            query["scale"] = Word(Scale);
        if (Period != DistrictPeriod.Year)
            query["period"] = Word(Period);
        if (Sort != DistrictSort.Overdue)
            query["sort"] = Word(Sort);
        if (Up)
            query["up"] = "1";
        if (Street is not null)
            query["street"] = Street;
        return QueryHelpers.AddQueryString(path, query);
    }

    /// <summary>Sorted by this column; once more turns it round. Names and days begin with the first, figures with the most.</summary>
    public DistrictFilter By(DistrictSort sort) =>
        this with
        {
            Sort = sort,
            Up = sort == Sort ? !Up : sort == DistrictSort.Name,
        };

    /// <summary>The first day that counts; null: all do.</summary>
    public static DateOnly? Since(DistrictPeriod period, DateOnly today) =>
        period switch
        {
            DistrictPeriod.Year => new DateOnly(today.Year, 1, 1),
            DistrictPeriod.Half => today.AddMonths(-6),
            _ => null,
        };

    private static T Named<T>(string? word, T otherwise)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Word(value) == word).Select(value => (T?)value).FirstOrDefault()
        ?? otherwise;

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
