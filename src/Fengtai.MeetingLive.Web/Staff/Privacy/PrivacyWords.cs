namespace Fengtai.MeetingLive.Web.Staff.Privacy;

/// <summary>Words of what an administrator does about persons' data, and of showing a phone number.</summary>
public sealed class PrivacyWords;
