using System.Globalization;
using System.Resources;

namespace Fengtai.MeetingLive.Web.Words;

/// <summary>What the terminal says, in the terminal's language.</summary>
public static class Terminal
{
    private static readonly ResourceManager Words = new(typeof(Terminal).FullName!, typeof(Terminal).Assembly);

    public static string Say(string key, params object[] arguments) =>
        string.Format(
            CultureInfo.CurrentCulture,
            Words.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
            arguments
        );
}
