namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Key of the resources with the words of the demand list.</summary>
public sealed class DemandWords;
