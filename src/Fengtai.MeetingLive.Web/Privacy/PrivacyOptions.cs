namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>How personal data is kept; section <c>Privacy</c>.</summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>
    /// Holds the key, 32 bytes as hex. Default: beside the data folder, under its name with <c>.key</c>. Several nodes need
    /// the same file. It is in no backup of the database: keep a copy elsewhere.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>Days after which phone, name and address of a demand are erased.</summary>
    public int RetentionDays { get; set; } = 365;
}

/// <summary>The key of personal data cannot be used; the message says what to do, in the user's language.</summary>
public sealed class PrivacyException(string code, string file, Exception? inner = null)
    : Exception($"{code}: {file}", inner)
{
    /// <summary>privacy.key-missing, privacy.key-wrong, privacy.key-unreadable, privacy.damaged.</summary>
    public string Code { get; } = code;

    /// <summary>Where the key is looked for.</summary>
    public string File { get; } = file;
}
