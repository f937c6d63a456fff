namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>Key of the words of the district's overview.</summary>
public sealed class DistrictWords;
