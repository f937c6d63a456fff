using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using QRCoder;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>What the terminal shows when the server is up: addresses and, in the demo, the phones' QR.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app, bool demo)
    {
        var port = Port(app);
        Console.WriteLine($"{Say("started")}  http://localhost:{port}");
        if (!demo)
            return;
        var phone = $"http://{LocalAddress() ?? "localhost"}:{port}/m/{DemoStart.Code}";
        Console.WriteLine($"{Say("started.phone")}  {phone}");
        Console.WriteLine();
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(phone, QRCodeGenerator.ECCLevel.L);
        using var qr = new AsciiQRCode(data);
        Console.WriteLine(qr.GetGraphicSmall());
        Console.WriteLine(Say("started.stop"));
    }

    /// <summary>Where the administrator is made, and with what.</summary>
    public static void PrintSetup(WebApplication app, string token) =>
        Console.WriteLine($"\n{Say("account.none", $"http://localhost:{Port(app)}", token)}");

    private static int Port(WebApplication app)
    {
        var addresses =
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses
            .Select(a =>
                new Uri(
                    a.Replace("*", "localhost")
                        .Replace("+", "localhost")
                        .Replace("[::]", "localhost")
                        .Replace("0.0.0.0", "localhost")
                ).Port
            )
            .FirstOrDefault(5080);
    }

    /// <summary>This machine as the local network sees it; null without a network.</summary>
    public static string? LocalAddress() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(i =>
                i.OperationalStatus == OperationalStatus.Up && i.NetworkInterfaceType != NetworkInterfaceType.Loopback
            )
            // Whoever has a gateway is on the network that the phones are on; bridges of virtual machines have none.
            .OrderByDescending(i => i.GetIPProperties().GatewayAddresses.Count > 0)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(a => a.Address.ToString())
            .FirstOrDefault();
}
