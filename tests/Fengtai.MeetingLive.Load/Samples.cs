namespace Fengtai.MeetingLive.Load;

/// <summary>Times in milliseconds, all of them kept and sorted: a percentile is one that was really seen (nearest rank).</summary>
internal sealed class Samples
{
    private readonly double[] sorted;

    public Samples(IEnumerable<double> milliseconds)
    {
        sorted = [.. milliseconds];
        Array.Sort(sorted);
    }

    public int Count => sorted.Length;

    public double P50 => At(.50);

    public double P95 => At(.95);

    public double P99 => At(.99);

    public double Most => At(1);

    /// <summary>The smallest value that at least this share does not exceed; not a number when there are none.</summary>
    public double At(double share) =>
        sorted.Length == 0
            ? double.NaN
            : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
