using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Screens;

/// <summary>
/// What the QR of a screen leads to. Where the hall's code admits, only a screen that staff opened by its link (with
/// <c>key</c>) shows that code; anybody else who opens the same page from outside sees the way to follow online.
/// </summary>
public sealed class ScreenDoor(Pseudonyms pseudonyms, HallCodes codes)
{
    public const string Key = "key";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>The link by which staff open a venue's screen; the key is needed in a meeting that the hall's code admits to.</summary>
    public string Link(Meeting meeting, Venue venue) =>
        meeting.Plan.Entry == EntryRule.Hall && !venue.Online
            ? $"/screen/{venue.Code}?{Key}={pseudonyms.ScreenKey(meeting.Id, venue.Id)}"
            : $"/screen/{venue.Code}";

    /// <summary>Remembers a right key for the fragments that the page fetches later.</summary>
    public void Remember(HttpContext http, Door door)
    {
        if (http.Request.Query[Key].ToString() is { Length: > 0 } key && IsRight(door, key))
            http.Response.Cookies.Append(
                CookieOf(door),
                key,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Secure = http.Request.IsHttps,
                    Path = "/screen",
                    MaxAge = Kept,
                    IsEssential = true,
                }
            );
    }

    /// <summary>What follows the venue's address in the QR, and how long it stands; nothing where entry is not by the hall's code.</summary>
    public (string Query, TimeSpan? Again) Of(HttpContext http, Door door)
    {
        var meeting = door.Session.Current;
        if (
            meeting.Plan.Entry != EntryRule.Hall
            || meeting.Phase == Phase.Closed
            || meeting.Plan.Venue(door.Venue) is not { Online: false }
            || !IsKnown(http.Request, door)
        )
            return ("", null);
        var (code, left) = codes.Now(meeting, door.Venue);
        return ($"?{EntryDesk.HallKey}={code}", left);
    }

    private bool IsKnown(HttpRequest request, Door door) =>
        (request.Cookies.TryGetValue(CookieOf(door), out var kept) && IsRight(door, kept))
        || (request.Query[Key].ToString() is { Length: > 0 } key && IsRight(door, key));

    private bool IsRight(Door door, string key) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(key),
            Encoding.UTF8.GetBytes(pseudonyms.ScreenKey(door.Session.Current.Id, door.Venue))
        );

    private static string CookieOf(Door door) => $"screen-{door.Venue.Value}";
}
