using System.Net;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Whether a request comes from this very machine. The loopback address alone proves nothing behind a proxy on the same
/// host, nor against a page elsewhere whose name was bound to 127.0.0.1; so no forwarding header may be there, and the
/// host that was asked for must itself be local.
/// </summary>
public static class LocalOnly
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "Via", "X-Real-IP"];

    public static bool Allows(HttpContext http) =>
        Allows(http.Connection.RemoteIpAddress, http.Request.Host.Host, http.Request.Headers.Keys);

    /// <param name="remote">Null, as on a Unix socket, is not local: something stands before us.</param>
    /// <param name="host">The Host header without its port; an IPv6 address may stand in brackets.</param>
    public static bool Allows(IPAddress? remote, string? host, IEnumerable<string> headers) =>
        remote is not null && IPAddress.IsLoopback(remote) && IsLocalHost(host) && !headers.Any(IsForwarding);

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        // What is left of them once a known proxy was believed.
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || ForwardingHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool IsLocalHost(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host?.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
