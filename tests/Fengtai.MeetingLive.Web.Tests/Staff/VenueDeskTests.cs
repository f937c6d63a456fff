using AngleSharp.Dom;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>Two halls and an online venue, with tickets: what the desk and the console do with them.</summary>
public sealed class VenueDeskTests : StaffHall
{
    private static readonly VenueId Main = new("main");
    private static readonly VenueId Village = new("sub-1");

    protected override MeetingPlan Prepared =>
        Plan() with
        {
            Entry = EntryRule.Ticket,
            Venues =
            [
                .. Plan().Venues,
                new Venue(Village, "TEST02", "佃起村分会场", Online: false),
                new Venue(new VenueId("net"), "TEST03", "线上", Online: true),
            ],
        };

    [Fact]
    public async Task A_scene_goes_to_the_chosen_venue_only_and_the_next_one_to_all()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await desk.Find("[data-venue=sub-1].chip").ClickAsync();
        await Scene(desk, SceneKind.Timetable).ClickAsync();

        Assert.Equal(SceneKind.Timetable, Meeting.SceneAt(Village).Kind);
        Assert.Equal(SceneKind.Welcome, Meeting.SceneAt(Main).Kind);
        Assert.Contains("佃起村分会场：时间表", desk.Find(".venues .own").TextContent, StringComparison.Ordinal);
        await Scene(desk, SceneKind.Question).ClickAsync();
        Assert.Equal(SceneKind.Question, Meeting.Scene.Kind);
        Assert.Equal(SceneKind.Timetable, Meeting.SceneAt(Village).Kind);
    }

    [Fact]
    public async Task The_console_shows_which_venue_differs_and_brings_it_back()
    {
        await GiveAsync(By((id, by, at) => new ShowScene(id, by, at, SceneKind.Timetable, Venue: Village)));
        var console = await OpenAsync<PresenterPage>(Roles.Presenter);
        Assert.Contains("佃起村分会场：时间表", console.Find(".venues .own").TextContent, StringComparison.Ordinal);

        await console.Find("[data-same=sub-1]").ClickAsync();

        Assert.Empty(Meeting.VenueScenes);
        Assert.Empty(console.FindAll(".venues .own"));
    }

    [Fact]
    public async Task A_range_of_seats_is_issued_and_counted()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await IssueAsync(desk, "C", "9", "16");

        Assert.Equal(new TicketCount(Main, 8, 0), Assert.Single(Meeting.Tickets.Count(Meeting.Plan)));
        Assert.NotNull(Meeting.Tickets.Find(Main, "C排12座"));
        Assert.Contains("已发8，已用0", desk.Find(".tickets h2").TextContent, StringComparison.Ordinal);
        var rows = Services.GetRequiredService<TicketOffice>().List(Meeting, "http://baogao.example");
        Assert.Equal(["C排9座", "C排10座"], rows.Take(2).Select(row => row.Seat));
        Assert.All(rows, row => Assert.Matches("^http://baogao.example/m/TEST01\\?t=[0-9A-Z]{12}$", row.Url));
        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$", rows[0].Code);
    }

    [Theory]
    [InlineData("16", "9")]
    [InlineData("", "9")]
    [InlineData("九", "")]
    [InlineData("1", "99999")]
    [InlineData("0", "3")]
    public async Task A_range_that_is_none_is_said_at_its_place_and_nothing_is_issued(string first, string last)
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        await IssueAsync(desk, "C", first, last);

        Assert.Contains("座位要写数字", desk.Find(".tickets .why").TextContent, StringComparison.Ordinal);
        Assert.Empty(Meeting.Tickets.ByHash);
    }

    [Fact]
    public async Task A_seat_that_has_a_ticket_is_named()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        await IssueAsync(desk, "C", "9", "10");

        await IssueAsync(desk, "C", "10", "12");

        Assert.Contains("C排10座已经发过票", desk.Find(".tickets .why").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Meeting.Tickets.ByHash.Count);
    }

    [Fact]
    public async Task A_ticket_is_released_by_its_seat()
    {
        var desk = await OpenAsync<DeskPage>(Roles.Secretary);
        await IssueAsync(desk, "C", "9", "");
        var ticket = Meeting.Tickets.Find(Main, "C排9座")!;
        var origin = new Origin(Main, Channel.HallPhone, Core.Entry.Ticket);
        await GiveAsync(
            new BindTicket(new("bind"), Actor.Resident(new("ann")), DateTimeOffset.UtcNow, origin, ticket.Hash)
        );

        await TypeAsync(desk, "#ticket-seat", "C排9座");
        await SendAsync(desk, ".range--seat");

        Assert.Null(Meeting.Tickets.Find(Main, "C排9座")!.Holder);
        Assert.Contains("已释放C排9座", desk.Find("[data-said]").TextContent, StringComparison.Ordinal);
        await TypeAsync(desk, "#ticket-seat", "C排99座");
        await SendAsync(desk, ".range--seat");
        Assert.Contains("没有发过C排99座的票", desk.Find(".tickets .why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_round_stands_there_by_venue()
    {
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, new("overall"))));
        await GiveAsync(
            new Rate(
                new("r1"),
                Actor.Resident(new("ann")),
                DateTimeOffset.UtcNow,
                new Origin(Main, Channel.HallPhone, Core.Entry.Open),
                new("overall"),
                5,
                new RatingProof("0123456789abcdef0123456789abcdef", "receipt")
            )
        );

        var desk = await OpenAsync<DeskPage>(Roles.Secretary);

        // Without a ticket it counts as online.
        Assert.Equal("线上0011", Row(desk, "net"));
        Assert.Equal("主会场0000", Row(desk, "main"));
    }

    private static string Row(IRenderedComponent<DeskPage> desk, string venue) =>
        string.Concat(desk.Find($".by-venue tr[data-venue={venue}]").TextContent.Where(c => !char.IsWhiteSpace(c)));

    private static async Task IssueAsync(IRenderedComponent<DeskPage> desk, string row, string first, string last)
    {
        await TypeAsync(desk, "#ticket-row", row);
        await TypeAsync(desk, "#ticket-first", first);
        await TypeAsync(desk, "#ticket-last", last);
        await SendAsync(desk, ".range:not(.range--seat)");
    }

    /// <summary>Found and used in one go: the page may render anew at any other moment.</summary>
    private static Task TypeAsync(IRenderedComponent<DeskPage> desk, string field, string text) =>
        desk.InvokeAsync(() => desk.Find(field).ChangeAsync(text));

    private static Task SendAsync(IRenderedComponent<DeskPage> desk, string form) =>
        desk.InvokeAsync(() => desk.Find(form).SubmitAsync());

    private static IElement Scene(IRenderedComponent<DeskPage> desk, SceneKind kind) =>
        desk.FindAll(".scene-keys button")[(int)kind];
}
