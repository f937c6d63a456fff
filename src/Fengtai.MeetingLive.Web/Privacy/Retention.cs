using System.Data.Common;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>How many of each kind were erased because their time was over.</summary>
/// <param name="Records">Rows of the look-up log and of the register of requests.</param>
public sealed record RetentionCounts(int Demands, int Visits, int Sessions, int Records)
{
    public int Total => Demands + Visits + Sessions + Records;
}

/// <summary>
/// Erases what has been kept for its time, kind by kind, in short turns. Names that askers gave stay with their questions'
/// words: both are sealed as one, so a name alone could go only with the proof of the words (see the README).
/// </summary>
public sealed class Retention(
    MeetingStore store,
    DemandSweeping demands,
    VisitErasing visits,
    IOptions<PrivacyOptions> privacy,
    TimeProvider clock
)
{
    private const int AtOnce = 500;

    /// <summary>Erases all that is due now, and keeps the counts.</summary>
    public async Task<RetentionCounts> RunAsync(CancellationToken cancel)
    {
        var (now, days) = (clock.GetUtcNow(), privacy.Value);
        var counts = new RetentionCounts(
            await demands.EraseAsync(Beijing.Day(now), cancel),
            await visits.EraseDueAsync(now.AddDays(-days.VisitDays), cancel),
            await SessionsAsync(now.AddDays(-days.SessionDays).UtcTicks, cancel),
            await RecordsAsync(now.AddDays(-days.LookDays).UtcTicks, cancel)
        );
        using (await store.TurnAsync(cancel))
        {
            await using var context = store.Create();
            context.RetentionRuns.Add(
                new RetentionRunRow
                {
                    At = now.UtcTicks,
                    Demands = counts.Demands,
                    Visits = counts.Visits,
                    Sessions = counts.Sessions,
                    Records = counts.Records,
                }
            );
            await context.SaveChangesAsync(cancel);
        }

        if (counts.Total > 0)
            await store.ForgetAsync(cancel);
        return counts;
    }

    /// <summary>When it last ran and what it erased; null: never.</summary>
    public async Task<(DateTimeOffset At, RetentionCounts Counts)?> LastAsync(CancellationToken cancel)
    {
        await using var context = store.Create();
        var row = await context.RetentionRuns.AsNoTracking().OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancel);
        return row is null
            ? null
            : (
                new DateTimeOffset(row.At, TimeSpan.Zero),
                new RetentionCounts(row.Demands, row.Visits, row.Sessions, row.Records)
            );
    }

    private Task<int> SessionsAsync(long before, CancellationToken cancel) =>
        InTurnsAsync(
            async context =>
            {
                var ids = await context
                    .Sessions.Where(s => s.SeenAt < before)
                    .Select(s => s.Id)
                    .Take(AtOnce)
                    .ToArrayAsync(cancel);
                return await context.Sessions.Where(s => ids.Contains(s.Id)).ExecuteDeleteAsync(cancel);
            },
            cancel
        );

    private async Task<int> RecordsAsync(long before, CancellationToken cancel)
    {
        var looks = await InTurnsAsync(
            async context =>
            {
                var ids = await context
                    .Looks.Where(l => l.At < before)
                    .Select(l => l.Id)
                    .Take(AtOnce)
                    .ToArrayAsync(cancel);
                return await context.Looks.Where(l => ids.Contains(l.Id)).ExecuteDeleteAsync(cancel);
            },
            cancel
        );
        var requests = await InTurnsAsync(
            async context =>
            {
                var ids = await context
                    .PrivacyRequests.Where(r => r.At < before)
                    .Select(r => r.Id)
                    .Take(AtOnce)
                    .ToArrayAsync(cancel);
                return await context.PrivacyRequests.Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(cancel);
            },
            cancel
        );
        // Its own rows as well, one a day; they are counted by nobody.
        await InTurnsAsync(
            context => context.RetentionRuns.Where(r => r.At < before).ExecuteDeleteAsync(cancel),
            cancel
        );
        return looks + requests;
    }

    /// <summary>Until nothing is left, each turn by itself.</summary>
    private async Task<int> InTurnsAsync(Func<MeetingContext, Task<int>> some, CancellationToken cancel)
    {
        await using var context = store.Create();
        for (var erased = 0; ; )
        {
            int now;
            using (await store.TurnAsync(cancel))
                now = await some(context);
            erased += now;
            if (now == 0)
                return erased;
        }
    }
}

/// <summary>Runs the retention at the start and then once a day.</summary>
public sealed class RetentionCare(Retention retention, TimeProvider clock, ILogger<RetentionCare> log)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                await RunAsync(stoppingToken);
            } while (await daily.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            var counts = await retention.RunAsync(cancel);
            if (counts.Total > 0)
                log.LogInformation(
                    "Retention ended: contacts of {Demands} demands and {Visits} visits, {Sessions} sign-ins, {Records} records",
                    counts.Demands,
                    counts.Visits,
                    counts.Sessions,
                    counts.Records
                );
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // The type only, a database's message may repeat what was to be written. Tomorrow, or at the next start.
            log.LogError("The retention did not run: {Error}", e.GetType().Name);
        }
    }
}
