using System.Diagnostics;

namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>
/// How soon the published server is ready again. The first start makes the database, so it is told by itself; those after it
/// are starts again. Ready is when <c>/health/ready</c> says so: folder, disk and journal have been looked at by then.
/// </summary>
internal static class Starting
{
    public const string Name = LoadOptions.Start;
    public const string Median = "ready again, median";
    private const int Again = 7;

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("meetinglive-start-").FullName;
        try
        {
            Console.WriteLine($"Publishing to {folder}");
            var program = await Published.MakeAsync(Path.Combine(folder, "published"));
            Console.WriteLine($"  {Name}");
            var data = Path.Combine(folder, "data");
            var first = await ReadyAsync(program, data);
            var again = new List<double>();
            for (var i = 0; i < Again; i++)
            {
                again.Add(await ReadyAsync(program, data));
            }

            again.Sort();
            return
            [
                new(Name, "ready for the first time", first, "ms"),
                new(Name, Median, again[Again / 2], "ms"),
                new(Name, "ready again, longest", again[^1], "ms"),
                new(Name, "published folder", Published.SizeOf(program) / 1024.0 / 1024, "MiB"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ReadyAsync(string program, string data)
    {
        var since = Stopwatch.GetTimestamp();
        using var server = await Child.StartPublishedAsync(program, data);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var waited = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        ready.EnsureSuccessStatusCode();
        await server.KillAsync();
        return waited;
    }
}
