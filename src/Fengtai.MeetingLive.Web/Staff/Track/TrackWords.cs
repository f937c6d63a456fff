namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>Key of the words of 会后跟进.</summary>
public sealed class TrackWords;
