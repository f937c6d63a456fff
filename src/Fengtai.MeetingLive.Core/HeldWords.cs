namespace Fengtai.MeetingLive.Core;

/// <summary>
/// 敏感词: words of the meeting's own list at which a question waits to be read, also when questions are shown first.
/// Blanks, punctuation, letter case and width do not hide a word. Nothing is ever dropped for one.
/// </summary>
public static class HeldWords
{
    /// <summary>The first word of the list that the text holds; null when it holds none.</summary>
    public static string? In(Meeting meeting, string? text)
    {
        if (meeting.HeldWords.IsEmpty || text is null)
            return null;
        var plain = Words.Plain(text);
        return meeting.HeldWords.FirstOrDefault(word =>
            Words.Plain(word) is { Length: > 0 } held && plain.Contains(held, StringComparison.Ordinal)
        );
    }
}
