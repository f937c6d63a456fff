namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What kind of device signed in, just enough to know one's own again; no version, no address.</summary>
/// <param name="System">Such as <c>windows</c>; <c>other</c> when it is not known.</param>
/// <param name="Browser">Such as <c>edge</c>.</param>
public sealed record DeviceKind(string System, string Browser)
{
    // The first that is found counts: Edge also calls itself Chrome, Chrome calls itself Safari, an iPad a Macintosh.
    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "harmony"),
        ("OpenHarmony", "harmony"),
        ("Android", "android"),
        ("iPhone", "iphone"),
        ("iPad", "ipad"),
        ("Windows", "windows"),
        ("Macintosh", "mac"),
        ("Linux", "linux"),
    ];

    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "wechat"),
        ("Edg", "edge"),
        ("Firefox", "firefox"),
        ("Chrome", "chrome"),
        ("Safari", "safari"),
    ];

    /// <summary>How it is kept: <c>windows/edge</c>.</summary>
    public override string ToString() => $"{System}/{Browser}";

    public static DeviceKind FromUserAgent(string? agent) => new(Find(Systems, agent), Find(Browsers, agent));

    public static DeviceKind Read(string kept) =>
        kept.Split('/') is [var system, var browser]
            ? new DeviceKind(Known(Systems, system), Known(Browsers, browser))
            : new DeviceKind("other", "other");

    private static string Find((string Mark, string Name)[] among, string? agent) =>
        Array.Find(among, one => agent?.Contains(one.Mark, StringComparison.Ordinal) == true).Name ?? "other";

    private static string Known((string Mark, string Name)[] among, string name) =>
        Array.Exists(among, one => one.Name == name) ? name : "other";
}
