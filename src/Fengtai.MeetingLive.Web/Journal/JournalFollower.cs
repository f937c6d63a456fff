using System.Diagnostics;
using Fengtai.MeetingLive.Web.Live;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// On PostgreSQL: hears of what other nodes wrote (LISTEN; the notice carries meeting and version only) and, in case a
/// notice is lost, looks every five seconds. On SQLite there is one process and nothing to follow.
/// </summary>
public sealed class JournalFollower(MeetingStore store, MeetingSessions sessions, ILogger<JournalFollower> logger)
    : BackgroundService
{
    /// <summary>How long it listens before it looks by itself; a test that waits for the notice alone makes it endless.</summary>
    internal TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    private long? looked;

    /// <summary>How long ago it last looked what other nodes wrote; null: there are none to follow, or it has not begun.</summary>
    public TimeSpan? SinceLook => looked is { } at ? Stopwatch.GetElapsedTime(at) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Provider != StorageProvider.Postgres)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "Listening to the journal was cut; trying again");
                // Ends early, without an exception, when the program ends just now.
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync(cancel);
        connection.Notification += (_, notice) => sessions.WakeUp(notice.Payload.Split(':')[0]);
        await using (var listen = new NpgsqlCommand("LISTEN meeting", connection))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }

        while (true)
        {
            // First look, then wait: what was written before the listening began gave no notice here.
            foreach (var session in sessions.Open)
            {
                session.WakeUp();
            }

            looked = Stopwatch.GetTimestamp();

            await connection.WaitAsync(Poll, cancel);
        }
    }
}
