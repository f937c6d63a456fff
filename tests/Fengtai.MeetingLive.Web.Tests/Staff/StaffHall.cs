using System.Collections.Immutable;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>A small meeting on a real SQLite file, with a browser's page on it.</summary>
public abstract class StaffHall : StaffRoom
{
    protected const string Code = "TEST01";
    protected static readonly StreetId Street = new("wangzuo");
    protected static readonly DateOnly Day = new(2025, 8, 25);
    protected MeetingSession Session { get; private set; } = null!;

    protected Meeting Meeting => Session.Current;

    /// <summary>What is announced; a class of tests may have more halls or another entry.</summary>
    protected virtual MeetingPlan Prepared => Plan();

    protected override async Task PrepareAsync()
    {
        Session = await Sessions.GetAsync(new MeetingId("m1"));
        await GiveAsync(By((id, by, at) => new Announce(id, by, at, Prepared, [ParkingPlan])));
        await GiveAsync(By((id, by, at) => new OpenMeeting(id, by, at)));
    }

    /// <summary>Opens a page as an account with these roles in the meeting's street.</summary>
    protected async Task<IRenderedComponent<TPage>> OpenAsync<TPage>(Roles roles, string name = "王佐镇秘书")
        where TPage : LiveMeetingPage => await ShowAsync<TPage>(Street, roles, name, p => p.Add(x => x.Code, Code));

    protected async Task<QuestionId> AskedAsync(string id, string text, string? topic = null)
    {
        await GiveAsync(
            By(
                (command, by, at) =>
                    new Ask(
                        command,
                        by,
                        at,
                        new Core.Origin(new VenueId("main"), Channel.Paper, Core.Entry.Hall),
                        new QuestionId(id),
                        text,
                        topic,
                        Name: null,
                        Group.Unknown,
                        "receipt"
                    )
            )
        );
        return new QuestionId(id);
    }

    protected async Task<QuestionId> ApprovedAsync(string id, string text, string? topic = null)
    {
        var question = await AskedAsync(id, text, topic);
        await GiveAsync(By((command, by, at) => new Approve(command, by, at, question)));
        return question;
    }

    protected Task<Outcome> GiveAsync(MeetingCommand command) => Session.ExecuteAsync(command);

    protected static MeetingCommand By(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command) =>
        command(new CommandId(Guid.NewGuid().ToString("N")), Actor.System(Street), DateTimeOffset.UtcNow);

    /// <summary>A key while the queue has the focus.</summary>
    protected static Task PressAsync<TPage>(IRenderedComponent<TPage> page, params ReadOnlySpan<string> keys)
        where TPage : LiveMeetingPage => PressAllAsync(page, [.. keys]);

    protected static Task PageKeyAsync<TPage>(IRenderedComponent<TPage> page, KeyboardEventArgs key)
        where TPage : LiveMeetingPage => page.Find("[data-interactive]").KeyDownAsync(key);

    protected static readonly KeyboardEventArgs CtrlEnter = new() { Key = "Enter", CtrlKey = true };

    private static async Task PressAllAsync<TPage>(IRenderedComponent<TPage> page, string[] keys)
        where TPage : LiveMeetingPage
    {
        foreach (var key in keys)
            await page.Find("[role=listbox]").KeyDownAsync(new KeyboardEventArgs { Key = key });
    }

    private static readonly ResponsePlan ParkingPlan = new(
        "停车管理",
        "错峰停车",
        "正逐家商谈夜间开放",
        "10月31日前公布首批名单",
        "不说车位总数",
        "夜间错峰共享停车位",
        "副镇长（分管）",
        "城市管理办",
        "停车专员",
        new DateOnly(2025, 10, 31),
        [new Milestone(new DateOnly(2025, 9, 15), "摸清周边单位夜间可用车位")],
        new LikeDemands(5, "", 4, "", 3, "")
    );

    protected static MeetingPlan Plan() =>
        new(
            Code,
            Street,
            "王佐镇",
            "王佐镇向群众报告工作会",
            "王佐镇报告会",
            "丰台区王佐镇人民政府",
            Day,
            "王佐镇文化中心",
            Sample: true,
            ShowFirst: false,
            [new Venue(new VenueId("main"), Code, "主会场", Online: false)],
            [new AgendaItem(new AgendaItemId("questions"), "群众提问", "", new TimeOnly(14, 0), 40, "副镇长")],
            new Deck([Page("one", "第一页"), Page("two", "第二页")]),
            [new RoundPlan(new RoundId("overall"), "对整场会议满意吗", "整场会议", "", RatingSubject.Work, Live: true)],
            [new Topic("停车管理", ["错峰停车"]), new Topic("供暖", [])],
            ["副镇长（分管）"],
            ["城市管理办", "市政办"],
            ["停车专员"],
            [],
            []
        );

    private static Slide Page(string id, string title) =>
        new(
            new SlideId(id),
            title,
            "平安建设",
            new TextContent(["一句话。"]),
            "2025年上半年",
            "来源：王佐镇",
            Sample: true,
            [new Fact("−57%", "治安警情")]
        );
}
