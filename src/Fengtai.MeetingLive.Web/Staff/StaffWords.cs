namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>Key of the resources with the words of the staff's pages.</summary>
public sealed class StaffWords;
