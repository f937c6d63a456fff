namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>Key of the words of the demo's first page.</summary>
public sealed class HomeWords;
