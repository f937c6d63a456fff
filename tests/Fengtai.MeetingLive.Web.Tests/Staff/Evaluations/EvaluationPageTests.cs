using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Evaluating;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Staff.Evaluations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Evaluations;

/// <summary>评价: three scores side by side, the panel, its invitations.</summary>
public sealed class EvaluationPageTests : StaffHall
{
    public EvaluationPageTests() => Services.AddSingleton<SignedLinks>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_meeting_is_closed_no_panel_is_named()
    {
        var page = await OpenAsync();

        Assert.Contains("会议结束后，在这里请评估人", page.Find("#not-yet").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#panel-form"));
    }

    [Fact]
    public async Task The_office_names_the_panel_with_weights_that_make_a_hundred()
    {
        await CloseAsync();
        var page = await OpenAsync();
        await page.Find("#seat-0").InputAsync("高校学者1");
        await page.Find("#weight-0").InputAsync("50");
        Assert.Contains("相加110", page.Find("#sum").TextContent, StringComparison.Ordinal);

        await page.Find("#panel-form form").SubmitAsync();

        Assert.Contains("三项权重相加要等于100", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("高校学者1", page.Find("#seat-0").GetAttribute("value"));
        Assert.Null(Meeting.Evaluation);

        await page.Find("#weight-1").InputAsync("30");
        await page.Find("#panel-form form").SubmitAsync();

        Assert.Contains("已保存，1位评估人", page.Find(".told").TextContent, StringComparison.Ordinal);
        Assert.Equal([50, 30, 20], Meeting.Evaluation!.Weights);
        Assert.Equal([new EvaluatorSeat("高校学者1", EvaluatorKind.Scholar)], Meeting.Evaluation.Seats);
    }

    [Fact]
    public async Task Each_seat_gets_one_link_that_is_shown_and_withdrawn_and_a_new_one_replaces_it()
    {
        await ArrangedAsync();
        var page = await OpenAsync();

        await page.Find("[data-seat=高校学者1] [data-act=invite]").ClickAsync(new());

        var address = page.Find("#invitation").GetAttribute("value")!;
        Assert.Contains("/e/", address, StringComparison.Ordinal);
        Assert.NotNull(page.Find("#issued svg.qr"));
        Assert.Contains("没打开过", Seat(page), StringComparison.Ordinal);
        var links = Services.GetRequiredService<SignedLinks>();
        var token = address[(address.LastIndexOf('/') + 1)..];
        var sound = Assert.IsType<LinkAnswer.Sound>(await links.OpenAsync(token, LinkKind.Evaluator, Cancel));
        Assert.Equal("高校学者1", sound.Actor.Unit);

        await page.Find("[data-seat=高校学者1] [data-act=withdraw]").ClickAsync(new());

        Assert.Contains("已收回", Seat(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#issued"));
        Assert.IsType<LinkAnswer.Refused>(await links.OpenAsync(token, LinkKind.Evaluator, Cancel));
    }

    [Fact]
    public async Task Who_is_taken_off_the_panel_opens_nothing_any_more()
    {
        await ArrangedAsync();
        var page = await OpenAsync();
        await page.Find("[data-seat=高校学者1] [data-act=invite]").ClickAsync(new());
        var address = page.Find("#invitation").GetAttribute("value")!;

        await page.Find("[data-remove='0']").ClickAsync(new());
        await page.Find("#panel-form form").SubmitAsync();

        Assert.Equal(["区融媒体"], Meeting.Evaluation!.Seats.Select(s => s.Name));
        Assert.IsType<LinkAnswer.Refused>(
            await Services
                .GetRequiredService<SignedLinks>()
                .OpenAsync(address[(address.LastIndexOf('/') + 1)..], LinkKind.Evaluator, Cancel)
        );
    }

    [Fact]
    public async Task Scores_come_in_while_the_page_is_open_and_closing_is_pressed_twice()
    {
        await ArrangedAsync();
        var page = await OpenAsync();
        Assert.Contains("请了2位，还没有人打分", page.Find("#third").TextContent, StringComparison.Ordinal);

        await ScoreAsync("高校学者1", 80, 70, 60);

        page.WaitForAssertion(() =>
            Assert.Contains("1位已打分，共2位", page.Find("#third").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("72.0", page.Find("#third .big").TextContent, StringComparison.Ordinal);
        Assert.Contains("权重40", page.Find("#third").TextContent, StringComparison.Ordinal);
        Assert.Contains("已打分", Seat(page), StringComparison.Ordinal);
        Assert.True(page.Find("#weight-0").HasAttribute("readonly"));

        await page.Find("#close-panel").ClickAsync(new());
        Assert.False(Meeting.Evaluation!.Closed);
        await page.Find("#close-panel").ClickAsync(new());

        Assert.True(Meeting.Evaluation!.Closed);
        Assert.Contains("评估已结束", page.Find(".told").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-act=invite]"));
    }

    [Fact]
    public async Task The_three_scores_stand_apart_with_their_denominators()
    {
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, new RoundId("overall"))));
        foreach (var (who, score) in new[] { ("a", 5), ("b", 4), ("c", 2) })
            await GiveAsync(
                new Rate(
                    new CommandId("rate-" + who),
                    Actor.Resident(new ActorId(who)),
                    DateTimeOffset.UtcNow,
                    new Core.Origin(new VenueId("main"), Channel.HallPhone, Core.Entry.Hall),
                    new RoundId("overall"),
                    score,
                    new RatingProof(Seals.Of("salt", who)[..32], Seals.Of("receipt", who))
                )
            );
        await GiveAsync(By((id, by, at) => new CloseRound(id, by, at, new RoundId("overall"))));
        await GiveAsync(By((id, by, at) => new ShowRound(id, by, at, new RoundId("overall"), true)));
        await ArrangedAsync();

        var page = await OpenAsync();

        Assert.Equal("现场满意66.7%", page.Find("h1").TextContent);
        Assert.Contains("2人，已评3人", page.Find("#on-site").TextContent, StringComparison.Ordinal);
        Assert.Contains("应评3人", page.Find("#on-site").TextContent, StringComparison.Ordinal);
        Assert.Contains("还没有人评", page.Find("#follow-up").TextContent, StringComparison.Ordinal);
        Assert.Contains("不相加，不平均", page.Find("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evaluator_looks_and_changes_nothing_and_others_are_told()
    {
        await ArrangedAsync();

        var page = await OpenAsync(Roles.Evaluator, "评估员");
        Assert.NotNull(page.Find("#third"));
        Assert.Empty(page.FindAll("#panel-form, #invitations, #export"));

        var other = await OpenAsync(Roles.Presenter, "主讲");
        Assert.Contains("评价给秘书、管理员和评估员用", other.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_another_streets_address_there_is_no_such_meeting()
    {
        var page = await ShowAsync<EvaluationPage>(
            Street,
            Roles.Secretary,
            "王佐镇秘书",
            p => p.Add(x => x.Code, Code).Add(x => x.Street, "fangzhuang")
        );

        Assert.Empty(page.FindAll("#third"));
        Assert.NotNull(page.Find("main.notice"));
    }

    [Theory]
    [InlineData("/track/wangzuo/evaluation/FT2025", true)]
    [InlineData("/Track/wangzuo/Evaluation/FT2025/scores.xlsx", true)]
    [InlineData("/track/wangzuo", false)]
    [InlineData("/track/wangzuo/m1/evaluation", false)]
    public void The_door_knows_the_evaluations_addresses(string path, bool ours) =>
        Assert.Equal(ours, EvaluationRoles.IsUnder(new PathString(path)));

    [Fact]
    public void Both_languages_have_the_same_words()
    {
        var resources = new ResourceManager(typeof(EvaluatingWords).FullName!, typeof(EvaluatingWords).Assembly);
        string[] Keys(CultureInfo culture) =>
            [
                .. resources
                    .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
                    .Cast<DictionaryEntry>()
                    .Select(entry => (string)entry.Key)
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));
    }

    private static string Seat(IRenderedComponent<EvaluationPage> page) =>
        page.Find("[data-seat=高校学者1]").TextContent;

    private Task<IRenderedComponent<EvaluationPage>> OpenAsync(
        Roles roles = Roles.Secretary,
        string name = "王佐镇秘书"
    ) => ShowAsync<EvaluationPage>(Street, roles, name, p => p.Add(x => x.Code, Code).Add(x => x.Street, Street.Value));

    private async Task CloseAsync() =>
        Assert.IsType<Outcome.Done>(await GiveAsync(By((id, by, at) => new CloseMeeting(id, by, at))));

    private async Task ArrangedAsync()
    {
        await CloseAsync();
        ImmutableArray<EvaluatorSeat> seats =
        [
            new EvaluatorSeat("高校学者1", EvaluatorKind.Scholar),
            new EvaluatorSeat("区融媒体", EvaluatorKind.Media),
        ];
        Assert.IsType<Outcome.Done>(
            await GiveAsync(By((id, by, at) => new ArrangeEvaluation(id, by, at, seats, [40, 40, 20])))
        );
    }

    private async Task ScoreAsync(string seat, params int[] scores) =>
        Assert.IsType<Outcome.Done>(
            await GiveAsync(
                new Evaluate(
                    new CommandId(Guid.NewGuid().ToString("N")),
                    Actor.Staff(new ActorId("link:" + seat), Roles.Evaluator, Street) with
                    {
                        Unit = seat,
                    },
                    DateTimeOffset.UtcNow,
                    [.. scores.Select(score => new DimensionScore(score, "看过现场"))]
                )
            )
        );
}
