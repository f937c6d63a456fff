using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>One household as it comes from a phone or from the page's form; nothing of it has been checked.</summary>
/// <param name="Topic">A topic or a part of one; no name stands for two things in a street.</param>
/// <param name="At">When it was recorded, by the phone's clock.</param>
public sealed record VisitSent(
    string Id,
    int Revision,
    string Grid,
    string Household,
    ImmutableArray<string> Groups,
    string Asked,
    string Topic,
    bool ToList,
    string Phone,
    DateTimeOffset At,
    byte[]? Photo
);

/// <summary>Why a visit is not taken: at which field of the form, and a code whose words are found at the edge.</summary>
public sealed record VisitWrong(string Field, string Code, ImmutableArray<string> Arguments)
{
    public VisitWrong(string field, string code, params ReadOnlySpan<object> arguments)
        : this(field, code, [.. arguments.ToArray().Select(argument => $"{argument}")]) { }
}

/// <summary>What became of a visit that was sent.</summary>
public abstract record VisitTaken
{
    private VisitTaken() { }

    /// <param name="Receipt">Ten characters; null when nothing is to stand on the list.</param>
    public sealed record Kept(string? Receipt) : VisitTaken;

    public sealed record Refused(VisitWrong Wrong) : VisitTaken;
}

/// <summary>A grid as the phone's page offers it.</summary>
public sealed record VisitGrid(string Id, string Name, string Community, int Done, int Planned);

/// <summary>A topic with its parts as the phone's page offers them.</summary>
public sealed record VisitTopic(string Name, ImmutableArray<string> Parts)
{
    public bool HasPart(string name) => Parts.Contains(name, StringComparer.Ordinal);
}

/// <summary>What a visit may name in one street.</summary>
public sealed record VisitPlace(ImmutableArray<VisitGrid> Grids, ImmutableArray<VisitTopic> Topics);
