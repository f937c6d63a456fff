namespace Fengtai.MeetingLive.Web.Screens;

/// <summary>Key of the big screen's words.</summary>
public sealed class ScreenWords;
