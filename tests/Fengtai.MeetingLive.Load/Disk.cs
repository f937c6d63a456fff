using Microsoft.Data.Sqlite;

namespace Fengtai.MeetingLive.Load;

/// <summary>Looks into the server's database from outside.</summary>
internal sealed class Disk(string folder)
{
    /// <summary>The end of the demo meeting's journal.</summary>
    public Task<long> VersionAsync() => ScalarAsync("SELECT MAX(Version) FROM Journal", 0);

    /// <summary>Commits that wrote ratings since that version.</summary>
    public Task<long> CommitsAsync(long since) =>
        ScalarAsync("SELECT COUNT(DISTINCT Batch) FROM Journal WHERE Type LIKE 'rated.%' AND Version > $since", since);

    /// <summary>All commits since that version.</summary>
    public Task<long> AllCommitsAsync(long since) =>
        ScalarAsync("SELECT COUNT(DISTINCT Batch) FROM Journal WHERE Version > $since", since);

    /// <summary>How many of these versions are not there as ratings.</summary>
    public async Task<int> MissingAsync(IReadOnlySet<long> kept)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Version FROM Journal WHERE Type LIKE 'rated.%'";
        var there = new HashSet<long>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            there.Add(rows.GetInt64(0));
        }

        return kept.Count(version => !there.Contains(version));
    }

    private async Task<long> ScalarAsync(string sql, long since)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$since", since);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "meetings.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
