using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Operations;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can keep what residents do; 503 with one line for
/// each thing that is wrong when it cannot. What is only near its limit is named and answered with 200.
/// </summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<JournalFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalFollower>());
        services
            .AddHealthChecks()
            .AddCheck<StorageCheck>("storage")
            .AddCheck<DiskCheck>("disk")
            .AddCheck<JournalCheck>("journal");
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("ok"));
        app.MapGet(
            "/health/ready",
            async (HealthCheckService checks, HttpContext http, CancellationToken cancel) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                var report = await checks.CheckHealthAsync(cancel);
                var lines = report
                    .Entries.Where(e => e.Value.Status != HealthStatus.Healthy)
                    .OrderBy(e => e.Key, StringComparer.Ordinal)
                    .Select(e => $"{e.Key}: {e.Value.Description}")
                    .ToArray();
                return Results.Text(
                    lines.Length == 0 ? "ok" : string.Join('\n', lines),
                    statusCode: report.Status == HealthStatus.Unhealthy
                        ? StatusCodes.Status503ServiceUnavailable
                        : StatusCodes.Status200OK
                );
            }
        );
    }

    /// <summary>Can be read, and is still where it was: a file that was taken away is read on without a complaint.</summary>
    internal sealed class StorageCheck(MeetingStore store) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                if (store.SqliteFile is { } file && !File.Exists(file))
                    return HealthCheckResult.Unhealthy("the database file is gone");
                await using var database = store.Create();
                await database.Facts.AsNoTracking().CountAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy("unreachable", e);
            }
        }
    }

    /// <summary>Room where the journal grows. A meeting writes some megabytes; a backup needs as much as all that is there.</summary>
    internal sealed class DiskCheck(IOptions<StorageOptions> options, MeetingStore store) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            if (store.SqliteFile is not { } file)
                return Task.FromResult(HealthCheckResult.Healthy());
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            if (!Directory.Exists(folder))
                return Task.FromResult(HealthCheckResult.Unhealthy("the data folder is gone"));
            var free = new DriveInfo(folder).AvailableFreeSpace;
            var least = options.Value.LeastFreeBytes;
            var told = FormattableString.Invariant($"{free / 1_000_000} MB free, {least / 1_000_000} MB needed");
            return Task.FromResult(
                free < least ? HealthCheckResult.Unhealthy(told)
                : free < 4 * least ? HealthCheckResult.Degraded(told)
                : HealthCheckResult.Healthy()
            );
        }
    }

    /// <summary>Commits are written, mailboxes empty, and what other nodes write is heard of.</summary>
    internal sealed class JournalCheck(MeetingSessions sessions, JournalFollower follower) : IHealthCheck
    {
        /// <summary>Several polls were missed.</summary>
        private static readonly TimeSpan Behind = TimeSpan.FromSeconds(20);

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            foreach (var session in sessions.Open)
                await session.TryAgainAsync(cancellationToken);
            var failing = sessions.Open.Count(s => s.IsFailing);
            var waiting = sessions.Open.Select(s => s.Waiting).DefaultIfEmpty().Max();
            return failing > 0
                    ? HealthCheckResult.Unhealthy(FormattableString.Invariant($"{failing} meetings cannot be written"))
                : follower.SinceLook > Behind
                    ? HealthCheckResult.Unhealthy(
                        FormattableString.Invariant($"other nodes not heard for {follower.SinceLook:%s} s")
                    )
                : waiting > MeetingSession.MailboxSize / 2
                    ? HealthCheckResult.Degraded(FormattableString.Invariant($"{waiting} acts wait"))
                : HealthCheckResult.Healthy();
        }
    }
}
