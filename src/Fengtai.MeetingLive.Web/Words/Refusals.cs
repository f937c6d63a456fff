namespace Fengtai.MeetingLive.Web.Words;

/// <summary>Key of the resources that say a refusal in words; one entry per code.</summary>
public sealed class Refusals;
