using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>
/// A street with all that others have no business with: a meeting that is over, whose promise is tracked and judged, and
/// one that runs. Each secret is a word that stands nowhere else.
/// </summary>
internal sealed class Place(StreetId street)
{
    public const string Unit = "镇民生保障办";
    public const string Grid = "第7网格";
    private const string Bureau = "区城管委";
    private const string Seat = "高校学者1";
    private static readonly WhistleId Call = new("w1");
    private readonly Script held = new();
    private readonly Script running = new();
    private int ids;

    public StreetId Street => street;

    public string Code => held.Code;

    public MeetingId Meeting => held.Meeting;

    public Script Running => running;

    public CommitmentId Item { get; private set; }

    /// <summary>The question of the meeting that runs, which waits at its desk.</summary>
    public QuestionId Waiting { get; private set; }

    /// <summary>By kind: one that holds.</summary>
    public Dictionary<LinkKind, string> Tokens { get; } = [];

    /// <summary>By kind: what opens nothing, with why and the status that says so.</summary>
    public List<(LinkKind For, string Why, string Token, int Status)> Dead { get; } = [];

    /// <summary>Never for the public.</summary>
    public ImmutableArray<string> Secrets => [.. Each("waiting", "plan", "demand", "visit", "remark")];

    /// <summary>The public page shows these; a refusal does not.</summary>
    public ImmutableArray<string> Known => [.. Each("title", "promise", "asked"), Code];

    private Actor Office =>
        Actor.Staff(new ActorId("office"), Roles.Secretary | Roles.Administrator | Roles.Evaluator, street);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Fill(string path, string? token = null) =>
        path.Replace("{street}", street.Value, StringComparison.Ordinal)
            .Replace("{code}", Code, StringComparison.Ordinal)
            .Replace("{item}", Item.Value, StringComparison.Ordinal)
            .Replace("{token}", token, StringComparison.Ordinal);

