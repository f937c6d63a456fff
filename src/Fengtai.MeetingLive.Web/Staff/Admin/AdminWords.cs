namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>Words of the pages of administration.</summary>
public sealed class AdminWords;
