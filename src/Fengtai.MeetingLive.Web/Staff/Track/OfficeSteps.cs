using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>One step on a commitment's way, as the office reads it.</summary>
/// <param name="Who">By name of the account; null: a resident, who is not named.</param>
/// <param name="Inside">What only the office sees.</param>
/// <param name="Look">Class of its mark.</param>
public sealed record OfficeStep(
    string Key,
    string Kind,
    DateTimeOffset At,
    string Title,
    string? Text,
    string? Who,
    string Icon,
    string Look
)
{
    public string? Inside { get; init; }

    /// <summary>Only the day is known.</summary>
    public bool WholeDay { get; init; }
    public ImmutableArray<PhotoHash> Photos { get; init; } = [];
}

/// <summary>All that happened to one commitment in words, the newest first: also what the public page leaves out.</summary>
public sealed class OfficeSteps(IStringLocalizer<TrackWords> words, IStringLocalizer<Common> common)
{
    private const string Good = "k-ok";
    private const string Going = "k-go";
    private const string Back = "k-no";

    /// <summary>An account by its name, whoever had only a link as 城管办（链接）.</summary>
    public static string Name(IStringLocalizer<TrackWords> words, ActorId by) =>
        by.Value.StartsWith(SignedLinks.ActorPrefix, StringComparison.Ordinal)
            ? words["by-link", by.Value[SignedLinks.ActorPrefix.Length..]]
            : by.Value;

    public IReadOnlyList<OfficeStep> Of(Meeting meeting, Commitment commitment)
    {
        var track = Tracks.Of(meeting, commitment.Id);
        return
        [
            .. track
                .Steps.Reverse()
                .Select(step => Of(track, step))
                .OfType<OfficeStep>()
                .Concat(FollowUps(track))
                .OrderByDescending(step => step.At),
            Begin(meeting, commitment),
        ];
    }

    private OfficeStep? Of(Core.Tracking.Track track, TrackStep step) =>
        step.Event switch
        {
            Reported r => Step(
                step,
                "report",
                ReportTitle(r),
                null,
                r.Kind != ReportKind.Progress ? "done"
                    : r.Photos.IsEmpty ? "moving"
                    : "camera",
                r.Kind == ReportKind.Progress ? Going : Good
            ) with
            {
                Photos = r.Photos,
            },
            Postponed p => Step(
                step,
                "postponed",
                words["step.postponed", common.Day(p.To)],
                words["step.postponed-from", common.Day(p.From)],
                "day",
                p.Missed ? Back : Going
            ),
            Accepted a => Step(
                step,
                "accepted",
                words[a.Outcome == ReportKind.Done ? "step.accepted" : "step.accepted-cannot"],
                null,
                "done",
                Good
            ),
            SentBack b => Step(step, "sent-back", words["step.sent-back"], b.Reason, "back", Back),
            Reassigned r => Step(
                step,
                "reassigned",
                words["step.reassigned", r.Unit],
                words["step.reassigned-to", r.Lead, r.Owner, r.Reason],
                "together",
                Going
            ),
            Declined d => Step(step, "declined", words["step.declined"], d.Reason, "back", Back),
            Urged u => Step(
                step,
                "urged",
                words["step.urged", u.Days],
                u.Note.Length == 0 ? null : u.Note,
                "late",
                Back
            ),
            CarriedOver c => Step(step, "carried-over", words["carried-to", c.To], null, "moving", Going),
            SiteVisited v => Step(
                step,
                "site-visit",
                words["step.site-visit", v.Finding],
                words[
                    "step.site-visit-at",
                    v.Who,
                    v.Place,
                    common.ShortDay(Beijing.Day(v.SeenAt)),
                    Beijing.Clock(v.SeenAt)
                ],
                "place",
                Going
            ) with
            {
                Photos = v.Photos,
            },
            WhistleBlown w => Step(
                step,
                "whistle",
                words["step.whistle", w.Bureaus.Length],
                words[
                    "step.whistle-at",
                    common.ShortDay(Beijing.Day(w.MeetAt)),
                    Beijing.Clock(w.MeetAt),
                    w.Place,
                    string.Join(words["list-comma"], w.Bureaus),
                    w.About
                ],
                "whistle",
                Going
            ),
            WhistleAnswered a => Step(
                step,
                "whistle-answer",
                words[a.Coming ? "step.coming" : "step.not-coming", a.Bureau],
                a.Note.Length == 0 ? null : a.Note,
                a.Coming ? "done" : "shut",
                a.Coming ? Going : Back
            ),
            AttendanceRecorded a => Step(
                step,
                "attendance",
                a.Arrived
                    ? words[
                        "step.arrived",
                        a.Bureau,
                        a.ArrivedAt?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? ""
                    ]
                    : words["step.absent", a.Bureau],
                null,
                a.Arrived ? "done" : "shut",
                a.Arrived ? Good : Back
            ),
            WhistleConcluded w => Step(
                step,
                "whistle-concluded",
                words["step.concluded", Find(track, w).Bureaus.Length, Find(track, w).ArrivedCount],
                w.Outcome,
                "whistle",
                Good
            ),
            Reopened r => new OfficeStep(
                Key(step),
                "reopened",
                r.At,
                words["step.reopened"],
                words["step.reopened-due", common.Day(r.Due)],
                null,
                "again",
                Back + " again"
            )
            {
                Inside = r.Text ?? words["step.reopened-erased"],
            },
            // Each score by itself is nobody's business; they are counted.
            _ => null,
        };

    /// <summary>回访: one line for each time that it was settled.</summary>
    private IEnumerable<OfficeStep> FollowUps(Core.Tracking.Track track) =>
        track
            .Steps.Select(step => step.Event)
            .OfType<OutcomeRated>()
            .GroupBy(rated => rated.Round)
            .Select(round =>
            {
                var tally = track.FollowUp(round.Key);
                return new OfficeStep(
                    $"follow-up-{round.Key}",
                    "follow-up",
                    round.Max(rated => rated.At),
                    words["step.follow-up", tally.Total, tally.Satisfied],
                    null,
                    null,
                    "Rating",
                    Going
                );
            });

    private OfficeStep Begin(Meeting meeting, Commitment commitment)
    {
        if (commitment.Question is { } id && meeting.Questions.TryGetValue(id, out var question))
            return new OfficeStep(
                "begin",
                "begin",
                question.SettledAt ?? question.AskedAt,
                words["step.asked", question.Supports],
                question.Text is { } text
                    ? words["step.asked-text", common.Channel(question.From.Channel), text]
                    : words["step.asked-erased"],
                null,
                "stage",
                ""
            );
        return new OfficeStep(
            "begin",
            "begin",
            commitment.ListedAt ?? Beijing.Begin(meeting.Plan.Date),
            words["step.listed"],
            null,
            null,
            "sheet",
            ""
        )
        {
            WholeDay = true,
        };
    }

    private OfficeStep Step(TrackStep step, string kind, string title, string? text, string icon, string look) =>
        new(
            Key(step),
            kind,
            step.Event.At,
            title,
            text,
            step.Event is StaffEvent { By: var by } ? Name(words, by) : null,
            icon,
            look
        );

    private string ReportTitle(Reported report) =>
        report.Kind switch
        {
            ReportKind.Done => words["step.done", report.Text],
            ReportKind.CannotBeDone => words["step.cannot", report.Text],
            _ => report.Text,
        };

    private static string Key(TrackStep step) => $"{step.Version}";

    private static Whistle Find(Core.Tracking.Track track, WhistleConcluded concluded) =>
        track.Whistles.First(w => w.Id == concluded.Whistle);
}
