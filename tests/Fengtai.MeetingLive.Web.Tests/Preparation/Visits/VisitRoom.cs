using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Visits;

/// <summary>One server's visits on a database, in a street of its own with two grids; the day is 4 July 2025.</summary>
internal sealed class VisitRoom : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2025, 7, 4, 2, 0, 0, TimeSpan.Zero);

    private VisitRoom(MeetingStore store, IOptions<StorageOptions> storage, string keyFile)
    {
        Store = store;
        Clock = new FakeTimeProvider(Now);
        Personal = new PersonalData(store, storage, Options.Create(new PrivacyOptions { KeyFile = keyFile }));
        Sessions = new MeetingSessions(
            store,
            new MeetingJournal(store, NullLogger<MeetingJournal>.Instance),
            NullLogger<MeetingSessions>.Instance
        );
        Demands = new DemandBook(store);
        Acts = new DemandActs(store, Personal, new DemandTopics(store), Clock);
        Coverage = new VisitCoverage(store);
        List = new VisitList(store);
        Receipts = new ReceiptLookup(store, Sessions, TimeProvider.System);
        Book = new VisitBook(
            store,
            new Preparations(store, Sessions, Clock),
            Coverage,
            new VisitDemands(store, Acts, Personal, NullLogger<VisitDemands>.Instance),
            Personal,
            new Pseudonyms(store),
            Clock
        );
    }

    public StreetId Street { get; } = new("v" + Guid.NewGuid().ToString("N")[..8]);
    public MeetingStore Store { get; }
    public FakeTimeProvider Clock { get; }
    public PersonalData Personal { get; }
    public MeetingSessions Sessions { get; }
    public DemandBook Demands { get; }
    public DemandActs Acts { get; }
    public VisitCoverage Coverage { get; }
    public VisitList List { get; }
    public VisitBook Book { get; }
    public ReceiptLookup Receipts { get; }

    public Actor Worker => Actor.Staff(new ActorId("网格员甲"), Roles.GridWorker, Street);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<VisitRoom> OpenAsync(IDatabase database, string keyFile)
    {
        var storage = Options.Create(database.Options);
        var store = new MeetingStore(storage);
        await store.PrepareAsync(Cancel);
        var room = new VisitRoom(store, storage, keyFile);
        await using var context = store.Create();
        context.Grids.AddRange(room.Grid("g3", "第3网格", "翡翠山社区"), room.Grid("g12", "第12网格", "佃起社区"));
        context.Topics.AddRange(room.Topic("养老服务", null), room.Topic("助餐", "养老服务"));
        await context.SaveChangesAsync(Cancel);
        return room;
    }

    public GridRow Grid(string id, string name, string community, bool closed = false) =>
        new()
        {
            StreetId = Street.Value,
            Id = id,
            Name = name,
            Community = community,
            Closed = closed,
        };

    /// <summary>A sound visit; the test changes what it is about.</summary>
    public static VisitSent Visit(string id = "a1") =>
        new(
            id,
            1,
            "g3",
            "3号院5号楼",
            ["Elderly"],
            "腿脚不好，晚饭能送上门吗？",
            "助餐",
            ToList: true,
            "",
            Now.AddMinutes(-5),
            Photo: null
        );

    public async Task<VisitTaken.Kept> KeepAsync(VisitSent sent, Actor? by = null) =>
        Assert.IsType<VisitTaken.Kept>(await Book.KeepAsync(Street, sent, by ?? Worker, Cancel));

    public async Task<VisitWrong> RefusedAsync(VisitSent sent, Actor? by = null) =>
        Assert.IsType<VisitTaken.Refused>(await Book.KeepAsync(Street, sent, by ?? Worker, Cancel)).Wrong;

    public Task<Coverage> CoveredAsync() => Coverage.OfAsync(Street, Cancel);

    public async Task<ImmutableArray<VisitLine>> LinesAsync(VisitFilter? filter = null) =>
        (await List.ReadAsync(Street, filter ?? new VisitFilter(), 1, Cancel)).Lines;

    public async Task<ImmutableArray<ShownDemand>> ListedAsync() =>
        (
            await Demands.PageAsync(
                Street.Value,
                DemandFilter.All,
                await Demands.CountAsync(Street.Value, Cancel),
                Cancel
            )
        ).Rows;

    /// <summary>A photo as a phone sends it.</summary>
    public static byte[] Photo(int width = 40, int height = 30, byte shade = 120)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(shade, shade, shade));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await Sessions.DisposeAsync();
        Personal.Dispose();
        Store.Dispose();
    }

    private TopicRow Topic(string name, string? parent) =>
        new()
        {
            StreetId = Street.Value,
            Name = name,
            Parent = parent,
            Keywords = "",
        };
}
