using Fengtai.MeetingLive.Web.Tests.Staff.Access;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>What every answer tells the browser to refuse, whatever its status.</summary>
internal static class SafeAnswer
{
    /// <returns>What is wrong; null: nothing.</returns>
    public static string? Lacks(Row row, Answer answer) =>
        Lacks(answer)
        ?? (
            row.For is not Whom.Everyone
            && answer.Header("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) == true
            && answer.Header("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) != true
                ? $"{(int)answer.Status} a page of somebody's own may be stored: {answer.Header("Cache-Control")}"
                : null
        );

    public static string? Lacks(Answer answer)
    {
        var policy = answer.Header("Content-Security-Policy") ?? "";
        var rules = policy
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(rule => rule.Split(' ', 2))
            .ToLookup(rule => rule[0], rule => rule.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        // Scripts go by the rule for all where they have none of their own.
        var scripts = rules["script-src"].Concat(rules["default-src"]).FirstOrDefault();
        var status = (int)answer.Status;
        return scripts is null || scripts.Contains("unsafe", StringComparison.Ordinal) || scripts.Contains('*')
                ? $"{status} with scripts from anywhere: {policy}"
            : !IsFramedByNobody(rules["frame-ancestors"].ToArray()) ? $"{status} may be framed: {policy}"
            : answer.Header("X-Content-Type-Options") != "nosniff" ? $"{status} may be guessed at"
            : answer.Header("Referrer-Policy") is not ("same-origin" or "no-referrer")
                ? $"{status} names itself to others"
            : answer.Header("Permissions-Policy")?.Contains("microphone=()", StringComparison.Ordinal) != true
                ? $"{status} leaves the microphone to whoever asks"
            : null;
    }

    /// <summary>Only the deck's preview is framed, by our own pages.</summary>
    private static bool IsFramedByNobody(string[] ancestors) => ancestors is ["'none'"] or ["'self'"];
}