    public async Task BuildAsync(AccessMatrixHost host)
    {
        await using (var context = host.Service<MeetingStore>().Create())
        {
            context.Streets.Add(
                new StreetRow
                {
                    Id = street.Value,
                    Name = street.Value + "镇",
                    Order = 1,
                }
            );
            context.Grids.Add(
                new GridRow
                {
                    StreetId = street.Value,
                    Id = "g7",
                    Name = Grid,
                    Community = "试点社区",
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        await HoldAsync(host);
        await RunAsync(host);
        await KeepAsync(host);
        await LinkAsync(host.Service<SignedLinks>());
    }

    private async Task HoldAsync(AccessMatrixHost host)
    {
        var session = await host.Service<MeetingSessions>().GetAsync(held.Meeting);
        var asked = held.Ask(1, Secret("asked"), name: null);
        var waiting = held.Ask(2, Secret("waiting"), name: null);
        var handOver = held.HandOver(asked.Question);
        handOver = handOver with { Promise = handOver.Promise with { Title = Secret("promise") } };
        Item = handOver.Commitment;
        var vote = held.Vote(3, Script.Site, "west");
        await DoAsync(
            session,
            Announced(held),
            held.Open(),
            held.OpenRound(),
            held.OpenPoll(),
            held.Rate(3, 5),
            vote,
            asked,
            waiting,
            held.Approve(asked.Question),
            held.Stage(asked.Question),
            handOver,
            held.CloseRound(),
            held.ClosePoll(),
            held.Close(),
            new Reassign(Id(), Office, Now, Item, "王镇长", Unit, "李科长", Grid, "由网格看现场"),
            new BlowWhistle(Id(), Office, Now, Item, Call, [Bureau], Now.AddDays(3), "村口空地", "用地谁来定"),
            new ArrangeEvaluation(Id(), Office, Now, [new EvaluatorSeat(Seat, EvaluatorKind.Scholar)], [40, 40, 20])
        );
        var judge = Office with { Id = new ActorId(SignedLinks.ActorPrefix + Seat), Unit = Seat };
        Assert.IsType<Outcome.Done>(
            await session.ExecuteAsync(
                new Evaluate(Id(), judge, Now, [new(80, Secret("remark")), new(70, ""), new(60, "")])
            )
        );
    }

    private async Task RunAsync(AccessMatrixHost host)
    {
        var session = await host.Service<MeetingSessions>().GetAsync(running.Meeting);
        var ask = running.Ask(1, Secret("waiting"), name: null);
        Waiting = ask.Question;
        await DoAsync(session, Announced(running), running.Open(), running.OpenRound(), running.OpenPoll(), ask);
    }

    private async Task KeepAsync(AccessMatrixHost host)
    {
        await host.Service<DemandActs>()
            .AddAsync(street.Value, new NewDemand("社情民意", Secret("demand"), new(2025, 6, 1)), Cancel);
        Assert.IsType<VisitTaken.Kept>(
            await host.Service<VisitBook>()
                .KeepAsync(
                    street,
                    new VisitSent(
                        $"visit-{street.Value}",
                        1,
                        "g7",
                        "3号院5号楼",
                        ["Elderly"],
                        Secret("visit"),
                        "",
                        ToList: false,
                        "",
                        DateTimeOffset.UtcNow.AddMinutes(-1),
                        Photo: null
                    ),
                    Office,
                    Cancel
                )
        );
    }

    private async Task LinkAsync(SignedLinks links)
    {
        foreach (var kind in Enum.GetValues<LinkKind>())
        {
            Tokens[kind] = await IssueAsync(kind, Usual);
        }

        foreach (var kind in Enum.GetValues<LinkKind>())
        {
            var gone = kind == LinkKind.Feed ? 404 : 410;
            Dead.Add((kind, "expired", await IssueAsync(kind, TimeSpan.FromHours(-1)), gone));
            var withdrawn = await IssueAsync(kind, Usual);
            Assert.True(await links.WithdrawAsync(street, withdrawn[..16], Cancel));
            Dead.Add((kind, "withdrawn", withdrawn, gone));
            var right = Tokens[kind];
            Dead.Add((kind, "forged", right[..^1] + (right[^1] == 'A' ? 'B' : 'A'), 404));
            Dead.Add((kind, "of another kind", Tokens[Other(kind)], 404));
            if (kind is LinkKind.Unit or LinkKind.Whistle)
                Dead.Add((kind, "of another unit", await IssueAsync(kind, Usual, "别的单位"), 410));
            if (kind == LinkKind.Evaluator)
                Dead.Add((kind, "of nobody's seat", await IssueAsync(kind, Usual, "别的评估员"), 410));
        }

        Task<string> IssueAsync(LinkKind kind, TimeSpan lasts, string? holder = null)
        {
            var subject = kind switch
            {
                LinkKind.Unit => new LinkSubject(kind, street, held.Meeting, Item),
                LinkKind.Whistle => new LinkSubject(kind, street, held.Meeting, Item, Call),
                LinkKind.Evaluator => new LinkSubject(kind, street, held.Meeting),
                _ => new LinkSubject(kind, street, new MeetingId("")),
            };
            var usual = kind switch
            {
                LinkKind.Whistle => Bureau,
                LinkKind.Evaluator => Seat,
                _ => Unit,
            };
            return links.IssueAsync(subject, holder ?? usual, Office.Id, DateTimeOffset.UtcNow + lasts, Cancel);
        }
    }

    private static TimeSpan Usual => SignedLinks.Usual;

    private static LinkKind Other(LinkKind kind) => (LinkKind)(((int)kind + 1) % Enum.GetValues<LinkKind>().Length);

    private Announce Announced(Script script)
    {
        var announce = script.Announce();
        return announce with
        {
            Plan = announce.Plan with { Street = street, StreetName = street.Value + "镇", Title = Secret("title") },
            ResponsePlans = [.. announce.ResponsePlans.Select(plan => plan with { MaySay = Secret("plan") })],
        };
    }

    private async Task DoAsync(MeetingSession session, params MeetingCommand[] commands)
    {
        foreach (var command in commands)
        {
            var by = command.By.Kind == ActorKind.Resident ? command.By : Office;
            var outcome = await session.ExecuteAsync(command with { By = by }, Cancel);
            Assert.True(outcome is Outcome.Done, $"{command}: {outcome}");
        }
    }

    /// <summary>Letters only: a number would be masked.</summary>
    private string Secret(string of) => $"zz{street.Value}zz{of}zz";

    private IEnumerable<string> Each(params string[] of) => of.Select(Secret);

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    private CommandId Id() => new($"place-{ids++}");
}
