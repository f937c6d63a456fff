using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Web.Screens;

/// <summary>All that one picture of the big screen is made of.</summary>
/// <param name="Phone">The address in the QR; the result page's once the meeting is closed.</param>
/// <param name="Fingerprint">First 16 hex digits of the journal's head at the view's version; the verifier finds it by itself.</param>
/// <param name="Now">For what counts as just listed.</param>
public sealed record ScenePicture(ScreenView View, string Phone, string Fingerprint, DateTimeOffset Now)
{
    /// <summary>When the QR is to be fetched anew; null where it stays.</summary>
    public TimeSpan? Again { get; init; }

    public EntryRule Entry { get; init; }

    /// <summary>What stands beside the QR: how one gets in where that is a setting, else <paramref name="usually"/>.</summary>
    public string JoinKey(string usually) =>
        View.Head.Phase == Phase.Closed ? usually
        : Again is not null ? "join.hall"
        : Entry == EntryRule.Ticket ? "join.ticket"
        : Entry == EntryRule.Hall ? "join.online"
        : usually;
}
