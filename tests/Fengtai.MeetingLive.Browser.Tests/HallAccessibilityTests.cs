using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>What the hall reads on its wall: axe finds nothing in any scene, on paper and ink, in both languages.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class HallAccessibilityTests(Chromium chromium)
{
    private static readonly string[] Scenes =
    [
        "welcome",
        "slide",
        "question",
        "rating",
        "timetable",
        "closing",
        "poll",
        "wall",
    ];

    [Fact]
    public async Task The_big_screen_has_no_violation_in_any_scene_on_paper_or_ink_in_both_languages()
    {
        var axe = new Axe("axe-screen");
        await using var house = await House.OpenAsync();
        var meeting = await house.PlayAsync("WANG10");
        await meeting.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("station")));
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address, calm: true);
        var screens = new List<(string Look, IPage Page)>();
        // Colours hang on the theme, words on the language: two screens show both of each.
        foreach (var (look, lang) in new[] { ("paper", "zh-CN"), ("ink", "en") })
            screens.Add((look, await hall.VisitAsync($"/screen/{meeting.Code}?theme={look}&lang={lang}")));

        async Task CheckAsync(string what, string scene)
        {
            foreach (var (look, screen) in screens)
            {
                await screen.BringToFrontAsync();
                await screen.ShowsAsync(scene);
                await Expect(screen.Locator("#scene .layer")).ToHaveCountAsync(1);
                await axe.CheckAsync($"{what}-{look}", screen);
            }
        }

        // By the desk's keys, Alt 1 to Alt 8, as the secretary does it.
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");
        for (var i = 0; i < Scenes.Length; i++)
        {
            await desk.BringToFrontAsync();
            await desk.Keyboard.PressAsync($"Alt+Digit{i + 1}");
            await CheckAsync(Scenes[i], Scenes[i]);
        }

        // What is closed looks otherwise; a ranking is sorted; then the meeting is over.
        await meeting.DoAsync((id, by, at) => new ClosePoll(id, by, at, new PollId("station")));
        await meeting.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("parking")));
        await meeting.DoAsync((id, by, at) => new ClosePoll(id, by, at, new PollId("parking")));
        await meeting.DoAsync((id, by, at) => new ShowScene(id, by, at, SceneKind.Poll, Poll: new PollId("parking")));
        await CheckAsync("poll-closed", "poll:2");
        await meeting.DoAsync((id, by, at) => new CloseRound(id, by, at, new RoundId("overall")));
        await meeting.DoAsync((id, by, at) => new ShowScene(id, by, at, SceneKind.Rating));
        await CheckAsync("rating-closed", "rating:4");
        var stage = meeting.Now.Stage!.Question;
        await meeting.DoAsync((id, by, at) => new Answer(id, by, at, stage, "本周内划线，当天公布。"));
        await meeting.DoAsync((id, by, at) => new CloseMeeting(id, by, at));
        await CheckAsync("over", "closing");
        axe.AssertNothing();
    }

    [Fact]
    public async Task A_slide_of_every_kind_and_a_screen_without_a_hall_have_no_violation()
    {
        var axe = new Axe("axe-slide");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10");
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address, calm: true);
        var paper = await hall.VisitAsync($"/screen/{meeting.Code}");
        var ink = await hall.VisitAsync($"/screen/{meeting.Code}?theme=ink&lang=en");
        var kinds = meeting.Now.Plan.Deck.Slides.DistinctBy(slide => slide.Content.GetType()).ToList();
        Assert.True(kinds.Count > 2);
        foreach (var slide in kinds)
        {
            await meeting.DoAsync((id, by, at) => new ShowSlide(id, by, at, slide.Id));
            foreach (var (look, screen) in new[] { ("paper", paper), ("ink", ink) })
            {
                await screen.BringToFrontAsync();
                await screen.ShowsAsync($"slide:{slide.Id}");
                await Expect(screen.Locator("#scene .layer")).ToHaveCountAsync(1);
                await axe.CheckAsync($"{slide.Content.GetType().Name}-{look}", screen);
            }
        }

        foreach (var lang in new[] { "zh-CN", "en" })
        {
            await paper.OpenAsync($"/screen/NOPE99?lang={lang}", 404);
            await axe.CheckAsync($"no-hall-{lang}", paper);
        }

        axe.AssertNothing();
    }
}
