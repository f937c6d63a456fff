namespace Fengtai.MeetingLive.Web.Staff.Prepare.Plans;

/// <summary>Key of the words of the response plans.</summary>
public sealed class PlanWords;
