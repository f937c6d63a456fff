using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>The board as the address filters it, as a table or a calendar; <see cref="StaffDoor"/> stands before it.</summary>
public static class TrackExports
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapTrackExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/track/{street}/items.{kind:regex(^(xlsx|csv|ics)$)}", WriteAsync);

    private static async Task WriteAsync(
        string street,
        string kind,
        HttpContext http,
        BoardReader reader,
        MeetingSessions sessions,
        StaffAccess access,
        TimeProvider clock,
        IStringLocalizer<TrackWords> words,
        IStringLocalizer<Common> common
    )
    {
        var cancel = http.RequestAborted;
        var who = await access.ResolveAsync(http.User, new StreetId(street), cancel);
        if (!TrackRoles.May(who, TrackRoles.All))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var now = clock.GetUtcNow();
        var today = Beijing.Day(now);
        var board = await reader.ReadAsync(new StreetId(street), who!, today, cancel);
        BoardItem[] items = [.. board.Of(BoardFilter.From(http.Request.QueryString.Value))];
        using var made = new MemoryStream();
        switch (kind)
        {
            case "xlsx":
                TableFile.WriteXlsx(made, words["title"], Columns(words), items.Select(Row));
                break;
            case "csv":
                TableFile.WriteCsv(made, Columns(words), items.Select(Row));
                break;
            default:
                var marks = await BoardMonth.MarksAsync(items, sessions, today);
                Deadlines.WriteIcs(made, "Track", words["title"], marks.Select(Day), now);
                break;
        }

        var name = $"{words["title"].Value}{today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.{kind}";
        http.Response.Headers.CacheControl = "no-store";
        await Results.Bytes(made.ToArray(), MediaType(kind), name).ExecuteAsync(http);

        object?[] Row(BoardItem item) =>
            [
                BoardWording.State(words, item, today),
                item.At(today) == BoardState.Overdue ? -item.DaysLeft(today) : null,
                item.Row.Title,
                item.Row.Latest ?? (item.Row.LatestKind is { } step ? words["kind." + step].Value : null),
                item.Row.Delay,
                item.Row.Lead,
                item.Row.Unit,
                item.Row.Owner,
                item.Row.Grid,
                item.Row.Topic,
                item.Row.FirstDeadline ?? item.Row.Deadline,
                item.Row.Deadline,
                item.Row.Reached,
                item.Row.Milestones,
                item.Row.Reopenings,
                item.Row.FollowedUp,
                item.Row.FollowedUpSatisfied,
                BoardWording.Source(words, common, item, several: false),
                item.MeetingTitle,
                item.MeetingDate,
                item.Row.CarriedTo,
            ];

        // The ids are those of the minutes' calendar: whoever has both sees each day once.
        DueDay Day(BoardMark mark) =>
            new(
                $"{mark.Item.Row.Id}{(mark.Step == 0 ? "" : $"-{mark.Step}")}@{mark.Item.Row.MeetingId}.meetinglive",
                mark.Day,
                words["mark." + mark.Kind, mark.Text, mark.Item.Row.Title],
                words[
                    "calendar-about",
                    mark.Item.Row.Lead,
                    mark.Item.Row.Unit,
                    mark.Item.Row.Owner,
                    BoardWording.State(words, mark.Item, today)
                ]
            );
    }

    private static string MediaType(string kind) =>
        kind switch
        {
            "xlsx" => Xlsx,
            "csv" => "text/csv",
            _ => "text/calendar",
        };

    private static string[] Columns(IStringLocalizer<TrackWords> words) =>
        [
            .. new[]
            {
                "col.state",
                "col.late-days",
                "col.title",
                "col.progress",
                "col.delay",
                "col.lead",
                "col.unit",
                "col.owner",
                "col.grid",
                "col.topic",
                "col.first-due",
                "col.due",
                "col.reached",
                "col.milestones",
                "col.reopenings",
                "col.followed-up",
                "col.satisfied",
                "col.source",
                "col.meeting",
                "col.meeting-date",
                "col.carried-to",
            }.Select(key => words[key].Value),
        ];
}
