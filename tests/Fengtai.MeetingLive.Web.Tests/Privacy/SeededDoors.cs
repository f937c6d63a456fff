using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>Brings the numbers in through every door at which people type, while a phone and a screen listen.</summary>
internal sealed partial class SeededDoors(SeededHost host, SeededPhones phones)
{
    public const string Code = "FT2025";
    private int ids;

    /// <summary>What the demand list has in clear for whoever handles it: nothing is lost by sealing.</summary>
    public string Sealed { get; private set; } = "";

    public List<string> Receipts { get; } = [];

    public List<byte[]> Scenes { get; } = [];

    /// <summary>What came when the meeting was over.</summary>
    public SeededAfterwards Afterwards { get; private set; } = null!;

    public Phone Listener { get; private set; } = null!;

    public Phone Screen { get; private set; } = null!;

    private MeetingSession Session { get; set; } = null!;

    public StreetId Street => Session.Current.Plan.Street;

    public Meeting Meeting => Session.Current;

    private Actor Staff => Actor.System(Street);

    private Looker By => Looker.Of(Staff);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task EnterAllAsync()
    {
        Session = (await host.Service<MeetingSessions>().FindAsync(Code, Cancel))!.Session;
        Listener = await Phone.ConnectAsync(host.Address, HubHost.NewDevice(host.App).Cookie);
        await Listener.JoinAsync(Code);
        Screen = await Phone.ConnectAsync(host.Address, cookie: null);
        await Screen.JoinAsync(Code, screen: true);
        await ListAsync();
        await VisitsAsync();
        await AskAsync();
        await FormsAsync();
        await StaffAsync();
        Afterwards = new SeededAfterwards(host, phones, this);
        await Afterwards.EnterAllAsync();
        await EraseAsync();
    }

    /// <summary>A file with numbers in its own name and in five of its columns, rows by hand, reasons and purposes.</summary>
    private async Task ListAsync()
    {
        var imports = host.Service<DemandImports>();
        var rows = Enumerable
            .Range(1, 20)
            .Select(n =>
                string.Join(
                    ',',
                    $"S{n}",
                    n % 2 == 0 ? $"第{n}件，请打{phones.NextTyped()}" : $"第{n}件，暖气不热",
                    "2025-06-27",
                    phones.NextTyped(),
                    n == 1 ? $"王秀英{phones.Next()}" : "王秀英",
                    n == 2 ? $"祥和里6号楼{phones.Next()}" : "祥和里6号楼2单元301",
                    n == 3 ? $"城管科{phones.NextTyped()}" : "城管科"
                )
            );
        var file = DemandRoom.Utf8(["工单编号,来电内容,受理时间,联系电话,诉求人,地址,承办单位", .. rows]);
        using var upload = new MemoryStream(file);
        var draft = await imports.TakeAsync(Street.Value, $"台账{phones.Next()}.csv", upload, Cancel);
        var job = await imports.BeginAsync(Street.Value, draft.Id, draft.Mapping, "接诉即办", "街道秘书", Cancel);
        await job.Ended;
        Assert.Equal(20, job.Progress.Added);
        var acts = host.Service<DemandActs>();
        for (var n = 0; n < 3; n++)
        {
            var id = await acts.AddAsync(
                Street.Value,
                new NewDemand("社情民意", $"请回电{phones.NextTyped()}", new(2025, 6, 1), Phone: phones.NextTyped()),
                Cancel
            );
            await acts.MoveAsync(
                Street.Value,
                [id],
                DemandList.NeedsCoordination,
                n == 0 ? $"已问{phones.NextTyped()}" : "已问",
                "街道秘书",
                Cancel
            );
            var person = await acts.LookAsync(
                Street.Value,
                id,
                n == 0 ? $"回拨{phones.NextTyped()}" : "回访",
                By,
                Cancel
            );
            Sealed = person!.Phone!;
        }
    }

