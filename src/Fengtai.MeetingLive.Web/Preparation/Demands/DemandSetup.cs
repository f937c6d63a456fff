using System.Data.Common;
using Fengtai.MeetingLive.Web.Privacy;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>What the demand list needs.</summary>
public static class DemandSetup
{
    public static IServiceCollection AddDemands(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<PrivacyOptions>()
            .Bind(configuration.GetSection(PrivacyOptions.Section))
            .Validate(
                options => options.IsSound,
                $"Privacy: every time is at least 1 day, LookDays at least {PrivacyOptions.LookDaysLeast}."
            )
            .ValidateOnStart();
        services.AddSingleton<PersonalData>();
        services.AddSingleton<DemandTopics>();
        services.AddSingleton<DemandSweeping>();
        services.AddSingleton<DemandImports>();
        services.AddSingleton<DemandBook>();
        services.AddSingleton<DemandActs>();
        services.AddSingleton<DemandDuplicates>();
        services.AddHostedService<DemandCare>();
        return services;
    }
}

/// <summary>
/// At the start, and then once a day, what a killed process left staged is cleared.
/// </summary>
public sealed class DemandCare(DemandSweeping sweeping, TimeProvider clock, ILogger<DemandCare> log) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(Day, clock);
        try
        {
            do
            {
                await CareAsync(stoppingToken);
            } while (await daily.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task CareAsync(CancellationToken cancel)
    {
        try
        {
            await sweeping.SweepAllAsync(cancel);
        }
        catch (DbException e)
        {
            // The store is out of reach for a while; tomorrow, or at the next start, it is done.
            log.LogError("Clearing up the demand list failed: {Error}", e.GetType().Name);
        }
    }
}
