namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>Section <c>Demo</c>; set by the command <c>demo</c>.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>The demo meeting is there and its staff doors need no password on the machine itself.</summary>
    public bool Enabled { get; set; }

    /// <summary>Questions are shown before they are approved; for load tests.</summary>
    public bool ShowFirst { get; set; }

    /// <summary>How the demo meeting lets people in, to try the other ways; open unless set.</summary>
    public Core.EntryRule Entry { get; set; }
}
