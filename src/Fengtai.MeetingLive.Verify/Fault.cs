namespace Fengtai.MeetingLive.Verify;

/// <summary>The first thing that is not as it must be.</summary>
/// <param name="File">As it was given.</param>
/// <param name="Entry">The entry's number in the journal; of openings that of the closing they belong to, 0 where there is none.</param>
/// <param name="Reason">Key of the words in <see cref="Said"/>, under <c>fault.</c>.</param>
internal sealed record Fault(string File, long Entry, string Reason, params object[] About);

/// <summary>Thrown by a check to end it; caught where the file is known.</summary>
internal sealed class BrokenException(string reason, params object[] about) : Exception(reason)
{
    public string Reason { get; } = reason;

    public object[] About { get; } = about;
}

/// <summary>A file cannot be read at all, or what was asked cannot be answered; exit code 2.</summary>
/// <param name="Reason">Key of the words under <c>usage.</c>.</param>
internal sealed class UnusableException(string reason, params object[] about) : Exception(reason)
{
    public string Reason { get; } = reason;

    public object[] About { get; } = about;
}
