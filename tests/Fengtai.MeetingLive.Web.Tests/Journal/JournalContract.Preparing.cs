using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>What a street prepares: a row until it is announced, the journal from then on.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public async Task A_street_that_prepared_nothing_begins_with_an_empty_meeting_under_a_code_of_its_own()
    {
        await using var office = Office();

        var (first, second) = (await office.LoadAsync(), await office.LoadAsync());

        Assert.Equal((Phase.Draft, 0L, ""), (first.Phase, first.Version, first.Plan.Title));
        Assert.Matches("^[A-HJKMNP-Z2-9]{6}$", first.Plan.Code);
        Assert.NotEqual(first.Plan.Code, second.Plan.Code);
    }

    [Fact]
    public async Task What_was_saved_is_read_again_and_residents_see_nothing_of_it()
    {
        await using var office = Office();

        var kept = await office.KeptAsync(await office.LoadAsync(), office.Content);

        var read = await office.LoadAsync();
        Assert.Equal(office.Content.ToJson(), read.Content.ToJson());
        Assert.Equal((1L, kept.Meeting, "secretary"), (read.Version, read.Meeting, read.ChangedBy!.Value.Value));
        Assert.Null(await office.Sessions.FindAsync(office.Content.Plan.Code, Cancel));
    }

    [Fact]
    public async Task Who_saves_over_what_another_has_just_saved_is_told()
    {
        await using var office = Office();
        var (mine, theirs) = (await office.LoadAsync(), await office.LoadAsync());
        await office.KeptAsync(theirs, office.Content);

        var saved = await office.Preparations.SaveAsync(mine, office.Content, office.Secretary, Cancel);

        Assert.Equal(new Saved.Refused(Rejection.PlanChangedMeanwhile), saved);
        Assert.Equal(1, (await office.LoadAsync()).Version);
    }

    [Fact]
    public async Task Announced_it_stands_in_the_journal_and_its_code_leads_to_it()
    {
        await using var office = Office();
        var draft = await office.KeptAsync(await office.LoadAsync(), office.Content);

        var announced = await office.DoneAsync(office.Preparations.AnnounceAsync(draft, office.Secretary, Cancel));

        Assert.Equal((Phase.Preparing, 1L), (announced.Phase, announced.Version));
        var door = await office.Sessions.FindAsync(office.Content.Plan.Code, Cancel);
        Assert.Equal(office.Content.Plan.Title, door!.Session.Current.Plan.Title);
        Assert.Equal(draft.Meeting, door.Session.Current.Id);
    }

    [Fact]
    public async Task What_lacks_something_is_not_announced_and_the_first_lack_is_named()
    {
        await using var office = Office();
        var lacking = office.Content with { Plan = office.Content.Plan with { Agenda = [], Contacts = [] } };
        var draft = await office.KeptAsync(await office.LoadAsync(), lacking);

        var refused = await office.Preparations.AnnounceAsync(draft, office.Secretary, Cancel);

        Assert.Equal(new Saved.Refused(Rejection.PlanIncomplete("plan-agenda")), refused);
        Assert.Equal(Phase.Draft, (await office.LoadAsync()).Phase);
    }

    [Fact]
    public async Task A_draft_that_was_changed_meanwhile_is_not_announced_unseen()
    {
        await using var office = Office();
        var seen = await office.KeptAsync(await office.LoadAsync(), office.Content);
        var other = office.Content with { Plan = office.Content.Plan with { Place = "文化中心" } };
        await office.KeptAsync(seen, other);

        var refused = await office.Preparations.AnnounceAsync(seen, office.Secretary, Cancel);

        Assert.Equal(new Saved.Refused(Rejection.PlanChangedMeanwhile), refused);
    }

    [Fact]
    public async Task After_the_announcement_every_save_is_an_entry_of_the_journal()
    {
        await using var office = Office();
        var announced = await office.AnnouncedAsync();
        var changed = announced.Content with { Plan = announced.Plan with { Place = "文化中心", Title = "改过" } };

        var kept = await office.KeptAsync(announced, changed);

        Assert.Equal(2, kept.Version);
        var rows = await node.Journal.ReadAsync(announced.Meeting, Cancel);
        Assert.Equal(["announced.1", "revised.1"], rows.Select(row => row.Type));
        Assert.Equal("文化中心", (await office.LoadAsync()).Plan.Place);
        await using var context = node.Store.Create();
        Assert.Equal("改过", (await context.Meetings.SingleAsync(m => m.Id == announced.Meeting.Value, Cancel)).Title);
    }

    [Fact]
    public async Task An_open_meeting_is_changed_by_no_save()
    {
        await using var office = Office();
        var announced = await office.AnnouncedAsync();
        var session = await office.Sessions.GetAsync(announced.Meeting);
        var open = new OpenMeeting(new("open"), office.Secretary, Script.Begin);
        Assert.IsType<Outcome.Done>(await session.ExecuteAsync(open, Cancel));

        var refused = await office.Preparations.SaveAsync(announced, announced.Content, office.Secretary, Cancel);

        Assert.Equal(new Saved.Refused(Rejection.MeetingAlreadyOpen), refused);
        Assert.False((await office.LoadAsync()).MayChange);
    }

    [Fact]
    public async Task After_a_meeting_the_next_one_begins_with_what_stays_under_a_new_code()
    {
        await using var office = Office();
        var announced = await office.AnnouncedAsync();
        var session = await office.Sessions.GetAsync(announced.Meeting);
        MeetingCommand[] course =
        [
            new OpenMeeting(new("open"), office.Secretary, Script.Begin),
            new CloseMeeting(new("close"), office.Secretary, Script.Begin),
        ];
        foreach (var command in course)
        {
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
        }

        var next = await office.DoneAsync(
            office.Preparations.BeginNextAsync(await office.LoadAsync(), office.Secretary, Cancel)
        );

        Assert.Equal(Phase.Draft, next.Phase);
        Assert.NotEqual(announced.Meeting, next.Meeting);
        Assert.NotEqual(announced.Plan.Code, next.Plan.Code);
        Assert.Equal(announced.Plan.Topics.Select(t => t.Name), next.Plan.Topics.Select(t => t.Name));
        Assert.Empty(next.Plan.Deck.Slides);
        Assert.Equal(next.Meeting, (await office.LoadAsync()).Meeting);
    }

    [Fact]
    public async Task A_code_that_another_meeting_has_is_refused_by_name()
    {
        await using var office = Office();
        await PlayAsync([script.Announce()]);
        var taken = office.Content with
        {
            Plan = office.Content.Plan with { Code = script.Code, Venues = script.Plan.Venues },
        };

        var saved = await office.Preparations.SaveAsync(await office.LoadAsync(), taken, office.Secretary, Cancel);

        Assert.Equal(new Saved.Refused(Rejection.PlanCodeTaken(script.Code)), saved);
    }

    [Fact]
    public async Task Nobody_without_the_role_or_of_another_street_saves()
    {
        await using var office = Office();
        var fresh = await office.LoadAsync();
        var presenter = office.Secretary with { Roles = Roles.Presenter };
        var stranger = office.Secretary with { Street = new StreetId("elsewhere") };

        Assert.Equal(
            [new Saved.Refused(Rejection.NotAllowed), new Saved.Refused(Rejection.OtherStreet)],
            [
                await office.Preparations.SaveAsync(fresh, office.Content, presenter, Cancel),
                await office.Preparations.SaveAsync(fresh, office.Content, stranger, Cancel),
            ]
        );
    }

    [Fact]
    public async Task The_opening_brings_slides_that_follow_the_list_up_to_date_and_freezes_what_is_shown()
    {
        await using var office = Office();
        var slide = office.Content.Plan.Deck.Slides[0] with { Follows = Follow.Topics };
        var announced = await office.AnnouncedAsync(
            office.Content with
            {
                Plan = office.Content.Plan with { Deck = new Deck([slide]) },
            }
        );
        var figures = new ListFigures(
            new DateOnly(2025, 8, 24),
            Sample: false,
            [new NamedFigure("接诉即办", 7)],
            [new TopicDemands("停车管理", Part: null, 4, 2, 1)],
            []
        );
        var opening = new Opening(
            new FollowedList((_, _) => Task.FromResult<ListFigures?>(figures)),
            new DemandBook(node.Store),
            new FakeTimeProvider(Script.Begin)
        );
        var session = await office.Sessions.GetAsync(announced.Meeting);

        Assert.Null(await opening.BringUpToDateAsync(session.Current, SayAsync, Cancel));
        var frozen = await opening.FreezeAsync(session.Current, Cancel);
        Assert.IsType<Outcome.Done>(await SayAsync((id, by, at) => new OpenMeeting(id, by, at) { Frozen = frozen }));

        var meeting = session.Current;
        var shown = Assert.IsType<BarsContent>(meeting.Plan.Deck.Slides[0].Content);
        Assert.Equal([new Datum("停车管理", 7)], shown.Bars);
        Assert.Equal(Opening.HashOf(meeting.Plan.Deck), meeting.DeckSha256);
        var rows = await node.Journal.ReadAsync(announced.Meeting, Cancel);
        Assert.Equal(["announced.1", "revised.1", "opened.1"], rows.Select(row => row.Type));

        Task<Outcome> SayAsync(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command) =>
            session.ExecuteAsync(
                command(new CommandId(Guid.NewGuid().ToString("N")), office.Secretary, Script.Begin),
                Cancel
            );
    }

    [Fact]
    public async Task Projections_of_a_changed_plan_equal_those_rebuilt()
    {
        await PlayAsync([script.Announce()]);
        var plan = script.Plan;
        var carried = plan.Commitments[0] with { Id = new($"more-{script.Code}"), Title = "南宫路口信号灯" };
        var changed = plan with
        {
            Title = "换了名称",
            Date = plan.Date.AddDays(7),
            Venues = plan.Venues.Add(new(new("hall-2"), script.Code + "2", "分会场", Online: false)),
            Commitments = [plan.Commitments[0] with { Owner = "李科长" }, carried],
        };
        await PlayAsync([script.Revise(changed, expected: 1)]);
        await PlayAsync([script.Revise(changed with { Commitments = [carried] }, expected: 2)]);
        var inline = await ProjectedAsync();

        await Projections.RebuildAsync(node.Store, node.Journal, script.Meeting, Cancel);

        Assert.Equal(inline, await ProjectedAsync());
        Assert.Contains("南宫路口信号灯", inline, StringComparison.Ordinal);
        Assert.DoesNotContain("西王佐村路灯", inline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sealed_bytes_are_kept_once_given_back_as_they_were_and_never_when_changed()
    {
        var documents = new SealedDocuments(node.Store);
        byte[] bytes = [.. "%PDF-1.7 "u8, 0, 255, 128];

        var sha256 = await documents.KeepAsync(script.Meeting, bytes, Cancel);
        Assert.Equal(sha256, await documents.KeepAsync(script.Meeting, bytes, Cancel));

        var document = new SealedDocument(7, sha256, Address: null, Script.Secretary.Id, Script.Begin);
        Assert.Equal(bytes, await documents.ReadAsync(script.Meeting, document, Cancel));
        await using var context = node.Store.Create();
        var rows = context.Sealed.Where(d => d.MeetingId == script.Meeting.Value);
        Assert.Equal(1, await rows.CountAsync(Cancel));
        await rows.ExecuteUpdateAsync(set => set.SetProperty(d => d.Bytes, new byte[] { 1 }), Cancel);
        await Assert.ThrowsAsync<SealBrokenException>(() => documents.ReadAsync(script.Meeting, document, Cancel));
        await documents.DropAsync(Recorded.Empty(script.Meeting).Meeting, sha256, Cancel);
        Assert.Equal(0, await rows.CountAsync(Cancel));
    }

    private PreparingOffice Office() => new(node, script);
}

/// <summary>A street of its own, with a secretary and a meeting that could be announced.</summary>
internal sealed class PreparingOffice : IAsyncDisposable
{
    private readonly StreetId street = new("s" + Guid.NewGuid().ToString("N")[..8]);

    public PreparingOffice(Node node, Script script)
    {
        Sessions = new MeetingSessions(node.Store, node.Journal, NullLogger<MeetingSessions>.Instance);
        Preparations = new Preparations(node.Store, Sessions, new FakeTimeProvider(Script.Begin));
        Secretary = Script.Secretary with { Street = street };
        var plan = script.Plan with { Street = street };
        Content = new Prepared(plan with { Commitments = [] }, script.Announce().ResponsePlans, ["某词"]);
    }

    public MeetingSessions Sessions { get; }

    public Preparations Preparations { get; }

    public Actor Secretary { get; }

    public Prepared Content { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<Preparing> LoadAsync() => Preparations.LoadAsync(street, Cancel);

    public Task<Preparing> KeptAsync(Preparing basis, Prepared content) =>
        DoneAsync(Preparations.SaveAsync(basis, content, Secretary, Cancel));

    public async Task<Preparing> DoneAsync(Task<Saved> act) => Assert.IsType<Saved.Kept>(await act).Now;

    public async Task<Preparing> AnnouncedAsync(Prepared? content = null) =>
        await DoneAsync(
            Preparations.AnnounceAsync(await KeptAsync(await LoadAsync(), content ?? Content), Secretary, Cancel)
        );

    public ValueTask DisposeAsync() => Sessions.DisposeAsync();
}
