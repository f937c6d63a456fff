using System.Collections.Immutable;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>What is prepared for one meeting: what its announcement will put into the journal.</summary>
/// <param name="HeldWords">敏感词</param>
public sealed record Prepared(
    MeetingPlan Plan,
    ImmutableArray<ResponsePlan> ResponsePlans,
    ImmutableArray<string> HeldWords
)
{
    /// <summary>A meeting of which nothing is known but who holds it and under which code.</summary>
    public static Prepared Nothing(StreetId street, string streetName, string code) =>
        new(
            new MeetingPlan(
                code,
                street,
                streetName,
                "",
                "",
                "",
                default,
                "",
                Sample: false,
                ShowFirst: false,
                [],
                [],
                Deck.Empty,
                [],
                [],
                [],
                [],
                [],
                [],
                []
            ),
            [],
            []
        );

    internal string ToJson() => JsonSerializer.Serialize(this, EventJson.Options);

    internal static Prepared FromJson(string json) => JsonSerializer.Deserialize<Prepared>(json, EventJson.Options)!;
}

/// <summary>The meeting that a street prepares, as it was read.</summary>
/// <param name="Phase">Draft until it is announced.</param>
/// <param name="Version">
/// Which state of the content this is; a save names it, so that nobody overwrites what they have not seen. 0: nothing was
/// saved yet.
/// </param>
/// <param name="ChangedBy">Null when nothing was saved yet, and once the journal has it.</param>
public sealed record Preparing(
    StreetId Street,
    string StreetName,
    MeetingId Meeting,
    Phase Phase,
    Prepared Content,
    long Version,
    ActorId? ChangedBy,
    DateTimeOffset? ChangedAt
)
{
    public MeetingPlan Plan => Content.Plan;

    /// <summary>Once it is open nothing is changed any more.</summary>
    public bool MayChange => Phase is Phase.Draft or Phase.Preparing;
}

/// <summary>What became of a save.</summary>
public abstract record Saved
{
    private Saved() { }

    public sealed record Kept(Preparing Now) : Saved;

    public sealed record Refused(Rejection Rejection) : Saved;

    /// <summary>Nothing is known of what became of it; the same may be tried again.</summary>
    public sealed record Failed(string Code) : Saved;
}
