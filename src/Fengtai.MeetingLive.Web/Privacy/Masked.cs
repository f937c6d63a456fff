namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>Personal data as it is shown to those who need not know it.</summary>
public static class Masked
{
    /// <summary>138****1234; of a shorter number the last two figures.</summary>
    public static string Phone(string phone) =>
        phone.Length >= 11 ? phone[..3] + "****" + phone[^4..]
        : phone.Length >= 7 ? "****" + phone[^2..]
        : "****";

    /// <summary>王某某: the family name.</summary>
    public static string Person(string name) =>
        name.Length == 0 ? "" : string.Concat(name.EnumerateRunes().Take(1)) + "某某";

    /// <summary>Up to the house; neither entrance nor door.</summary>
    public static string Place(string address) => Preparation.Demands.DemandPlaces.House(address);
}
