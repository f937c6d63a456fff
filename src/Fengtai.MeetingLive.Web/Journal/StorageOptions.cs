using Microsoft.Data.Sqlite;

namespace Fengtai.MeetingLive.Web.Journal;

public enum StorageProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where journals are kept; section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Required with <see cref="StorageProvider.Postgres"/>; optional with SQLite.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Holds the SQLite file. Made when it is missing.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Bytes. With less room for the journal the server says that it is not ready.</summary>
    public long LeastFreeBytes { get; set; } = 200_000_000;
}

/// <summary>The store cannot be used; the message says what to do, in the user's language.</summary>
public sealed class StorageException(string code, string argument, Exception? inner = null)
    : Exception($"{code}: {argument}", inner)
{
    /// <summary>storage.folder-not-writable, storage.connection-string-missing, storage.unreachable, storage.full …</summary>
    public string Code { get; } = code;

    public string Argument { get; } = argument;

    /// <summary>Whether somewhere beneath this exception SQLite said that nothing more fits on the disk.</summary>
    public static bool IsFull(Exception? e) =>
        e is SqliteException { SqliteErrorCode: 13 } || e is not null && IsFull(e.InnerException);
}
