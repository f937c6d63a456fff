using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>What becomes of a command: events, one coded refusal, or nothing because it was done before.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>These happened. Never empty.</summary>
    public sealed record Accepted(ImmutableArray<MeetingEvent> Events) : Decision;

    /// <summary>It may not happen, and why.</summary>
    public sealed record Refused(Rejection Rejection) : Decision;

    /// <summary>The same actor sent the same id before: same reply, nothing journalled.</summary>
    /// <param name="At">The version that the first one made.</param>
    public sealed record Repeated(long At) : Decision;

    public static implicit operator Decision(MeetingEvent happened) => new Accepted([happened]);

    public static implicit operator Decision(Rejection rejection) => new Refused(rejection);

    /// <summary>Several events from one command, in order.</summary>
    public static Decision Happened(params IEnumerable<MeetingEvent> events) => new Accepted([.. events]);
}
