using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>What is kept of a person, by where it is kept.</summary>
public enum KeptKind
{
    Question,
    Demand,
    Visit,

    /// <summary>That there is a rating or a ballot; not which.</summary>
    Rating,
}

/// <summary>One thing that is kept of a person, masked as the office sees it.</summary>
/// <param name="Id">A question's id, a demand's or a visit's; of a rating its round's or poll's.</param>
/// <param name="Meeting">The meeting's id; null for what comes from before a meeting.</param>
/// <param name="Where">The meeting's title, or the demand's source.</param>
/// <param name="Contact">Name, phone and place with their middles hidden; empty: none is kept.</param>
/// <param name="RetainUntil">The last day on which the contact is kept; null: nothing is kept that ends by itself.</param>
/// <param name="ErasedOn">The day on which it was erased as the person wished; null: it is there.</param>
public sealed record KeptThing(
    KeptKind Kind,
    string Id,
    MeetingId? Meeting,
    string Where,
    DateOnly Day,
    string? Text,
    string Contact,
    DateOnly? RetainUntil,
    DateOnly? ErasedOn
)
{
    /// <summary>By what it is ticked and erased.</summary>
    public string Key => $"{Kind}:{Meeting?.Value}:{Id}";

    /// <summary>A rating is counted, and nobody can tell whose it is.</summary>
    public bool CanBeErased => Kind != KeptKind.Rating && ErasedOn is null;
}

/// <summary>What was found of a person.</summary>
/// <param name="Wrong">The code of why it was not looked for; null: it was.</param>
public sealed record PersonFound(string? Wrong, PersonBy By, ImmutableArray<KeptThing> Things)
{
    public static PersonFound Refused(string code) => new(code, PersonBy.None, []);
}

/// <summary>What became of one thing that was to be erased.</summary>
/// <param name="Wrong">Null: it is erased. Otherwise a code of ours or the code of Core's refusal.</param>
public sealed record ErasedThing(KeptThing Thing, string? Wrong);
