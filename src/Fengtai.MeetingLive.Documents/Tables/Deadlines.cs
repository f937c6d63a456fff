using System.Text;
using Fengtai.MeetingLive.Core;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Fengtai.MeetingLive.Documents.Tables;

/// <param name="Id">The left half of the event's id.</param>
public sealed record DueItem(string Id, DateOnly Day, string Title, string About);

/// <summary>办结时限 and 推进节点 as a calendar of whole days (RFC 5545).</summary>
public static class Deadlines
{
    /// <param name="host">The right half of each event's id, so that an import replaces what was imported before.</param>
    /// <param name="made">Stands in each event; a parameter, so that the same minutes give the same bytes.</param>
    public static void WriteIcs(Stream stream, Minutes minutes, string host, DateTimeOffset made)
    {
        var calendar = new Calendar { ProductId = "-//Fengtai MeetingLive//Minutes//ZH" };
        calendar.AddProperty("X-WR-CALNAME", $"{minutes.Head.ShortTitle}承办事项");
        foreach (var commitment in minutes.Commitments)
        {
            var about = $"牵头领导：{commitment.Lead}\n责任单位：{commitment.Unit}\n责任人：{commitment.Owner}";
            calendar.Events.Add(
                Event($"{commitment.Id}@{host}", commitment.Deadline, $"办结时限：{commitment.Title}", about, made)
            );
            foreach (var (index, milestone) in commitment.Milestones.Index())
            {
                calendar.Events.Add(
                    Event(
                        $"{commitment.Id}-{index + 1}@{host}",
                        milestone.Date,
                        $"{milestone.Text}（{commitment.Title}）",
                        about,
                        made
                    )
                );
            }
        }

        stream.Write(Encoding.UTF8.GetBytes(Text(calendar)));
    }

    /// <summary>Any items with their days.</summary>
    /// <param name="name">What the calendar is called where it is subscribed to.</param>
    /// <param name="host">As above.</param>
    /// <param name="made">As above.</param>
    public static string Ics(string name, IEnumerable<DueItem> items, string host, DateTimeOffset made)
    {
        var calendar = new Calendar { ProductId = "-//Fengtai MeetingLive//Commitments//ZH" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.Events.AddRange(
            items.Select(item => Event($"{item.Id}@{host}", item.Day, $"办结时限：{item.Title}", item.About, made))
        );
        return Text(calendar);
    }

    private static string Text(Calendar calendar) => new CalendarSerializer().SerializeToString(calendar) ?? "";

    private static CalendarEvent Event(string id, DateOnly day, string summary, string about, DateTimeOffset made) =>
        new()
        {
            Uid = id,
            Start = new CalDateTime(day),
            End = new CalDateTime(day.AddDays(1)),
            Summary = summary,
            Description = about,
            DtStamp = new CalDateTime(made.UtcDateTime, "UTC"),
            Transparency = "TRANSPARENT",
        };
}
