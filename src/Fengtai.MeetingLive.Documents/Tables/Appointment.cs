using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Fengtai.MeetingLive.Documents.Tables;

/// <summary>One hour at a place, for somebody's calendar (RFC 5545).</summary>
/// <param name="Id">Stays the same, so that an import replaces what was imported before.</param>
/// <param name="Made">Stands in the event; a parameter, so that the same appointment gives the same bytes.</param>
public sealed record Appointment(
    string Id,
    DateTimeOffset Begin,
    string Summary,
    string Place,
    string About,
    DateTimeOffset Made
)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    /// <summary>Times in UTC, which every calendar turns into its own.</summary>
    public byte[] ToIcs()
    {
        var calendar = new Calendar { ProductId = "-//Fengtai MeetingLive//Whistle//ZH" };
        calendar.Events.Add(
            new CalendarEvent
            {
                Uid = Id,
                Start = new CalDateTime(Begin.UtcDateTime, "UTC"),
                End = new CalDateTime((Begin + Usual).UtcDateTime, "UTC"),
                Summary = Summary,
                Location = Place,
                Description = About,
                DtStamp = new CalDateTime(Made.UtcDateTime, "UTC"),
            }
        );
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? "");
    }
}
