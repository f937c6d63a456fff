using System.Net;
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
    public string Base(HttpRequest request)
    {
        if (!string.IsNullOrWhiteSpace(options.Value.Address))
            return options.Value.Address.TrimEnd('/');
        var host = request.Host;
        var loopback =
            string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        if (loopback && Greeting.LocalAddress() is { } local)
            host = host.Port is { } port ? new HostString(local, port) : new HostString(local);
        return $"{request.Scheme}://{host}";
    }

    /// <summary>A QR as one SVG path in a box of its modules with the quiet zone of four (ISO/IEC 18004).</summary>
    public static (string Path, int Size) Qr(string text)
    {
        var qr = QrOutline.Of(text);
        return (qr.Path, qr.Size);
    }
}
