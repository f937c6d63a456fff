namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>Key of the words of the workbook's page.</summary>
public sealed class BookWords;
