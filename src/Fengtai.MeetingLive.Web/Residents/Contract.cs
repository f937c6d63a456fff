using System.Text.Json.Nodes;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>What the hub calls on a phone or a big screen.</summary>
public interface IResidentClient
{
    /// <summary>What changed, or with <c>full</c> all there is.</summary>
    Task Show(Patch patch);
}

/// <summary>
/// Sections of the view, by item. A client keeps a version per item and ignores an older one; <paramref name="Full"/>
/// replaces all; another epoch means: load the page anew, once.
/// </summary>
public sealed record Patch(
    string Epoch,
    long Version,
    IReadOnlyDictionary<string, JsonNode?> Sections,
    bool Full = false
);

/// <param name="Screen">A big screen: it is not counted as present and receives no section of its own.</param>
public sealed record JoinRequest(string? Code, string? Epoch = null, long? Version = null, bool Screen = false);

public sealed record AskRequest(
    string? Id,
    string? Text,
    string? Topic = null,
    string? Channel = null,
    string? Name = null
)
{
    /// <summary>A framework that logs what a hub was called with must not log what a person wrote.</summary>
    public override string ToString() => $"{nameof(AskRequest)} {Id}";
}

public sealed record SupportRequest(string? QuestionId);

public sealed record WithdrawRequest(string? QuestionId);

public sealed record RateRequest(string? Id, string? Round, int Score);

public sealed record VoteRequest(string? Id, string? Poll, string[]? Choices);

/// <summary>The answer to every call. <paramref name="Ok"/> means: it is on disk.</summary>
/// <param name="Code">Why not, in kebab-case.</param>
/// <param name="Message">The same in the phone's language.</param>
/// <param name="Receipt">Ten characters of base32; shown as W3K7-Q2D9-5M.</param>
/// <param name="Proof">
/// The salt of a rating or ballot, hex. The phone keeps it: with it, and with nothing from us, it finds its own among the
/// openings.
/// </param>
public sealed record Reply(
    bool Ok,
    long Version,
    string? Code = null,
    string? Message = null,
    string? Receipt = null,
    string? Proof = null
);
