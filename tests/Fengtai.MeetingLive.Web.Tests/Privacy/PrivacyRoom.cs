using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Preparation.Demands;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>What one server does about persons' data, on a database; the day is 4 July 2025.</summary>
internal sealed class PrivacyRoom : IAsyncDisposable
{
    private PrivacyRoom(VisitRoom visits)
    {
        Visits = visits;
        Journal = new MeetingJournal(visits.Store, NullLogger<MeetingJournal>.Instance);
        var options = Options.Create(new PrivacyOptions());
        Looks = new LookLog(Store, visits.Clock);
        Phones = new VisitPhones(Store, visits.Acts, visits.Personal, Looks);
        VisitErasing = new VisitErasing(Store, visits.Clock);
        Finder = new PersonFinder(Store, visits.Sessions, visits.Acts, visits.Personal, options);
        Erasing = new PersonErasing(Store, visits.Sessions, visits.Acts, VisitErasing, visits.Clock);
        OwnData = new OwnDataDesk(Store, visits.Sessions, visits.Acts, Looks, Erasing, visits.Personal, visits.Clock);
        Sweeping = new DemandSweeping(Store, visits.Clock);
        Retention = new Retention(Store, Sweeping, VisitErasing, options, visits.Clock);
        Imports = new DemandImports(
            Store,
            visits.Personal,
            new DemandTopics(Store),
            Sweeping,
            visits.Clock,
            new CapturedLog()
        );
        Administrator = Actor.Staff(new ActorId("王佐镇管理员"), Roles.Administrator | Roles.Secretary, Street);
    }

    public VisitRoom Visits { get; }
    public MeetingStore Store => Visits.Store;
    public MeetingJournal Journal { get; }
    public LookLog Looks { get; }
    public VisitPhones Phones { get; }
    public VisitErasing VisitErasing { get; }
    public PersonFinder Finder { get; }
    public PersonErasing Erasing { get; }
    public OwnDataDesk OwnData { get; }
    public DemandSweeping Sweeping { get; }
    public Retention Retention { get; }
    public DemandImports Imports { get; }
    public StreetId Street => Visits.Street;
    public Actor Administrator { get; }
    public Looker By => Looker.Of(Administrator);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PrivacyRoom> OpenAsync(IDatabase database, string keyFile) =>
        new(await VisitRoom.OpenAsync(database, keyFile));

    public Task<PersonFound> FindAsync(string? receipt = null, string? phone = null, StreetId? street = null) =>
        Finder.FindAsync(street ?? Street, receipt, phone, Cancel);

    /// <summary>Brings a file of the list in, with a head row, and waits until it is seen.</summary>
    public async Task<DemandImportJob> ImportAsync(params string[] rows)
    {
        using var upload = new MemoryStream(
            DemandRoom.Utf8(["工单编号,来电内容,受理时间,办理状态,联系电话,诉求人,地址", .. rows])
        );
        var draft = await Imports.TakeAsync(Street.Value, "台账.csv", upload, Cancel);
        var job = await Imports.BeginAsync(Street.Value, draft.Id, draft.Mapping, "接诉即办", "秘书", Cancel);
        await job.Ended;
        Assert.Equal(ImportStep.Done, job.Progress.Step);
        return job;
    }

    public async Task<string> ListedAsync() =>
        string.Join('\n', (await Visits.ListedAsync()).Select(d => $"{d.OuterNumber} {d.List} {d.Text}"));

    /// <summary>A meeting in the script's street that runs, with one question; gives the receipt's code.</summary>
    public async Task<(Script Script, Ask Ask, string Receipt)> AskedAsync(string text = "村口能不能设一个助餐点？")
    {
        var script = new Script();
        var receipt = script.Meeting.Value[..10].ToUpperInvariant();
        var ask = script.Ask(1, text) with { Receipt = Pseudonyms.HashOf(receipt) };
        await PlayAsync(script, [.. script.Running(), ask]);
        return (script, ask, receipt);
    }

    public async Task PlayAsync(Script script, params MeetingCommand[] commands)
    {
        var session = await Visits.Sessions.GetAsync(script.Meeting);
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await Imports.DisposeAsync();
        await Visits.DisposeAsync();
    }
}
