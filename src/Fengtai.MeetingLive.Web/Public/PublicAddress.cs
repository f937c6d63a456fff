using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Demo;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>Section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    public const string Section = "Public";

    /// <summary>What phones can reach, such as https://baogao.example.cn; without it the request's own host is taken.</summary>
    public string? Address { get; set; }
}

/// <summary>The addresses that a QR may carry: such as another device can open.</summary>
public sealed class PublicAddress(IOptions<PublicOptions> options)
{
    /// <summary>The option; else the host that was asked for; a loopback host becomes this machine's on the local network.</summary>
    public string Base(HttpRequest request) => Base(request.Scheme, request.Host);

    /// <summary>The same for a page that is open over a connection, without a request.</summary>
    public string Base(Uri page) =>
        Base(page.Scheme, page.IsDefaultPort ? new HostString(page.Host) : new HostString(page.Host, page.Port));

    /// <summary>Where the public finds a meeting's result.</summary>
    public static string Of(string root, MeetingPlan plan) => $"{root}/p/{plan.Code}";

    /// <summary>The option alone, where nobody has asked for a page; null when there is none.</summary>
    public string? Configured =>
        string.IsNullOrWhiteSpace(options.Value.Address) ? null : options.Value.Address.TrimEnd('/');

    private string Base(string scheme, HostString host)
    {
        if (Configured is { } configured)
            return configured;
        var loopback =
            string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        if (loopback && Greeting.LocalAddress() is { } local)
            host = host.Port is { } port ? new HostString(local, port) : new HostString(local);
        return $"{scheme}://{host}";
    }

    /// <summary>A QR as one SVG path in a box of its modules with the quiet zone of four (ISO/IEC 18004).</summary>
    public static (string Path, int Size) Qr(string text)
    {
        var qr = QrOutline.Of(text);
        return (qr.Path, qr.Size);
    }
}
