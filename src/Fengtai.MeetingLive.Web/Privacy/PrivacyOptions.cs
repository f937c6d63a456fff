namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>How personal data is kept, and how long each kind of it; section <c>Privacy</c>. Days, all at least 1.</summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>The least time for the look-up log: network logs are kept six months (Cybersecurity Law, art. 21).</summary>
    public const int LookDaysLeast = 180;

    /// <summary>
    /// Holds the key, 32 bytes as hex. Default: beside the data folder, under its name with <c>.key</c>. Several nodes need
    /// the same file. It is in no backup of the database: keep a copy elsewhere.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// Phone, name, address and unmasked text of a demand, from the day it came to the list. A year: from one yearly report
    /// meeting to the next, for calling back.
    /// </summary>
    public int RetentionDays { get; set; } = 365;

    /// <summary>
    /// Which household was visited, its photo, and a phone number that still waits for the list, from the day of the visit. As
    /// long as a demand's contact: the two are read together.
    /// </summary>
    public int VisitDays { get; set; } = 365;

    /// <summary>A sign-in's row after it was last seen. It is worth nothing after 12 hours; a week serves to look back.</summary>
    public int SessionDays { get; set; } = 7;

    /// <summary>
    /// The look-up log and the register of requests. Three years, as records of how personal data was handled are kept (PIPL,
    /// art. 56); at least <see cref="LookDaysLeast"/>.
    /// </summary>
    public int LookDays { get; set; } = 1095;

    /// <summary>True when every kind has a time that may be.</summary>
    public bool IsSound => RetentionDays >= 1 && VisitDays >= 1 && SessionDays >= 1 && LookDays >= LookDaysLeast;
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
