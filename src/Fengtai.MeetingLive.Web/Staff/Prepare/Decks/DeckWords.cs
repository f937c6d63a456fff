namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>Key of the words of the deck's editor.</summary>
public sealed class DeckWords;
