using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Fengtai.MeetingLive.Web.Operations;

/// <summary>Section <c>Proxy</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>
    /// The proxies' own addresses or networks, separated by commas, such as <c>127.0.0.1, 10.2.0.0/16</c>. Only from them is
    /// it believed that somebody else asked, and by https. Empty: nobody is believed.
    /// </summary>
    public string Known { get; set; } = "";
}

/// <summary>What was given as a proxy is neither an address nor a network; the message is its text.</summary>
public sealed class ProxyUnknownException(string text) : Exception(text);

internal static class Proxies
{
    /// <exception cref="ProxyUnknownException">One of them is no address.</exception>
    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var known = configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>()?.Known ?? "";
        var networks = known
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Network)
            .ToArray();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardedHeaders =
                networks.Length == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Several proxies may stand in line; each but the last must be known too.
            options.ForwardLimit = null;
            foreach (var network in networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var one)
            ? new IPNetwork(one, one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
        : throw new ProxyUnknownException(text);
}
