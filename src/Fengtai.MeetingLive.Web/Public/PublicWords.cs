namespace Fengtai.MeetingLive.Web.Public;

/// <summary>Key of the words of the public result page and the receipt look-up.</summary>
public sealed class PublicWords;
