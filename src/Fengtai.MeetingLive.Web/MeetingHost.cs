using System.Globalization;
using System.IO.Compression;
using Fengtai.MeetingLive.Web.Answering;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Evaluating;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Reminding;
using Fengtai.MeetingLive.Web.Reporting;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Fengtai.MeetingLive.Web.Screens;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.District;
using Fengtai.MeetingLive.Web.Staff.Evaluations;
using Fengtai.MeetingLive.Web.Staff.Prepare;
using Fengtai.MeetingLive.Web.Staff.Prepare.Demands;
using Fengtai.MeetingLive.Web.Staff.Privacy;
using Fengtai.MeetingLive.Web.Staff.Track;
using Fengtai.MeetingLive.Web.Visiting;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web;

/// <summary>The web host put together; the command line and the tests start the same one.</summary>
public static class MeetingHost
{
    /// <summary>Least runtime without known holes in SignalR; older ones start, with a warning.</summary>
    private static readonly Version LeastSafeRuntime = new(10, 0, 13);

    /// <summary>
    /// Who is answered within that time after the server was told to stop is still answered; nobody who stalls can hold up the
    /// next start any longer.
    /// </summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
        );
        // Run from the build's output in Production, Blazor's own script would be missing.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // A line for each request would bury what matters, and would hold addresses of residents.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Failures are told by the handler of failures; this one only keeps a trace's scope for each open socket, and would
        // put its address, which may be a key, beside every other line.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Scopes would put connections and addresses, which may be keys, beside each line, and cost each open socket memory.
        builder.Services.Configure<LoggerFilterOptions>(filters => filters.CaptureScopes = false);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting", LogLevel.Warning);
        // A start that fails is told by the command line, in a sentence and an exit code.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // The keys lie in the same database as all they protect; encrypting them with a key beside them adds nothing.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }

    /// <summary>ASPNETCORE_URLS overrides; there is no launchSettings.json that would override it in turn.</summary>
    public static void UseDefaultAddress(WebApplicationBuilder builder, string address)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(address);
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopsWithin);
        services.AddStorage(builder.Configuration);
        services.AddTelemetry(builder.Configuration);
        services.AddProxies(builder.Configuration);
        services.AddReminders(builder.Configuration);
        services.Configure<DemoOptions>(builder.Configuration.GetSection(DemoOptions.Section));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/jsonl"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.AddResidents();
        services.AddStaff(builder.Configuration);
        services.Configure<DocumentOptions>(builder.Configuration.GetSection(DocumentOptions.Section));
        services.AddSingleton<MinutesDocuments>();
        services.AddSingleton<MinutesArchive>();
        services.AddSingleton<PublishedMinutes>();
        services.AddSingleton<PublishedOpenings>();
        services.AddSingleton<PhotoStore>();
        services.Configure<PublicOptions>(builder.Configuration.GetSection(PublicOptions.Section));
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ReceiptLookup>();
        services.AddSingleton(_ => new ReceiptPace(TimeProvider.System));
        services.AddSingleton<ReceiptDesk>();
        services.AddSingleton<ConnectedScreens>();

        var app = builder.Build();
        app.WarnOfOldRuntime();
        // First of all: everything after it goes by who asked and how.
        app.UseForwardedHeaders();
        app.UseSafeHeaders();
        app.UseOwnOriginOnly();
        app.UseLanguage();
        // The residents' sockets go no further: each of what follows would be kept in memory for as long as they last.
        app.UseRouting();
        // A plain sentence, never a stack trace; the log has the rest.
        app.UseExceptionHandler(failed =>
            failed.Run(http =>
            {
                SafeHeaders.Put(http.Response.Headers);
                http.Response.ContentType = "text/plain; charset=utf-8";
                return http.Response.WriteAsync(
                    http.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>()["server.failed"]
                );
            })
        );
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseStaffLanguage();
        app.UseMetrics();
        app.UseNoSuchAddress();
        app.MapStaticAssets();
        // Browsers ask for this one unbidden.
        app.MapGet("/favicon.ico", () => Results.Redirect("/favicon.svg", permanent: true));
        app.MapStaff();
        // After who it is has been settled: a token is bound to its user.
        app.UseAntiforgery();
        app.MapStaffDocuments();
        app.MapDemandExports();
        app.MapTrackExports();
        app.MapDistrictExports();
        app.MapEvaluationExports();
        app.MapPrivacyDocuments();
        app.MapWorkbookDocuments();
        app.MapDemoHome();
        app.MapResidentHub();
        app.MapResidentPages();
        app.MapVisitPages();
        app.MapAnswering();
        app.MapReporting();
        app.MapScreens();
        app.MapPublicPages();
        app.MapReceiptPages();
        app.MapEvaluatorPages();
        app.MapReminders();
        app.MapMinutesPages();
        app.MapProofPages();
        app.MapPhotos();
        app.MapLivePages();
        app.MapHealth();
        return app;
    }

    /// <summary>
    /// Serves until it is told to stop. Whatever happens once it listens, it is stopped, so that it can be disposed: the hub
    /// says goodbye to each phone with services that a host which is only disposed has no more.
    /// </summary>
    /// <param name="listening">What is done once phones can come.</param>
    internal static async Task ServeAsync(this WebApplication app, Func<Task> listening, CancellationToken cancel)
    {
        await app.StartAsync(cancel);
        try
        {
            await listening();
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }

        await app.WaitForShutdownAsync(cancel);
    }

    private static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<StorageOptions>(configuration.GetSection(StorageOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MeetingStore>();
        services.AddSingleton<MeetingJournal>();
        services.AddSingleton<SealedDocuments>();
        services.AddSingleton<MeetingSessions>();
        services.AddSingleton<Preparations>();
        services.AddSingleton<Opening>();
        services.AddSingleton<WorkbookUploads>();
        services.AddDemands(configuration);
        services.TryAddSingleton(FollowedList.Of);
        services.AddVisits();
        services.AddPrivacy();
        services.AddSingleton<SignedLinks>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<CarryingOver>();
        services.AddSingleton<DistrictReader>();
        services.AddSingleton<EvaluatorDesk>();
        services.AddAnswering();
        services.AddReporting();
        services.AddHealth();
        services.AddScoped(provider => provider.GetRequiredService<MeetingStore>().Create());
        // In the database, so that the phones' cookies survive a restart and hold on every node.
        services
            .AddDataProtection()
            .SetApplicationName("Fengtai.MeetingLive")
            .PersistKeysToDbContext<MeetingContext>();
    }

    private static void UseLanguage(this WebApplication app)
    {
        // Work that no request began (a clock that ticks) speaks Chinese too, whatever the machine's language is.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.GetCultureInfo("zh-CN");
        // Chinese unless somebody asked for English by link or cookie; a browser's own preference is no request.
        string[] cultures = ["zh-CN", "en"];
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = true }
            .SetDefaultCulture("zh-CN")
            .AddSupportedCultures(cultures)
            .AddSupportedUICultures(cultures);
        options.RequestCultureProviders =
        [
            new Microsoft.AspNetCore.Localization.QueryStringRequestCultureProvider
            {
                QueryStringKey = "lang",
                UIQueryStringKey = "lang",
            },
            new Microsoft.AspNetCore.Localization.CookieRequestCultureProvider { CookieName = "lang" },
        ];
        app.UseRequestLocalization(options);
    }

    private static void WarnOfOldRuntime(this WebApplication app)
    {
        if (Environment.Version < LeastSafeRuntime)
            app.Logger.LogWarning(
                ".NET {Runtime} lacks security fixes; install {Least} or later",
                Environment.Version,
                LeastSafeRuntime
            );
    }
}
