using System.Net;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Where a passkey can be made or used at all: browsers offer it over https to a name, never to a bare address, and on
/// localhost without https (Web Authentication Level 3, 5.1.3 and 5.1.4).
/// </summary>
public static class PasskeyPlace
{
    /// <summary>By what the browser says where the page came from; it knows about https also behind a proxy.</summary>
    public static bool Allows(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && !IPAddress.TryParse(uri.Host.Trim('[', ']'), out _)
        && (uri.Scheme == Uri.UriSchemeHttps || IsLocal(uri.Host));

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
