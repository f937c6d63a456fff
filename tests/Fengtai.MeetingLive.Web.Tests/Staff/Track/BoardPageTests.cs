using AngleSharp.Dom;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>责任清单 on its page.</summary>
public sealed class BoardPageTests : TrackRoom
{
    [Fact]
    public async Task Overdue_stands_first_in_red_and_says_whether_there_is_a_reason()
    {
        var page = await BoardAsync();

        var rows = page.FindAll(".items tbody tr");
        Assert.Equal(["逾期5天", "逾期2天", "今天到期", "未启动", "未启动"], rows.Select(Stands));
        Assert.Equal("楼道充电口排查", rows[0].QuerySelector("a")!.TextContent);
        Assert.Equal("/track/wangzuo/TRACK1/late", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("还没有填原因", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("state--late", rows[0].InnerHtml, StringComparison.Ordinal);
        Assert.Contains("10月10日", rows[0].QuerySelector("td.past-due")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("0/2", rows[3].QuerySelector(".faint")!.TextContent);
        Assert.Equal(("5", "2", "1", "2", "0"), CountsOn(page));
        Assert.Contains("督办逾期2项", page.Find("#urge").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_stands_there_once_it_is_told_and_so_does_the_latest_step()
    {
        // Moved when it was late, and late again since.
        await DoAsync(
            (id, by, at) =>
                new Report(id, by, at, new("late"), ReportKind.Progress, "等产权单位配合", [], []) { Due = Today },
            Unit
        );
        await DoAsync(
            (id, by, at) => new Report(id, by, at, new("far"), ReportKind.Progress, "选定3处", [], []),
            ofMinzheng
        );

        var page = await BoardAsync();

        Assert.Contains("10月15日：等产权单位配合", page.Markup, StringComparison.Ordinal);
        Assert.Contains("10月15日：选定3处", page.Markup, StringComparison.Ordinal);
    }

    private static readonly Actor ofMinzheng = Unit with { Unit = "民政办" };

    [Fact]
    public async Task States_and_filters_are_addresses()
    {
        var page = await BoardAsync("?state=overdue&unit=%E5%9F%8E%E7%AE%A1%E5%8A%9E");
        Assert.Equal(["逾期5天", "逾期2天"], page.FindAll(".items tbody tr").Select(Stands));
        Assert.Equal("true", page.Find("#count-Overdue").GetAttribute("aria-current"));
        Assert.Equal("true", page.Find("#pick-unit").GetAttribute("aria-pressed"));
        // Counts are those under the other filters.
        Assert.Equal("4", page.Find("#count-all b").TextContent);

        await page.Find("#pick-unit").ChangeAsync("民政办");
        Assert.EndsWith("?state=overdue&unit=%E6%B0%91%E6%94%BF%E5%8A%9E", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForState(() => page.FindAll(".none-here").Count == 1);
        Assert.Contains("没有符合的事项", page.Markup, StringComparison.Ordinal);
        Assert.EndsWith(
            "state=overdue&unit=%E6%B0%91%E6%94%BF%E5%8A%9E",
            page.Find("#export-xlsx").GetAttribute("href")!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_unit_sees_its_own_and_can_neither_urge_nor_carry_over()
    {
        var page = await BoardAsync(roles: Roles.Unit, unit: "民政办");

        Assert.Equal("立体停车选址", Assert.Single(page.FindAll(".items tbody a")).TextContent);
        Assert.Empty(page.FindAll("#urge, #carry, #tick-all"));
    }

    [Fact]
    public async Task A_grid_worker_sees_what_lies_in_the_own_grid() =>
        Assert.Single((await BoardAsync(roles: Roles.GridWorker, grid: "第7网格")).FindAll(".items tbody tr"));

    [Fact]
    public async Task Somebody_without_an_office_here_is_refused_in_words()
    {
        var page = await BoardAsync(roles: Roles.Evaluator);

        Assert.Contains("责任清单给秘书、主讲人、管理员、承办单位和网格员用", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task A_receipt_leads_to_its_item_and_stands_in_no_address()
    {
        var page = await BoardAsync();
        await page.Find("#q").ChangeAsync("w3k7-q2d9-5m");
        await page.Find(".find").SubmitAsync();

        Assert.EndsWith("/track/wangzuo/TRACK1/asked-m1", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_of_nothing_here_is_told_and_stands_in_no_address_either()
    {
        var page = await BoardAsync();
        await page.Find("#q").ChangeAsync("AAAA-BBBB-CC");
        await page.Find(".find").SubmitAsync();

        Assert.Contains("这个回执码不在这份清单里", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/track/wangzuo", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_late_is_urged_with_one_note_and_what_was_not_is_named()
    {
        await DoAsync((id, by, at) => new Urge(id, by, at, new("later"), ""));
        var page = await BoardAsync();
        await page.Find("#urge").ClickAsync();
        await page.Find("#urge-note").InputAsync("周五前报原因");
        // The second press of an impatient hand, where the first has not yet taken the button away.
        await page.InvokeAsync(() =>
            Task.WhenAll(
                page.Find("#urge-go").ClickAsync(),
                page.FindAll("#urge-go") is [var again, ..] ? again.ClickAsync() : Task.CompletedTask
            )
        );

        page.WaitForAssertion(() =>
            Assert.Contains("已督办1项。1项没有督办：", page.Find(".told").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains(
            "补划斑马线：今天已经督办过，明天再催",
            page.Find(".nots").TextContent,
            StringComparison.Ordinal
        );
        var urged = Assert.Single(Meeting.Tracks[new("late")].Steps);
        Assert.Equal(("周五前报原因", 5), (((Urged)urged.Event).Note, ((Urged)urged.Event).Days));
        Assert.Single(Meeting.Tracks[new("later")].Steps);
    }

    [Fact]
    public async Task What_cannot_be_urged_at_all_keeps_the_note()
    {
        await DoAsync((id, by, at) => new Urge(id, by, at, new("late"), ""));
        await DoAsync((id, by, at) => new Urge(id, by, at, new("later"), ""));
        var page = await BoardAsync();
        await page.Find("#urge").ClickAsync();
        await page.Find("#urge-note").InputAsync("再催一次");
        await page.Find("#urge-go").ClickAsync();

        Assert.Contains("今天已经督办过", page.Find("#urge-panel [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("再催一次", page.Find("#urge-note").GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_is_carried_over_while_no_meeting_is_prepared()
    {
        var page = await BoardAsync();
        await page.Find("#carry").ClickAsync();

        Assert.Contains("还没有准备下次会议", page.Find("#carry-panel").TextContent, StringComparison.Ordinal);
        Assert.Equal("/prepare/wangzuo", page.Find("#carry-prepare").GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_ticked_is_carried_over_and_then_all_the_rest_and_nothing_twice()
    {
        await PrepareNextAsync();
        var page = await BoardAsync();
        await page.FindAll(".items tbody input")[0].ChangeAsync(true);
        await page.Find("#carry").ClickAsync();
        Assert.Contains(
            "结转到王佐镇第二次报告会（2026年3月1日）",
            page.Find("#carry-panel").TextContent,
            StringComparison.Ordinal
        );
        await page.Find("#carry-ticked").ClickAsync();
        page.WaitForAssertion(() =>
            Assert.Contains("已结转1项", page.Find(".told").TextContent, StringComparison.Ordinal)
        );

        await page.Find("#carry").ClickAsync();
        await page.Find("#carry-all").ClickAsync();
        page.WaitForAssertion(() =>
            Assert.Contains(
                "已结转4项，到王佐镇第二次报告会（2026年3月1日）。另有1项之前结转过，没有重复。",
                page.Find(".told").TextContent,
                StringComparison.Ordinal
            )
        );

        var next = await Services.GetRequiredService<Preparations>().LoadAsync(Street, Cancel);
        Assert.Equal(5, next.Plan.Commitments.Select(c => c.From).Distinct().Count());
        Assert.Equal(5, next.Plan.Commitments.Length);
        var asked = next.Plan.Commitments.Single(c => c.From!.Commitment.Value == "asked-m1");
        Assert.Equal((null, 2, "TRACK1"), (asked.Question, asked.Milestones.Length, asked.From!.Code));
        Assert.All(Meeting.Timetable.Keys, id => Assert.Single(Meeting.Tracks[id].Steps, s => s.Event is CarriedOver));
    }

    [Fact]
    public async Task The_columns_count_and_link_to_the_items()
    {
        var page = await BoardAsync("?view=columns");

        Assert.Equal(
            ["Overdue 2项", "Soon 1项", "Moving 2项", "AwaitingCheck 0项", "CannotBeDone 0项", "Done 0项"],
            page.FindAll(".column")
                .Select(c => $"{c.GetAttribute("data-state")} {c.QuerySelector("small")!.TextContent}")
        );
        Assert.Equal("/track/wangzuo/TRACK1/late", page.Find("[data-state=Overdue] li a").GetAttribute("href"));
    }

    [Fact]
    public async Task The_calendar_has_deadlines_and_milestones_and_turns_its_pages_by_address()
    {
        var page = await BoardAsync("?view=calendar");

        Assert.Equal("2025年10月", page.Find("h1").TextContent);
        Assert.Equal("date", page.Find("[data-day='2025-10-15']").GetAttribute("aria-current"));
        Assert.Contains("off", page.Find("[data-day='2025-10-18']").ClassName!, StringComparison.Ordinal);
        Assert.Contains(
            "楼道充电口排查",
            page.Find("[data-day='2025-10-10'] .is-Late").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "签管护协议",
            page.Find("[data-day='2025-10-20'] .is-Step").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "北门消防通道清障",
            page.Find("[data-day='2025-10-31'] .is-Due").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("2项逾期", page.Find(".calendar aside").TextContent, StringComparison.Ordinal);

        Navigation.NavigateTo(page.Find("#month-after").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal("2025年11月", page.Find("h1").TextContent));
        Assert.Contains("立体停车选址", page.Find("[data-day='2025-11-30']").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("?view=calendar&month=2025-11", Navigation.Uri, StringComparison.Ordinal);
    }

    private static (string, string, string, string, string) CountsOn(IRenderedComponent<BoardPage> page)
    {
        string Of(string state) => page.Find($"#count-{state} b").TextContent;
        return (Of("all"), Of("Overdue"), Of("Soon"), Of("Moving"), Of("Done"));
    }

    private static string Stands(IElement row) => row.QuerySelector(".state")!.TextContent;
}
