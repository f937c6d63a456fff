namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>Words of first start, passkeys and one's own account.</summary>
public sealed class AccessWords;
