namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>The views of a street's preparation, in the order in which they stand beside the title.</summary>
internal static class PrepareViews
{
    public static readonly string[] All = ["home", "workbook", "demands", "plans", "deck", "visits"];
}
