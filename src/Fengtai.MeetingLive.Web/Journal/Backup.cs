using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>Backups of the embedded store; PostgreSQL has its own tools.</summary>
public static class Backup
{
    /// <summary>
    /// A whole copy, also while the server runs: <c>VACUUM INTO</c> reads one consistent moment and blocks no writer.
    /// </summary>
    public static async Task WriteAsync(MeetingStore store, string file, CancellationToken cancel)
    {
        await using var context = store.Create();
        var isNew = !File.Exists(file);
        try
        {
            await context.Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancel);
        }
        catch when (isNew)
        {
            // What was begun, such as until the disk was full, would be taken for a backup.
            File.Delete(file);
            throw;
        }
    }

    /// <summary>True when the file is a database of ours that is whole.</summary>
    public static async Task<bool> IsOursAsync(string file, CancellationToken cancel)
    {
        try
        {
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString()
            );
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('Journal', 'Private', 'Meetings')";
            if (Convert.ToInt32(await command.ExecuteScalarAsync(cancel)) != 3)
                return false;
            command.CommandText = "PRAGMA integrity_check";
            return (string?)await command.ExecuteScalarAsync(cancel) == "ok";
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>
    /// Puts the backup in the database's place and renews the epoch, since versions now run backwards: phones then load
    /// anew. The former file is kept under the returned name; null when there was none.
    /// </summary>
    /// <exception cref="IOException">The database is in use.</exception>
    public static async Task<string?> RestoreAsync(string file, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, "meetings.db");
        string? kept = null;
        if (File.Exists(target))
        {
            kept = $"{target}.{DateTime.UtcNow:yyyyMMddHHmmss}";
            // Without its write-ahead log the kept file would lack what was written last.
            await CheckpointAsync(target, cancel);
            File.Move(target, kept);
            File.Delete(target + "-wal");
            File.Delete(target + "-shm");
        }

        File.Copy(file, target);
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString()
        );
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE Facts SET Value = $epoch WHERE Name = 'epoch'";
        command.Parameters.AddWithValue("$epoch", Guid.NewGuid().ToString("N")[..12]);
        await command.ExecuteNonQueryAsync(cancel);
        return kept;
    }

    /// <summary>Takes the exclusive lock, which fails while a server has the file open for writing.</summary>
    private static async Task CheckpointAsync(string file, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Pooling = false,
                DefaultTimeout = 1,
            }.ToString()
        );
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        // Leaving WAL needs the file for oneself; a server that runs holds it.
        command.CommandText = "PRAGMA journal_mode=DELETE";
        try
        {
            await command.ExecuteScalarAsync(cancel);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            throw new IOException("in use", e);
        }
    }
}
