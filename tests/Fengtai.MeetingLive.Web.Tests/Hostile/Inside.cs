namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>What no client is ever told: names of types and files, where something failed, which database it is.</summary>
internal static class Inside
{
    private static readonly string[] Words =
    [
        "   at ",
        "System.",
        "Microsoft.",
        "Fengtai.MeetingLive",
        "Exception",
        ".cs:line",
        "SQLite",
        "Npgsql",
    ];

    /// <returns>The first such word; null: none.</returns>
    public static string? ToldBy(string message)
    {
        message = message
            // SignalR's own words for a method that there is not.
            .Replace("HubException: Method does not exist.", "", StringComparison.Ordinal)
            // The program with which anyone checks a published journal.
            .Replace("Fengtai.MeetingLive.Verify", "", StringComparison.Ordinal);
        return Words.FirstOrDefault(word => message.Contains(word, StringComparison.Ordinal));
    }

    public static void IsNotTold(string message) => Assert.True(ToldBy(message) is null, message);
}
