using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Evaluating;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Evaluations;

/// <summary>
/// 考核表: three scores with their denominators and weights, one below the other and nowhere added up. The only place
/// where the panel's remarks are written out; so it is for the office alone.
/// </summary>
public static class EvaluationExports
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapEvaluationExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/track/{street}/evaluation/{code}/scores.xlsx", WriteAsync);

    private static async Task<IResult> WriteAsync(
        string street,
        string code,
        HttpContext http,
        MeetingSessions sessions,
        StaffAccess access,
        TimeProvider clock,
        IStringLocalizer<EvaluatingWords> words,
        IStringLocalizer<Common> common,
        CancellationToken cancel
    )
    {
        var who = await access.ResolveAsync(http.User, new StreetId(street), cancel);
        if (!EvaluationRoles.May(who, EvaluationRoles.Office))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (
            await sessions.FindAsync(code, cancel) is not { } door
            || door.Session.Current.Plan.Street != new StreetId(street)
        )
            return Results.NotFound();
        var meeting = door.Session.Current;
        using var made = new MemoryStream();
        TableFile.WriteXlsx(
            made,
            words["export.sheet"],
            [.. Columns.Select(key => words[key].Value)],
            Rows(meeting, words, common)
        );
        var day = Beijing.Day(clock.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(made.ToArray(), Xlsx, $"{meeting.Plan.Title}{words["export.sheet"].Value}{day}.xlsx");
    }

    private static readonly string[] Columns =
    [
        "export.score",
        "export.what",
        "export.part",
        "export.whole",
        "export.result",
        "export.weight",
        "remark",
    ];

    private static IEnumerable<object?[]> Rows(
        Meeting meeting,
        IStringLocalizer<EvaluatingWords> words,
        IStringLocalizer<Common> common
    )
    {
        var view = EvaluationView.Of(meeting);
        if (view.OnSite is { } onSite)
        {
            var rows = Levels(words["on-site"], onSite.Counts, words, common);
            yield return Of(words["on-site"], words["export.turnout"], new Ratio(onSite.Of.Rated, onSite.Of.Present));
            foreach (var row in rows)
                yield return row;
        }

        if (view.FollowUp is { } after)
        {
            yield return Of(words["follow-up"], words["export.reached"], new Ratio(after.Counts.Sum(), after.Askers));
            foreach (var row in Levels(words["follow-up"], after.Counts, words, common))
                yield return row;
            foreach (var topic in after.ByTopic)
                yield return Of(
                    words["follow-up"],
                    words["export.topic", topic.Topic ?? words["topic.none"].Value],
                    new Ratio(topic.Satisfied, topic.Rated)
                );
        }

        if (view.Panel is not { } panel || meeting.Evaluation is not { } evaluation)
            yield break;
        yield return Of(words["panel"], words["export.given"], new Ratio(panel.Given, panel.Seats));
        foreach (var d in Evaluation.Dimensions)
            yield return
            [
                words["panel"].Value,
                words[$"dimension.{d}"].Value,
                null,
                panel.Given,
                panel.Means is { } means ? Points(means[d]) : null,
                panel.Weights[d],
                null,
            ];
        yield return
        [
            words["panel"].Value,
            words["panel.weighed"].Value,
            null,
            panel.Given,
            panel.Weighed is { } weighed ? Points(weighed) : null,
            100,
            null,
        ];
        foreach (var seat in evaluation.Seats)
        {
            if (!evaluation.Given.TryGetValue(seat.Name, out var given))
            {
                yield return [words["panel"].Value, SeatOf(seat), null, null, words["not-scored"].Value, null, null];
                continue;
            }

            foreach (var d in Evaluation.Dimensions)
                yield return
                [
                    words["panel"].Value,
                    words["export.seat", SeatOf(seat), words[$"dimension.{d}"].Value].Value,
                    given[d].Score,
                    100,
                    null,
                    null,
                    given[d].Remark,
                ];
        }

        string SeatOf(EvaluatorSeat seat) => words["export.who", seat.Name, words["kind." + seat.Kind].Value];
    }

    private static IEnumerable<object?[]> Levels(
        string score,
        ImmutableArray<int> counts,
        IStringLocalizer<EvaluatingWords> words,
        IStringLocalizer<Common> common
    )
    {
        yield return Of(score, words["satisfied"], new Ratio(counts[3] + counts[4], counts.Sum()));
        for (var level = 5; level >= 1; level--)
            yield return Of(score, common.Level(level), new Ratio(counts[level - 1], counts.Sum()));
    }

    private static object?[] Of(string score, string what, Ratio ratio) =>
        [score, what, ratio.Part, ratio.Of, ratio.Shown, null, null];

    private static string Points(decimal points) => points.ToString("0.0", CultureInfo.InvariantCulture);
}
