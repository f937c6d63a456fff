using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Web.Screens;

/// <summary>All that one picture of the big screen is made of.</summary>
/// <param name="Phone">The address in the QR; the result page's once the meeting is closed.</param>
/// <param name="Fingerprint">First 16 hex digits of the journal's head.</param>
/// <param name="Now">For what counts as just listed.</param>
public sealed record ScenePicture(ScreenView View, string Phone, string Fingerprint, DateTimeOffset Now);
