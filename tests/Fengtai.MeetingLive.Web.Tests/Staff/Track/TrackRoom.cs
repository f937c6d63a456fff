using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>A street that held a meeting on 25 August; it is 15 October, ten in the morning.</summary>
public abstract class TrackRoom : StaffRoom
{
    protected const string Code = "TRACK1";
    protected const string Receipt = "W3K7Q2D95M";
    protected static readonly StreetId Street = new("wangzuo");
    protected static readonly DateOnly Today = new(2025, 10, 15);
    protected static readonly PhotoHash Photo = new(new string('a', 64));
    protected static readonly Actor Unit = Actor.Staff(new ActorId("link:城管办"), Roles.Unit, Street) with
    {
        Unit = "城管办",
    };

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 10, 15, 2, 0, 0, TimeSpan.Zero));

    protected TrackRoom()
    {
        Services.AddSingleton<SignedLinks>();
        Services.AddSingleton<CarryingOver>();
        Services.AddSingleton<StreetLists>();
    }

    protected override TimeProvider Clock => clock;

    protected MeetingSession Session { get; private set; } = null!;

    protected Meeting Meeting => Session.Current;

    /// <summary>What the meeting had promised before it began.</summary>
    protected virtual ImmutableArray<Commitment> Listed =>
        [
            Promise("late", "楼道充电口排查", new(2025, 10, 10)),
            Promise("later", "补划斑马线", new(2025, 10, 13)),
            Promise("today", "化粪池清掏", Today),
            Promise("far", "立体停车选址", new(2025, 11, 30)) with
            {
                Unit = "民政办",
                Grid = "第7网格",
                Topic = "停车管理",
                State = CommitmentState.NotStarted,
            },
        ];

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected override async Task PrepareAsync()
    {
        Session = await HeldAsync("m1", Code, new DateOnly(2025, 8, 25), Listed);
    }

    /// <summary>A meeting that is over, at which the question of <see cref="Receipt"/> was handed over.</summary>
    protected async Task<MeetingSession> HeldAsync(
        string id,
        string code,
        DateOnly day,
        ImmutableArray<Commitment> listed,
        StreetId? street = null
    )
    {
        var where = street ?? Street;
        var session = await Sessions.GetAsync(new MeetingId(id));
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero);
        var by = Actor.System(where);
        var question = new QuestionId("q-" + id);
        MeetingCommand[] commands =
        [
            new Announce(new(id + "1"), by, at, Plan(code, day, listed, where), []),
            new OpenMeeting(new(id + "2"), by, at),
            new Ask(
                new(id + "3"),
                by,
                at,
                new Origin(new VenueId("main"), Channel.Paper, Entry.Hall),
                question,
                "小区门口夜间乱停车，消防通道过不去。",
                "停车管理",
                Name: null,
                Group.Unknown,
                Pseudonyms.HashOf(id == "m1" ? Receipt : "0000000000")
            ),
            new Approve(new(id + "4"), by, at, question),
            new HandOver(
                new(id + "5"),
                by,
                at,
                question,
                new CommitmentId("asked-" + id),
                new Promise(
                    "北门消防通道清障",
                    "副镇长（分管平安）",
                    "城管办",
                    "消防专员",
                    new DateOnly(2025, 10, 31),
                    [new Milestone(new(2025, 10, 8), "夜间值守到位"), new Milestone(new(2025, 10, 20), "签管护协议")]
                )
            ),
            new CloseMeeting(new(id + "6"), by, at),
        ];
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command));
        return session;
    }

    protected async Task DoAsync(
        Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command,
        Actor? by = null,
        DateTimeOffset? at = null
    ) =>
        Assert.IsType<Outcome.Done>(
            await Session.ExecuteAsync(
                command(
                    new CommandId(Guid.NewGuid().ToString("N")),
                    by ?? Actor.System(Street),
                    at ?? clock.GetUtcNow()
                )
            )
        );

    /// <summary>Pages render what others did at most four times a second.</summary>
    protected void Pass(TimeSpan time) => clock.Advance(time);

    /// <summary>A next meeting is being prepared.</summary>
    protected async Task<Preparing> PrepareNextAsync()
    {
        var preparations = Services.GetRequiredService<Preparations>();
        var now = await preparations.LoadAsync(Street, Cancel);
        var plan = Plan(now.Plan.Code, new DateOnly(2026, 3, 1), [], Street) with { Title = "王佐镇第二次报告会" };
        return Assert
            .IsType<Saved.Kept>(
                await preparations.SaveAsync(now, new Prepared(plan, [], []), Actor.System(Street), Cancel)
            )
            .Now;
    }

    /// <summary>Opens a page as somebody who holds these roles here.</summary>
    protected async Task<IRenderedComponent<TPage>> OpenAsync<TPage>(
        string address,
        Roles roles,
        Action<ComponentParameterCollectionBuilder<TPage>> parameters,
        string name = "镇秘书",
        string? unit = null,
        string? grid = null
    )
        where TPage : StaffPage
    {
        var account = new StaffAccount { UserName = name };
        await using (var context = Store.Create())
        {
            context.Users.Add(account);
            context.Grants.Add(
                new RoleGrant
                {
                    AccountId = account.Id,
                    StreetId = Street.Value,
                    Roles = (int)roles,
                    Unit = unit,
                    Grid = grid,
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        var user = new ClaimsPrincipal(
            new ClaimsIdentity([new System.Security.Claims.Claim(ClaimTypes.NameIdentifier, account.Id)], "test")
        );
        Navigation.NavigateTo(address);
        var page = Render<TPage>(p =>
        {
            parameters(p);
            p.AddCascadingValue(Task.FromResult(new AuthenticationState(user)));
        });
        page.WaitForState(() => page.Markup.Length > 0, TimeSpan.FromSeconds(20));
        return page;
    }

    protected Task<IRenderedComponent<BoardPage>> BoardAsync(
        string query = "",
        Roles roles = Roles.Secretary,
        string? unit = null,
        string? grid = null
    ) =>
        OpenAsync<BoardPage>(
            $"/track/{Street}{query}",
            roles,
            p => p.Add(x => x.Street, Street.Value),
            unit: unit,
            grid: grid
        );

    protected Task<IRenderedComponent<ItemPage>> ItemAsync(
        string item,
        Roles roles = Roles.Secretary,
        string name = "镇秘书",
        string? unit = null,
        string street = "wangzuo",
        string code = Code
    ) =>
        OpenAsync<ItemPage>(
            $"/track/{street}/{code}/{item}",
            roles,
            p => p.Add(x => x.Street, street).Add(x => x.Code, code).Add(x => x.Item, item),
            name,
            unit
        );

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static Commitment Promise(string id, string title, DateOnly deadline) =>
        new(
            new CommitmentId(id),
            title,
            "副镇长（分管城建）",
            "城管办",
            "道路专员",
            deadline,
            [],
            CommitmentState.Moving
        );

    private static MeetingPlan Plan(string code, DateOnly day, ImmutableArray<Commitment> listed, StreetId street) =>
        new(
            code,
            street,
            "王佐镇",
            "王佐镇向群众报告工作会",
            "王佐镇报告会",
            "丰台区王佐镇人民政府",
            day,
            "王佐镇文化中心",
            Sample: true,
            ShowFirst: false,
            [new Venue(new VenueId("main"), code, "主会场", Online: false)],
            [],
            Deck.Empty,
            [],
            [new Topic("停车管理", [])],
            ["副镇长（分管城建）"],
            ["城管办", "民政办"],
            ["道路专员"],
            listed,
            []
        );
}
