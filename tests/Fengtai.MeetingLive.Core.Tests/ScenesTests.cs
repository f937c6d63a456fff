namespace Fengtai.MeetingLive.Core.Tests;

public sealed class ScenesTests : Story
{
    [Fact]
    public void Scenes_are_switched_before_during_and_after_the_meeting()
    {
        foreach (var past in new[] { Given(), Given(Opened), Given(Opened, Closed) })
        {
            past.When(Show(SceneKind.Timetable))
                .Then(Showing(new Scene(SceneKind.Timetable), $"scene-{SceneKind.Timetable}"));
        }
    }

    [Fact]
    public void The_slides_begin_with_the_first() =>
        Given().When(Show(SceneKind.Slide)).Then(Showing(SlideScene("s1"), "scene-Slide"));

    [Fact]
    public void After_another_scene_the_slides_go_on_where_they_were()
    {
        var meeting = Given(Showing(SlideScene("s2"), "a"), Showing(new Scene(SceneKind.Welcome), "b"))
            .When(Show(SceneKind.Slide))
            .Then(Showing(SlideScene("s2"), "scene-Slide"));
        Assert.Equal("s2", meeting.Slide?.Value);
    }

    [Fact]
    public void A_slide_must_be_in_the_deck()
    {
        Given().When(ShowSlide("s3")).Then(Showing(SlideScene("s3"), "slide-s3"));
        Given().When(ShowSlide("none")).ThenRefused(Rejection.SlideUnknown);
        Given(Announced(Plan with { Deck = Deck.Empty })).When(Show(SceneKind.Slide)).ThenRefused(Rejection.NoSlides);
    }

    [Fact]
    public void A_rating_scene_names_its_round()
    {
        Given(Opened, RoundOpened("conduct"))
            .When(Show(SceneKind.Rating))
            .Then(Showing(RatingScene("conduct"), "scene-Rating"));
        Given(Opened, RoundOpened("conduct"))
            .When(Show(SceneKind.Rating, "overall"))
            .Then(Showing(RatingScene("overall"), "scene-Rating"));
        Given(Opened).When(Show(SceneKind.Rating, "none")).ThenRefused(Rejection.RoundUnknown);
        Given(Announced(Plan with { Rounds = [] })).When(Show(SceneKind.Rating)).ThenRefused(Rejection.RoundUnknown);
    }

    private static Scene SlideScene(string slide) => new(SceneKind.Slide, new SlideId(slide));

    private static Scene RatingScene(string round) => new(SceneKind.Rating, Round: new RoundId(round));
}
