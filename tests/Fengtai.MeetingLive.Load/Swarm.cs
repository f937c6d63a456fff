using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;

namespace Fengtai.MeetingLive.Load;

/// <summary>All phones of one run against one server.</summary>
internal sealed class Swarm(Uri address) : IAsyncDisposable
{
    public const string Code = "FT2025";
    private const int PagesAtOnce = 8;
    private const int JoinsAtOnce = 64;

    /// <summary>As the browser's client does it.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTick = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private Task pinging = Task.CompletedTask;
    private ImmutableArray<Watch> watches = [];

    public Uri Address => address;

    public IReadOnlyList<Phone> Phones { get; private set; } = [];

    public ImmutableArray<Watch> Watches => watches;

    public long Bytes => Phones.Sum(phone => phone.Bytes);

    /// <summary>Bytes of the resident's page as it comes without compression.</summary>
    public int PageSize { get; private set; }

    /// <summary>127.0.0.2 and up, 5,000 phones each.</summary>
    public IPAddress SourceOf(int phone) => new([127, 0, 0, (byte)(2 + phone / 5000)]);

    /// <summary>Opens the page once for each phone and keeps the cookie that comes with it.</summary>
    /// <returns>How long each took.</returns>
    public async Task<Samples> OpenPagesAsync(int count)
    {
        using var http = new HttpClient(
            new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = PagesAtOnce }
        );
        var page = new Uri(address, $"/m/{Code}");
        var phones = new Phone[count];
        var waits = new double[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = PagesAtOnce },
            async (i, cancel) =>
            {
                var since = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(page, cancel);
                answer.EnsureSuccessStatusCode();
                var content = await answer.Content.ReadAsByteArrayAsync(cancel);
                waits[i] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
                PageSize = content.Length;
                var cookie = answer
                    .Headers.GetValues("Set-Cookie")
                    .Single(c => c.StartsWith("device=", StringComparison.Ordinal));
                phones[i] = new Phone(this, i, cookie.Split(';')[0]);
            }
        );
        Phones = phones;
        return new Samples(waits);
    }

    /// <summary>Bytes of the page as a browser gets it.</summary>
    public async Task<int> CompressedPageAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        return (await http.GetByteArrayAsync(new Uri(address, $"/m/{Code}"))).Length;
    }

    /// <summary>Brings all into the meeting, so many at a time as the server bears.</summary>
    /// <param name="slow">How many of them, from the first, get the small buffer of a phone that may stall.</param>
    /// <returns>How long each took; how many failed, and why one of them did.</returns>
    public async Task<(Samples Waits, int Failed, string? Why)> JoinAllAsync(int slow)
    {
        var waits = new double[Phones.Count];
        var failed = 0;
        string? why = null;
        await Parallel.ForAsync(
            0,
            Phones.Count,
            new ParallelOptions { MaxDegreeOfParallelism = JoinsAtOnce },
            async (i, _) =>
            {
                try
                {
                    var joined = await Phones[i].JoinAsync(i < slow);
                    waits[i] = joined.Waited;
                    if (joined.Ok)
                        return;
                    why = joined.Code;
                }
                catch (Exception e) when (IsLoss(e))
                {
                    why = e.Message;
                }

                waits[i] = double.NaN;
                Interlocked.Increment(ref failed);
            }
        );
        if (pinging.IsCompleted)
            pinging = Task.Run(PingAsync);
        return (new Samples(waits.Where(double.IsFinite)), failed, why);
    }

    /// <summary>Begins to look for a text on every phone.</summary>
    public Watch Look(string mark)
    {
        var watch = new Watch(mark, Phones.Count);
        ImmutableInterlocked.Update(ref watches, all => all.Add(watch));
        return watch;
    }

    /// <summary>Waits until they all have shown it, then looks for it no longer.</summary>
    /// <returns>How many have not, after <paramref name="atMost"/>.</returns>
    public async Task<int> SeenAsync(Watch watch, IReadOnlyCollection<Phone> by, TimeSpan atMost)
    {
        var missing = await UntilAsync(by, phone => watch.HasSeen(phone.Number), atMost);
        ImmutableInterlocked.Update(ref watches, all => all.Remove(watch));
        return missing;
    }

    /// <summary>Waits until it is so on each of the phones.</summary>
    /// <returns>On how many it is not, after <paramref name="atMost"/>.</returns>
    public static async Task<int> UntilAsync(IReadOnlyCollection<Phone> phones, Func<Phone, bool> isSo, TimeSpan atMost)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var missing = phones.Count(phone => !isSo(phone));
            if (missing == 0 || Stopwatch.GetElapsedTime(since) > atMost)
                return missing;
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>The connection failed, or the answer did not come in time.</summary>
    public static bool IsLoss(Exception e) =>
        e
            is IOException
                or System.Net.Sockets.SocketException
                or TimeoutException
                or ObjectDisposedException
                or InvalidOperationException;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await pinging;
        stopping.Dispose();
        foreach (var phone in Phones)
        {
            phone.GoOn();
            phone.Cut();
        }
    }

    private async Task PingAsync()
    {
        var next = 0;
        using var clock = new PeriodicTimer(PingTick);
        try
        {
            while (await clock.WaitForNextTickAsync(stopping.Token))
            {
                var some = (int)Math.Ceiling(Phones.Count * (PingTick / PingEvery));
                for (var i = 0; i < some; i++)
                {
                    Phones[next++ % Phones.Count].Ping();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
