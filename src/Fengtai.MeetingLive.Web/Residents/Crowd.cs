using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>Section <c>Residents</c>.</summary>
public sealed class CrowdOptions
{
    public const string Section = "Residents";

    /// <summary>How many phones and screens may be connected at once; measured up to 10,000 on two cores.</summary>
    public int Most { get; set; } = 12_000;
}

/// <summary>
/// One limit for the whole server, so that those who are in are served well. Whoever comes beyond it is shown a page that
/// says so and looks again by itself; nobody is judged by an address, which a whole hall shares.
/// </summary>
public sealed class Crowd(IOptions<CrowdOptions> options)
{
    /// <summary>After so many seconds the page looks again.</summary>
    public const int AgainAfter = 20;

    private int connected;

    public bool IsFull => Volatile.Read(ref connected) >= options.Value.Most;

    /// <summary>False: it was one too many. <see cref="Went"/> is owed all the same.</summary>
    public bool Came() => Interlocked.Increment(ref connected) <= options.Value.Most;

    public void Went() => Interlocked.Decrement(ref connected);
}
