using System.Diagnostics;
using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Benchmarks;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

// demands: the demand list imported while a meeting is rated, and browsed. SQLite in a temporary folder; PostgreSQL when
// MEETINGLIVE_BENCH_POSTGRES names an empty database.
if (args is not ["demands"])
{
    Console.Error.WriteLine("Say what to run: demands.");
    return 1;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var resident = 0;
var folder = Directory.CreateTempSubdirectory("demands-bench-").FullName;
var given = Environment.GetEnvironmentVariable("MEETINGLIVE_BENCH_POSTGRES");
var storage = Options.Create(
    given is { Length: > 0 }
        ? new StorageOptions
        {
            Provider = StorageProvider.Postgres,
            ConnectionString = given,
            DataFolder = folder,
        }
        : new StorageOptions { DataFolder = folder }
);
using var store = new MeetingStore(storage);
await store.PrepareAsync(default);
using var personal = new PersonalData(store, storage, Options.Create(new PrivacyOptions()));
var sweeping = new DemandSweeping(store, TimeProvider.System);
await using var imports = new DemandImports(
    store,
    personal,
    new DemandTopics(store),
    sweeping,
    TimeProvider.System,
    NullLogger<DemandImports>.Instance
);
var book = new DemandBook(store);
using var duplicates = new DemandDuplicates(store);

var journal = new MeetingJournal(store, NullLogger<MeetingJournal>.Instance);
var script = new Script();
var session = await new MeetingSessions(store, journal, NullLogger<MeetingSessions>.Instance).GetAsync(script.Meeting);
foreach (var command in script.Running())
    await session.ExecuteAsync(command);

Console.WriteLine(
    $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, {Environment.ProcessorCount} cores, {store.Provider}"
);
Console.WriteLine(
    "| 10,000 rows | whole import | of it processor | longest turn | rating p50 / p99 before | rating p50 / p99 during | largest during |"
);
Console.WriteLine("|---|---|---|---|---|---|---|");
await ImportAsync("warm-up", GeneratedList.Csv(500, Encoding.UTF8), "warm", print: false);
await RateAsync(TimeSpan.FromSeconds(1));
await ImportAsync("CSV, GB18030", GeneratedList.Csv(10_000, GeneratedList.Gb18030), "a", print: true);
await ImportAsync("CSV, UTF-8", GeneratedList.Csv(10_000, Encoding.UTF8), "b", print: true);
await ImportAsync("XLSX", GeneratedList.Xlsx(10_000), "c", print: true);
await ImportAsync("the same again, nothing new", GeneratedList.Csv(10_000, Encoding.UTF8), "b", print: true);

Console.WriteLine();
Console.WriteLine(
    "| list of | import | counts, cold | counts, known | first page | page in the middle | last page | search | filtered page | duplicates | of it processor |"
);
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
await BrowseAsync("a", "10,000", 0);
var since = Stopwatch.GetTimestamp();
await ImportAsync("100,000", GeneratedList.Csv(100_000, Encoding.UTF8), "d", print: false);
await BrowseAsync("d", "100,000", Stopwatch.GetElapsedTime(since).TotalMilliseconds);
Console.WriteLine($"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MiB");

SqliteConnection.ClearAllPools();
Directory.Delete(folder, recursive: true);
File.Delete(personal.KeyFile);
return 0;

async Task ImportAsync(string name, byte[] file, string street, bool print)
{
    var before = print ? await RateAsync(TimeSpan.FromSeconds(3)) : [];
    using var during = new CancellationTokenSource();
    var rating = print ? RateAsync(Timeout.InfiniteTimeSpan, during.Token) : Task.FromResult<List<double>>([]);
    var clock = Stopwatch.StartNew();
    var worked = Environment.CpuUsage.TotalTime;
    using var upload = new MemoryStream(file);
    var draft = await imports.TakeAsync(street, name, upload, default);
    var job = await imports.BeginAsync(street, draft.Id, draft.Mapping, "接诉即办", "bench", default);
    await job.Ended;
    var took = clock.Elapsed;
    worked = Environment.CpuUsage.TotalTime - worked;
    await during.CancelAsync();
    var felt = await rating;
    if (job.Progress.Step != ImportStep.Done)
        throw new InvalidOperationException($"{name}: {job.Progress} {job.Failure} {job.Mistakes.FirstOrDefault()}");
    if (!print)
        return;
    Console.WriteLine(
        $"| {name} | {took.TotalSeconds:0.00} s | {worked.TotalSeconds:0.00} s | {job.LongestTurn.TotalMilliseconds:0} ms | {At(before, .5):0.0} / {At(before, .99):0.0} ms | {At(felt, .5):0.0} / {At(felt, .99):0.0} ms | {felt.DefaultIfEmpty().Max():0.0} ms |"
    );
}

// One rating after the other, fifty a second: how long each waits until it is on disk.
async Task<List<double>> RateAsync(TimeSpan how, CancellationToken stop = default)
{
    var waits = new List<double>();
    var clock = Stopwatch.StartNew();
    while (!stop.IsCancellationRequested && (how == Timeout.InfiniteTimeSpan || clock.Elapsed < how))
    {
        var sent = Stopwatch.GetTimestamp();
        await session.ExecuteAsync(script.Rate(resident++ % 400 + 1, resident % 5 + 1), CancellationToken.None);
        waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        await Task.Delay(20, CancellationToken.None);
    }

    return waits;
}

async Task BrowseAsync(string street, string name, double importing)
{
    var other = new DemandBook(store);
    await store.Create().DisposeAsync();
    var cold = await TimeAsync(() => other.CountAsync(street, default), 1);
    var counts = await book.CountAsync(street, default);
    var known = await TimeAsync(() => book.CountAsync(street, default), 20);
    var pages = counts.Lists(DemandFilter.All).Total / DemandPage.Size;
    var first = await PageAsync(DemandFilter.All);
    var middle = await PageAsync(new DemandFilter(Page: pages / 2));
    var last = await PageAsync(new DemandFilter(Page: pages));
    var search = await PageAsync(new DemandFilter(Text: "电梯 两年 准信"));
    var filtered = await PageAsync(new DemandFilter(List: DemandList.NeedsCoordination, Topic: "供暖", Page: 3));
    var worked = Environment.CpuUsage.TotalTime;
    var alike = await TimeAsync(() => duplicates.FindAsync(street, default), 1);
    Console.WriteLine(
        $"| {name} | {(importing > 0 ? $"{importing / 1000:0.0} s" : "")} | {cold:0} ms | {known:0.0} ms | {first:0} ms | {middle:0} ms | {last:0} ms | {search:0} ms | {filtered:0} ms | {alike / 1000:0.0} s | {(Environment.CpuUsage.TotalTime - worked).TotalSeconds:0.0} s |"
    );

    Task<double> PageAsync(DemandFilter filter) => TimeAsync(() => book.PageAsync(street, filter, counts, default), 10);
}

// The median.
static async Task<double> TimeAsync<T>(Func<Task<T>> what, int times)
{
    var took = new List<double>();
    for (var i = 0; i < times; i++)
    {
        var start = Stopwatch.GetTimestamp();
        await what();
        took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    return At(took, .5);
}

static double At(List<double> waits, double share)
{
    if (waits.Count == 0)
        return 0;
    var sorted = waits.Order().ToArray();
    return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
