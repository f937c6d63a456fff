using System.Text;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>One server's demand list on a database; the day is 4 July 2025.</summary>
internal sealed class DemandRoom : IAsyncDisposable
{
    public const string Street = "fengtai";
    public const string By = "街道秘书";

    private DemandRoom(MeetingStore store, IOptions<StorageOptions> storage, string keyFile, CapturedLog log)
    {
        Store = store;
        Log = log;
        Clock = new FakeTimeProvider(new DateTimeOffset(2025, 7, 4, 2, 0, 0, TimeSpan.Zero));
        Personal = new PersonalData(store, storage, Options.Create(new PrivacyOptions { KeyFile = keyFile }));
        Topics = new DemandTopics(store);
        Sweeping = new DemandSweeping(store, Clock);
        Imports = new DemandImports(store, Personal, Topics, Sweeping, Clock, log);
        Book = new DemandBook(store);
        Acts = new DemandActs(store, Personal, Topics, Clock);
        Duplicates = new DemandDuplicates(store);
    }

    public MeetingStore Store { get; }
    public FakeTimeProvider Clock { get; }
    public PersonalData Personal { get; }
    public DemandTopics Topics { get; }
    public DemandSweeping Sweeping { get; }
    public DemandImports Imports { get; }
    public DemandBook Book { get; }
    public DemandActs Acts { get; }
    public DemandDuplicates Duplicates { get; }
    public CapturedLog Log { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DemandRoom> OpenAsync(IDatabase database, string keyFile)
    {
        var storage = Options.Create(database.Options);
        var store = new MeetingStore(storage);
        await store.PrepareAsync(Cancel);
        return new DemandRoom(store, storage, keyFile, new CapturedLog());
    }

    public static byte[] Utf8(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");

    /// <summary>Takes, confirms the columns as they were found, and waits until it has ended.</summary>
    public async Task<DemandImportJob> ImportAsync(byte[] file, string street = Street, string name = "台账.csv")
    {
        var draft = await TakeAsync(file, street, name);
        var job = await Imports.BeginAsync(street, draft.Id, draft.Mapping, "接诉即办", By, Cancel);
        await job.Ended;
        return job;
    }

    public async Task<DemandDraft> TakeAsync(byte[] file, string street = Street, string name = "台账.csv")
    {
        using var upload = new MemoryStream(file);
        return await Imports.TakeAsync(street, name, upload, Cancel);
    }

    public async Task<DemandPage> PageAsync(DemandFilter? filter = null, string street = Street) =>
        await Book.PageAsync(street, filter ?? DemandFilter.All, await Book.CountAsync(street, Cancel), Cancel);

    public async Task<ListCounts> ListsAsync(string street = Street) =>
        (await Book.CountAsync(street, Cancel)).Lists(DemandFilter.All);

    public async ValueTask DisposeAsync()
    {
        await Imports.DisposeAsync();
        Duplicates.Dispose();
        Personal.Dispose();
        Store.Dispose();
    }
}

/// <summary>Everything that was logged, to look for what must not be there.</summary>
internal sealed class CapturedLog : Microsoft.Extensions.Logging.ILogger<DemandImports>
{
    private readonly StringBuilder said = new();

    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => NullLogger.Instance.BeginScope(state);

    public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

    public void Log<TState>(
        Microsoft.Extensions.Logging.LogLevel logLevel,
        Microsoft.Extensions.Logging.EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (said)
            said.Append(formatter(state, exception)).Append(exception).Append('\n');
    }
}
