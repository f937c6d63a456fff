using System.Globalization;
using System.Resources;

namespace Fengtai.MeetingLive.Verify;

/// <summary>What the program says, Chinese first.</summary>
internal static class Said
{
    private static readonly ResourceManager Words = new(typeof(Said).FullName!, typeof(Said).Assembly);

    public static string In(CultureInfo language, string key, params object[] about) =>
        string.Format(
            language,
            Words.GetString(key, language) ?? throw new MissingManifestResourceException(key),
            about
        );
}
