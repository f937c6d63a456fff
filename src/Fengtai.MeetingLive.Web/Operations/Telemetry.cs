using System.Net;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Fengtai.MeetingLive.Web.Operations;

/// <summary>
/// Figures at <c>/metrics</c> in Prometheus' text format, for this machine only; figures and traces to a collector when
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one (OpenTelemetry's own setting, as all others of the exporter).
/// </summary>
internal static class Telemetry
{
    public const string Path = "/metrics";

    private const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Their addresses are secrets: whoever has the address may act.</summary>
    private static readonly string[] SecretPaths = ["/u", "/w", "/e", "/feed"];

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LiveMeter>();
        var collected = !string.IsNullOrWhiteSpace(configuration[CollectorSetting]);
        var telemetry = services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(LiveMeter.Name)
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                    .AddPrometheusExporter();
                if (collected)
                    metrics.AddOtlpExporter();
            });
        if (collected)
            telemetry.WithTracing(traces =>
                traces
                    .AddSource(LiveMeter.Name)
                    .AddAspNetCoreInstrumentation(options => options.Filter = http => IsTraced(http.Request.Path))
                    .AddOtlpExporter()
            );
    }

    public static void UseMetrics(this WebApplication app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Request.Path == Path && IsLocal(http));

    /// <summary>Asked for on this machine itself, and not by a proxy on behalf of somebody else.</summary>
    internal static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from))
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");

    internal static bool IsTraced(PathString path) =>
        !SecretPaths.Any(secret => path.StartsWithSegments(secret, StringComparison.OrdinalIgnoreCase));
}
