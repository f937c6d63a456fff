namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>How large letters are: text of 18, 24 or 30 px. The number is what the cookie and the address carry.</summary>
public enum Letters
{
    Standard,
    Large,
    Larger,
}

/// <summary>The size that somebody chose, by the address (<c>?elder=2</c>) or by the cookie of an earlier choice.</summary>
public static class LettersChoice
{
    /// <summary>Name in the address and of the cookie.</summary>
    internal const string Key = "elder";

    /// <summary>By the address alone; null when it says nothing.</summary>
    public static Letters? Asked(HttpRequest request) => Read(request.Query[Key]);

    public static Letters Of(HttpRequest request) => Asked(request) ?? Read(request.Cookies[Key]) ?? Letters.Standard;

    /// <summary>For <c>data-mode</c>.</summary>
    public static string? Mode(this Letters letters) => letters == Letters.Standard ? null : "elder";

    /// <summary>For <c>data-size</c>: the second step.</summary>
    public static string? Size(this Letters letters) => letters == Letters.Larger ? "2" : null;

    private static Letters? Read(string? value) =>
        value switch
        {
            "0" => Letters.Standard,
            "1" => Letters.Large,
            "2" => Letters.Larger,
            _ => null,
        };
}