    private async Task VisitsAsync()
    {
        await using (var context = host.Service<MeetingStore>().Create())
        {
            context.Grids.Add(
                new GridRow
                {
                    StreetId = Street.Value,
                    Id = "seeded",
                    Name = "第99网格",
                    Community = "试点社区",
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        var worker = Actor.Staff(new ActorId("网格员甲"), Roles.GridWorker, Street);
        for (var n = 0; n < 7; n++)
        {
            var taken = await host.Service<VisitBook>()
                .KeepAsync(
                    Street,
                    new VisitSent(
                        $"seeded-{n}",
                        1,
                        "seeded",
                        n is 4 or 5 ? $"3号院 {phones.NextTyped()}" : "3号院5号楼",
                        ["Elderly"],
                        n < 4 ? $"晚饭能送上门吗？{phones.NextTyped()}" : "路灯何时亮？",
                        "",
                        ToList: n < 6,
                        n is < 4 or 6 ? SeededPhones.Typed(phones.Next(), n % 3) : "",
                        DateTimeOffset.UtcNow.AddMinutes(-n),
                        Photo: null
                    ),
                    worker,
                    Cancel
                );
            if (Assert.IsType<VisitTaken.Kept>(taken).Receipt is { } receipt)
                Receipts.Add(receipt);
        }
    }

    /// <summary>From four phones: in the text, and in a name that a client of somebody's own may send.</summary>
    private async Task AskAsync()
    {
        for (var device = 0; device < 4; device++)
        {
            await using var phone = await Phone.ConnectAsync(host.Address, HubHost.NewDevice(host.App).Cookie);
            await phone.JoinAsync(Code);
            for (var n = 0; n < 6; n++)
            {
                var name =
                    n == 0 ? $"王女士{phones.Next()}"
                    : n == 1 && device < 2 ? phones.NextTyped()
                    : null;
                var reply = await phone.AskAsync($"q{n}", $"门口路灯不亮，请打{phones.NextTyped()}", name: name);
                Assert.True(reply.Ok, reply.Message);
                Receipts.Add(reply.Receipt!);
            }
        }
    }

    /// <summary>From the page without script.</summary>
    private async Task FormsAsync()
    {
        using var browser = host.Browser();
        var page = await browser.GetStringAsync(new Uri($"/m/{Code}", UriKind.Relative), Cancel);
        var token = Token().Match(page);
        for (var n = 0; n < 5; n++)
        {
            using var form = new FormUrlEncodedContent([
                KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(token.Groups["value"].Value)),
                KeyValuePair.Create("id", $"form-{n}"),
                KeyValuePair.Create("text", $"楼道灯坏了，{phones.NextTyped()}"),
            ]);
            using var answer = await browser.PostAsync(new Uri($"/m/{Code}/ask", UriKind.Relative), form, Cancel);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    private async Task StaffAsync()
    {
        await DoAsync(
            (id, by, at) =>
                new Ask(
                    id,
                    by,
                    at,
                    new Origin(Meeting.Plan.Venues[0].Id, Channel.Paper, Entry.Hall),
                    new QuestionId("seeded-slip"),
                    $"现场纸条：{phones.NextTyped()}",
                    Topic: null,
                    Name: null,
                    Core.Group.Elderly,
                    Receipt: new string('0', 64)
                )
        );
        if (Meeting.Stage is { Question: var before })
            await DoAsync((id, by, at) => new Answer(id, by, at, before, "会后办。"));
        var waiting = Meeting
            .Questions.Values.Where(q =>
                q.State == QuestionState.Waiting && q.Text!.Contains("****", StringComparison.Ordinal)
            )
            .OrderBy(q => q.Number)
            .ToArray();
        Assert.True(waiting.Length >= 30, $"{waiting.Length} questions hold a masked number");
        await DoAsync(
            (id, by, at) => new Refuse(id, by, at, waiting[0].Id, RefusalReason.Other, $"写了电话{phones.NextTyped()}")
        );
        foreach (var question in waiting.Skip(1))
            await DoAsync((id, by, at) => new Approve(id, by, at, question.Id));
        await DoAsync((id, by, at) => new PutOnStage(id, by, at, waiting[1].Id));
        await SceneAsync();
        await DoAsync((id, by, at) => new Answer(id, by, at, waiting[1].Id, $"本周修好，联系{phones.NextTyped()}"));
        await DoAsync((id, by, at) => new Answer(id, by, at, waiting[2].Id, $"已办，{phones.NextTyped()}"));
        await DoAsync((id, by, at) => new Answer(id, by, at, waiting[4].Id, $"请拨{phones.NextTyped()}"));
        await MarkAsync();
        var due = Meeting.Plan.Date.AddDays(60);
        await DoAsync(
            (id, by, at) =>
                new HandOver(
                    id,
                    by,
                    at,
                    waiting[3].Id,
                    new CommitmentId("seeded"),
                    new Promise(
                        $"修路灯 {phones.NextTyped()}",
                        "副镇长",
                        $"城建办{phones.Next()}",
                        $"李{phones.NextTyped()}",
                        due,
                        [new Milestone(due.AddDays(-30), $"先联系{phones.NextTyped()}")]
                    )
                )
        );
        foreach (var kind in (SceneKind[])[SceneKind.Timetable, SceneKind.Wall, SceneKind.Rating, SceneKind.Closing])
        {
            await Session.ExecuteAsync(new ShowScene(NextId(), Staff, DateTimeOffset.UtcNow, kind), Cancel);
            await SceneAsync();
        }

        await DoAsync(
            (id, by, at) =>
                new ArrangeMinutes(id, by, at, new MinutesForm { Attending = [$"王镇长 {phones.NextTyped()}"] })
        );
        if (Meeting.Stage is { Question: var still })
            await DoAsync((id, by, at) => new Answer(id, by, at, still, "会后办。"));
        await DoAsync((id, by, at) => new CloseMeeting(id, by, at));
    }

    /// <summary>意向征集: why a proposal was taken or not.</summary>
    private async Task MarkAsync()
    {
        var poll = Meeting.Polls.Values.MinBy(p => p.Number)!;
        if (poll.State == RoundState.Planned)
            await DoAsync((id, by, at) => new OpenPoll(id, by, at, poll.Plan.Id));
        if (poll.State != RoundState.Closed)
            await DoAsync((id, by, at) => new ClosePoll(id, by, at, poll.Plan.Id));
        await DoAsync((id, by, at) => new ShowPoll(id, by, at, poll.Plan.Id, Shown: true));
        await DoAsync(
            (id, by, at) =>
                new MarkProposal(
                    id,
                    by,
                    at,
                    poll.Plan.Id,
                    poll.Plan.Proposals[0].Id,
                    true,
                    $"已联系{phones.NextTyped()}"
                )
        );
    }

    /// <summary>One person's data found, handed out and erased; the reason has a number too.</summary>
    private async Task EraseAsync()
    {
        var found = await host.Service<PersonFinder>().FindAsync(Street, receipt: null, Sealed, Cancel);
        Assert.NotEmpty(found.Things);
        await host.Service<PersonErasing>()
            .EraseAsync(Street, found, found.Things, $"本人来电{phones.NextTyped()}要求", Staff, Cancel);
    }

    private async Task SceneAsync()
    {
        using var browser = host.Browser();
        Scenes.Add(await browser.GetByteArrayAsync(new Uri($"/screen/{Code}/scene", UriKind.Relative), Cancel));
    }

    public async Task DoAsync(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        var outcome = await Session.ExecuteAsync(command(NextId(), Staff, DateTimeOffset.UtcNow), Cancel);
        Assert.True(outcome is Outcome.Done, outcome.ToString());
    }

    private CommandId NextId() => new($"seeded-{ids++}");

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();
}
