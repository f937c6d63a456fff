using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>Three venues of one meeting: what each shows, and what each counts.</summary>
public sealed class VenueTests : Story
{
    private static readonly VenueId Main = new("main");
    private static readonly VenueId Village = new("village");
    private static readonly VenueId Net = new("net");

    private static readonly MeetingPlan Three = Plan with
    {
        Venues =
        [
            new Venue(Main, "FT2025", "主会场", Online: false),
            new Venue(Net, "FTXS01", "线上", Online: true),
            new Venue(Village, "FTFH01", "佃起村分会场", Online: false),
        ],
    };

    private static Scene Timetable => new(SceneKind.Timetable);

    [Fact]
    public void A_scene_goes_to_one_venue_and_the_others_keep_theirs()
    {
        var meeting = Given(Announced(Three), Showing(new Scene(SceneKind.Question), "q"))
            .When(Show(SceneKind.Timetable) with { Venue = Village })
            .Then(Own(Village, Timetable, "scene-Timetable"));

        Assert.Equal(SceneKind.Timetable, ScreenView.At(meeting, Village).Kind);
        Assert.Equal(SceneKind.Question, ScreenView.At(meeting, Main).Kind);
        Assert.Equal(SceneKind.Question, ScreenView.Of(meeting).Kind);
    }

    [Fact]
    public void A_slide_for_one_venue_leaves_the_report_where_it_was()
    {
        var meeting = Given(Announced(Three), Showing(SlideScene("s1"), "a"))
            .When(ShowSlide("s3") with { Venue = Village })
            .Then(Own(Village, SlideScene("s3"), "slide-s3"));

        Assert.Equal("s1", meeting.Slide?.Value);
        Assert.Equal("s3", ScreenView.At(meeting, Village).Slide?.Id.Value);
        Assert.Equal("s1", ScreenView.At(meeting, Main).Slide?.Id.Value);
    }

    [Fact]
    public void Back_to_the_same_picture_shows_what_all_show_by_then()
    {
        var meeting = Given(
                Announced(Three),
                Own(Village, Timetable, "a"),
                Showing(new Scene(SceneKind.Rating, Round: new("overall")), "b")
            )
            .When(new ShowSame(new("same"), presenter, Now, Village))
            .Then(Own(Village, null, "same"));

        Assert.Equal(SceneKind.Rating, ScreenView.At(meeting, Village).Kind);
        Assert.Empty(meeting.VenueScenes);
    }

    [Fact]
    public void A_venue_that_shows_the_same_already_needs_nothing() =>
        Given(Announced(Three)).When(new ShowSame(new("same"), presenter, Now, Village)).ThenNothing();

    [Fact]
    public void A_venue_that_the_plan_does_not_name_is_refused()
    {
        Given(Announced(Three))
            .When(Show(SceneKind.Timetable) with { Venue = new("none") })
            .ThenRefused(Rejection.VenueUnknown);
        Given(Announced(Three)).When(ShowSlide("s1") with { Venue = new("none") }).ThenRefused(Rejection.VenueUnknown);
        Given(Announced(Three))
            .When(new ShowSame(new("same"), presenter, Now, new("none")))
            .ThenRefused(Rejection.VenueUnknown);
    }

    [Fact]
    public void Closing_brings_the_closing_figures_to_every_venue()
    {
        var past = Given(Announced(Three), Opened, Own(Village, Timetable, "a"));

        var meeting = past.When(Close()).Then(Closed, Showing(new Scene(SceneKind.Closing), "close", secretary));

        Assert.Equal(SceneKind.Closing, ScreenView.At(meeting, Village).Kind);
    }

    [Fact]
    public void A_screen_bears_its_own_code_and_counts()
    {
        var meeting = After(Announced(Three), In(ann, Main), In(bob, Village), In(chen, Net, Entry.Online));

        var screen = ScreenView.At(meeting, Village);

        Assert.Equal("FTFH01", screen.Head.Code);
        Assert.Equal(("佃起村分会场", 1, 3), (screen.Venue!.Name, screen.Venue.Present, screen.Venue.PresentInAll));
    }

    [Fact]
    public void With_one_venue_nothing_is_said_of_it()
    {
        var meeting = After(EnteredBy(ann));

        Assert.Null(ScreenView.At(meeting, Main).Venue);
        Assert.DoesNotContain(ResidentView.Of(meeting), item => item.Section is "screens" or "present");
    }

    [Fact]
    public void A_round_breaks_down_by_venue_and_the_lines_add_up_to_the_whole()
    {
        var meeting = After(
            Announced(Three),
            Opened,
            RoundOpened("overall"),
            In(ann, Main),
            RatedBy(ann, "overall", 5),
            RatedBy(bob, "overall", 2) with
            {
                From = new(Village, Channel.HallPhone, Entry.Open),
            },
            // Joined by the main venue's code, but from outside.
            RatedBy(chen, "overall", 4) with
            {
                From = new(Main, Channel.Mailbox, Entry.Online),
            },
            AskedBy(bob, "q1") with
            {
                From = new(Village, Channel.HallPhone, Entry.Open),
            }
        );

        var lines = VenueFigures.Of(meeting, meeting.Rounds[new("overall")]);

        Assert.Equal(["主会场", "佃起村分会场", "线上"], lines.Select(line => line.Name!));
        Assert.Equal(
            [new Tally(0, 0, 0, 0, 1), new Tally(0, 1, 0, 0, 0), new Tally(0, 0, 0, 1, 0)],
            lines.Select(line => line.Tally)
        );
        Assert.Equal([0, 1, 0], lines.Select(line => line.Questions));
        Assert.Equal([1, 0, 0], lines.Select(line => line.Present));
    }

    [Fact]
    public void Online_without_a_venue_of_its_own_has_its_own_line()
    {
        var meeting = After(
            Opened,
            RoundOpened("overall"),
            RatedBy(ann, "overall", 3) with
            {
                From = new(Main, Channel.Mailbox, Entry.Online),
            }
        );

        var lines = VenueFigures.Of(meeting, meeting.Rounds[new("overall")]);

        Assert.Equal(
            [(Main, false, 0), ((VenueId?)null, true, 1)],
            lines.Select(l => (l.Venue, l.Online, l.Tally.Total))
        );
    }

    private static VenueSceneShown Own(VenueId venue, Scene? scene, string id) =>
        new(new(id), presenter.Id, Now, venue, scene);

    private static Entered In(Actor who, VenueId venue, Entry entry = Entry.Open) =>
        new(new("enter"), who.Id, Now, new Origin(venue, Channel.HallPhone, entry));

    private static Scene SlideScene(string slide) => new(SceneKind.Slide, new SlideId(slide));
}
