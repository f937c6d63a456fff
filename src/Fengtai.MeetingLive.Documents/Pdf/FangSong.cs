namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Finds an installed 仿宋, the norm's body face, which no free licence covers.</summary>
public static class FangSong
{
    /// <summary>As Windows, 方正 and office suites name the file; the first of these that is found counts.</summary>
    private static readonly string[] Names =
    [
        "仿宋_GB2312.ttf",
        "FangSong_GB2312.ttf",
        "simfang.ttf",
        "FangSong.ttf",
        "FZFSK.ttf",
        "FZFSJW.ttf",
        "STFANGSO.ttf",
    ];

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>Its path, or null when there is none that can be embedded.</summary>
    /// <param name="folders">Where to look, with what lies below; by default where this system keeps fonts.</param>
    public static string? Find(params IReadOnlyList<string> folders)
    {
        var places = (folders.Count > 0 ? folders : Installed()).Where(Directory.Exists).ToArray();
        return Names
            .SelectMany(name =>
                places.SelectMany(place =>
                    Directory.EnumerateFiles(place, name, Everywhere).Order(StringComparer.Ordinal)
                )
            )
            .FirstOrDefault(FontFile.IsTrueType);
    }

    private static string[] Installed()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] places =
        [
            Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/Library/Fonts",
            home.Length > 0 ? Path.Combine(home, ".fonts") : "",
            home.Length > 0 ? Path.Combine(home, ".local/share/fonts") : "",
        ];
        return [.. places.Where(place => place.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
