using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>What is done on the page, act by act: a refusal stands beside its form, and what was typed stays in it.</summary>
public sealed partial class ItemPage
{
    private readonly Dictionary<string, string> wrong = new(StringComparer.Ordinal);
    private ReportDraft report = new();
    private SiteVisitDraft visit = new();
    private WhistleDraft whistle = new();
    private ChargeDraft charge = new();
    private TextDraft check = new();
    private TextDraft concluding = new();
    private string urge = "";
    private bool acting;
    private bool nothingPrepared;

    private string? Wrong(string form) => wrong.GetValueOrDefault(form);

    private async Task ReportAsync()
    {
        var due = TypedTime.Day(report.Due);
        if (
            await DoAsync(
                "report",
                (id, by, at) =>
                    new Report(
                        id,
                        by,
                        at,
                        Commitment!.Id,
                        report.Kind,
                        report.Text,
                        [.. report.Photos],
                        [.. report.Reached.Order()]
                    )
                    {
                        Due = report.Kind == ReportKind.Progress ? due : null,
                    },
                "done.report"
            )
        )
            report = new ReportDraft();
    }

    private async Task UrgeAsync()
    {
        if (await DoAsync("urge", (id, by, at) => new Urge(id, by, at, Commitment!.Id, urge), "done.urge"))
            urge = "";
    }

    private async Task VisitAsync()
    {
        if (TypedTime.Read(visit.Day, visit.Clock) is not { } seen)
        {
            wrong["visit"] = W["time-missing"];
            return;
        }

        if (
            await DoAsync(
                "visit",
                (id, by, at) =>
                    new RecordSiteVisit(
                        id,
                        by,
                        at,
                        Commitment!.Id,
                        visit.Who,
                        seen,
                        visit.Place,
                        visit.Finding,
                        [.. visit.Photos]
                    ),
                "done.visit"
            )
        )
            visit = new SiteVisitDraft();
    }

    private async Task BlowAsync()
    {
        if (TypedTime.Read(whistle.Day, whistle.Clock) is not { } meet)
        {
            wrong["whistle"] = W["time-missing"];
            return;
        }

        if (
            await DoAsync(
                "whistle",
                (id, by, at) =>
                    new BlowWhistle(
                        id,
                        by,
                        at,
                        Commitment!.Id,
                        // One id for one act: a retry repeats it.
                        new WhistleId(id.Value),
                        [.. whistle.Bureaus, whistle.Bureau],
                        meet,
                        whistle.Place,
                        whistle.About
                    ),
                "done.whistle"
            )
        )
            whistle = new WhistleDraft();
    }

    private Task AttendAsync((WhistleId Whistle, string Bureau, bool Arrived) record) =>
        DoAsync(
            "attend",
            (id, by, at) =>
                new RecordAttendance(
                    id,
                    by,
                    at,
                    Commitment!.Id,
                    record.Whistle,
                    record.Bureau,
                    record.Arrived,
                    record.Arrived
                        ? TimeOnly.Parse(Beijing.Clock(at), System.Globalization.CultureInfo.InvariantCulture)
                        : null
                ),
            done: null,
            act: $"attend:{record.Whistle}:{record.Bureau}:{record.Arrived}"
        );

    private async Task ConcludeAsync(WhistleId which)
    {
        if (
            await DoAsync(
                "attend",
                (id, by, at) => new ConcludeWhistle(id, by, at, Commitment!.Id, which, concluding.Text),
                "done.conclude",
                act: $"conclude:{which}"
            )
        )
            concluding = new TextDraft();
    }

    private async Task ReassignAsync()
    {
        if (
            await DoAsync(
                "charge",
                (id, by, at) =>
                    new Reassign(
                        id,
                        by,
                        at,
                        Commitment!.Id,
                        charge.Lead,
                        charge.Unit,
                        charge.Owner,
                        charge.Grid,
                        charge.Reason
                    ),
                "done.charge"
            )
        )
            charge = new ChargeDraft();
    }

    private async Task AcceptAsync()
    {
        if (await DoAsync("accept", (id, by, at) => new Accept(id, by, at, Commitment!.Id), "done.accept"))
            check = new TextDraft();
    }

    private async Task BackAsync()
    {
        if (await DoAsync("back", (id, by, at) => new SendBack(id, by, at, Commitment!.Id, check.Text), "done.back"))
            check = new TextDraft();
    }

    private async Task CarryAsync()
    {
        if (acting)
            return;
        acting = true;
        wrong.Remove("carry");
        nothingPrepared = false;
        try
        {
            if (await WhoNowAsync() is not { } by)
            {
                wrong["carry"] = Say(Rejection.NotAllowed);
                return;
            }

            var done = await Carrying.DoAsync(
                Meeting.Plan.Street,
                [new PromiseAt(Meeting.Id, Commitment!.Id)],
                by,
                Left
            );
            nothingPrepared = done.Refusal is Saved.Refused(var none) && none == Rejection.MeetingNotAnnounced;
            var why = done.Refusal ?? (done.Not is [var one, ..] ? one.Why : null);
            if (nothingPrepared)
                return;
            if (why is not null)
                wrong["carry"] = why switch
                {
                    Saved.Refused(var rejection) => Say(rejection),
                    Saved.Failed(var code) => SayFailure(code),
                    _ => throw new NotSupportedException("What is kept is no refusal."),
                };
            else
                said = done.Added == 0 ? W["carried-before", done.To] : W["carried", done.Added, done.To];
        }
        finally
        {
            acting = false;
        }
    }

    private Task<Actor?> WhoNowAsync() => ResolveAsync(Meeting.Plan.Street);

    /// <summary>One act at a time; a second click while it is under way does nothing.</summary>
    /// <param name="form">Beside which a refusal stands.</param>
    /// <param name="done">Key of what is said when it is done; null: the page shows it anyway.</param>
    /// <param name="act">What a retry repeats; null: the form's one act.</param>
    private async Task<bool> DoAsync(
        string form,
        Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command,
        string? done,
        string? act = null
    )
    {
        if (acting)
            return false;
        acting = true;
        wrong.Remove(form);
        said = null;
        try
        {
            var outcome = await Acts.DoAsync(act ?? form, command);
            if (Say(outcome) is { } why)
            {
                wrong[form] = why;
                return false;
            }

            said = done is null ? null : W[done].Value;
            if (panel == form)
                panel = null;
            return true;
        }
        finally
        {
            acting = false;
        }
    }
}
