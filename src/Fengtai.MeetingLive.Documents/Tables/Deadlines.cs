using System.Text;
using Fengtai.MeetingLive.Core;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Fengtai.MeetingLive.Documents.Tables;

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

        var text = new CalendarSerializer().SerializeToString(calendar) ?? "";
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

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
