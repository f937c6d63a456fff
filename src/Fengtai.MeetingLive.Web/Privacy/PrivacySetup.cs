using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>What the rights of persons need: retention, erasure, the look-up log, their own data.</summary>
public static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<LookLog>();
        services.AddSingleton<VisitPhones>();
        services.AddSingleton<VisitErasing>();
        services.AddSingleton<PersonFinder>();
        services.AddSingleton<PersonErasing>();
        services.AddSingleton<OwnDataDesk>();
        services.AddSingleton<SearchThrottle>();
        services.AddSingleton<Staff.Privacy.OwnDataTickets>();
        services.AddSingleton<Retention>();
        services.AddHostedService<RetentionCare>();
    }
}

/// <summary>
/// Ten people looked for at once and one every 20 seconds after that, for one account: an office finds whom it serves, and
/// nobody tries numbers through.
/// </summary>
public sealed class SearchThrottle(TimeProvider clock)
{
    public const double Burst = 10;
    public const double PerSecond = 1 / 20.0;

    private readonly DeviceThrottle tries = new(clock, Burst, PerSecond);

    public bool Admit(string account) => tries.Admit(account);
}
