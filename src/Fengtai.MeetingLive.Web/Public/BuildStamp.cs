using System.Reflection;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>A stamp for the addresses of scripts and styles: a new build is a new address, so they may be cached long.</summary>
public static class BuildStamp
{
    public static string Version { get; } =
        Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N")[..8];
}
