using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>One commitment's page: what is done on it, and what is refused.</summary>
public sealed class ItemPageTests : TrackRoom
{
    private static readonly CommitmentId Asked = new("asked-m1");
    private static readonly CommitmentId Late = new("late");

    [Fact]
    public async Task It_shows_who_answers_for_it_how_it_stands_and_where_it_began()
    {
        var page = await ItemAsync("asked-m1");

        Assert.Equal("北门消防通道清障", page.Find("h1").TextContent);
        Assert.Contains("未启动，2025年10月31日前办结", page.Find(".head").TextContent, StringComparison.Ordinal);
        Assert.Contains("还有16天", page.Find(".kv").TextContent, StringComparison.Ordinal);
        Assert.Contains("2个节点，已到0个", page.Markup, StringComparison.Ordinal);
        var begin = page.Find(".way [data-kind=begin]").TextContent;
        Assert.Contains("会上提出，0人附议，列入时间表", begin, StringComparison.Ordinal);
        Assert.Contains("纸条：“小区门口夜间乱停车，消防通道过不去。”", begin, StringComparison.Ordinal);
        Assert.Contains("正在办理，2025年10月31日前办结", page.Find("#say").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_with_a_photo_is_checked_by_somebody_else()
    {
        var page = await ItemAsync("asked-m1");
        await page.Find("#open-report").ClickAsync();
        await page.FindAll("[name=report-kind]")[1].ChangeAsync("Done");
        await page.Find("#report-text").InputAsync("装了隔离桩");
        await page.Find("#report-form").SubmitAsync();
        // Without a photo it is refused beside the form, and what was typed stays.
        Assert.Contains(
            "请附一张现场照片",
            page.Find("#report-form [role=alert]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("装了隔离桩", page.Find("#report-text").GetAttribute("value"));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Picture(), "现场.png"));
        page.WaitForState(() => page.FindAll("#report-form .shot").Count == 1, TimeSpan.FromSeconds(20));
        await page.Find(".ticks input").ChangeAsync(true);
        var form = page.Find("#report-form");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());
        page.WaitForState(() => page.FindAll("#check").Count == 1);

        var reported = Assert.IsType<Reported>(Assert.Single(Meeting.Tracks[Asked].Steps).Event);
        Assert.Equal((ReportKind.Done, "装了隔离桩", 1), (reported.Kind, reported.Text, reported.Photos.Length));
        Assert.Equal([0], reported.Reached);
        Assert.Contains("报办结：装了隔离桩", page.Find(".way").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#accept").HasAttribute("disabled"));
        Assert.Contains("报办结的人不能自己验收", page.Find("#check").TextContent, StringComparison.Ordinal);

        var other = await ItemAsync("asked-m1", name: "另一位秘书");
        Assert.Contains("镇秘书，10月15日 10:00", other.Find("#check").TextContent, StringComparison.Ordinal);
        await other.Find("#accept").ClickAsync();
        other.WaitForState(() => other.FindAll("#check").Count == 0);
        Assert.Equal(CommitmentState.Done, Meeting.Timetable[Asked].State);
        Assert.Contains("已办结，2025年10月15日验收", other.Find("#say").TextContent, StringComparison.Ordinal);
        // The first page follows.
        Pass(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(
            () => Assert.Contains("验收通过，已办结", page.Find(".way").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(5)
        );
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_named_where_it_was_chosen()
    {
        var page = await ItemAsync("late");
        await page.Find("#open-report").ClickAsync();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("abc", "说明.txt"));

        page.WaitForState(() => page.FindAll("#report-photos [role=alert]").Count == 1, TimeSpan.FromSeconds(20));
        Assert.Contains(
            "说明.txt：这个文件不是能读的照片",
            page.Find("#report-photos").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_not_so_is_sent_back_with_a_reason()
    {
        await DoAsync((id, by, at) => new Report(id, by, at, Asked, ReportKind.Done, "装好了", [Photo], []), Unit);
        var page = await ItemAsync("asked-m1");
        Assert.Contains("城管办（链接），10月15日", page.Find("#check").TextContent, StringComparison.Ordinal);
        Assert.Contains("城管办（链接）", page.Find(".way [data-kind=report]").TextContent, StringComparison.Ordinal);
        await page.Find("#open-back").ClickAsync();
        await page.Find("#back-form").SubmitAsync();
        Assert.Contains("请填写原因", page.Find("#back-form [role=alert]").TextContent, StringComparison.Ordinal);
        await page.Find("#back-reason").InputAsync("桩没装");
        await page.Find("#back-form").SubmitAsync();

        page.WaitForState(() => page.FindAll("#check").Count == 0);
        Assert.Equal("桩没装", ((SentBack)Meeting.Tracks[Asked].Steps[^1].Event).Reason);
    }

    [Fact]
    public async Task A_new_deadline_stands_beside_the_first_and_is_the_reason_on_the_board()
    {
        var page = await ItemAsync("late");
        await page.Find("#open-report").ClickAsync();
        await page.Find("#report-text").InputAsync("等产权单位配合");
        await page.Find("#report-due").ChangeAsync("2025-10-20");
        await page.Find("#report-form").SubmitAsync();

        page.WaitForState(() => page.FindAll("#report-form").Count == 0);
        var charge = page.Find(".kv").TextContent;
        Assert.Contains("原时限2025年10月10日", charge, StringComparison.Ordinal);
        Assert.Contains("新时限2025年10月20日", charge, StringComparison.Ordinal);
        Assert.Contains("逾期原因等产权单位配合", charge, StringComparison.Ordinal);
        Assert.Contains("时限改到2025年10月20日", page.Find(".way").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_is_named_with_a_reason()
    {
        await DoAsync((id, by, at) => new Decline(id, by, at, Late, "归民政办管"), Unit);
        var page = await ItemAsync("late");
        Assert.Contains("单位说不归它管", page.Find(".middle .act").TextContent, StringComparison.Ordinal);
        await page.Find("#open-charge").ClickAsync();
        Assert.Equal("城管办", page.Find("#charge-unit").GetAttribute("value"));
        await page.Find("#charge-unit").InputAsync("民政办");
        await page.Find("#charge-form").SubmitAsync();
        Assert.Contains("请填写原因", page.Find("#charge-form [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("民政办", page.Find("#charge-unit").GetAttribute("value"));
        await page.Find("#charge-reason").InputAsync("职责在民政办");
        await page.Find("#charge-form").SubmitAsync();

        page.WaitForState(() => page.FindAll("#charge-form").Count == 0);
        Assert.Equal("民政办", Meeting.Timetable[Late].Unit);
        Assert.Contains("改由民政办办", page.Find(".way").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bureaus_are_called_recorded_with_one_click_and_the_call_concluded()
    {
        var page = await ItemAsync("asked-m1");
        await page.Find("#open-whistle").ClickAsync();
        await page.Find("#whistle-form").SubmitAsync();
        Assert.Contains(
            "请填日期和时间",
            page.Find("#whistle-form [role=alert]").TextContent,
            StringComparison.Ordinal
        );
        await page.Find("#whistle-bureau").InputAsync("区消防救援支队");
        await page.Find("#whistle-add").ClickAsync();
        // The last one need not be added first.
        await page.Find("#whistle-bureau").InputAsync("产权单位");
        await page.Find("#whistle-day").ChangeAsync("2025-10-16");
        await page.Find("#whistle-clock").ChangeAsync("14:00");
        await page.Find("#whistle-place").InputAsync("3号院北门");
        await page.Find("#whistle-about").InputAsync("夜间谁来拖移");
        await page.Find("#whistle-form").SubmitAsync();
        page.WaitForState(() => page.FindAll("#whistle-form").Count == 0);
        Assert.Contains("10月16日 14:00，3号院北门", page.Find("#whistles").TextContent, StringComparison.Ordinal);
        Assert.Contains("还没回话", page.Find("[data-bureau=产权单位]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-bureau=区消防救援支队] [data-act=arrived]").ClickAsync();
        page.WaitForAssertion(() =>
            Assert.Contains("10:00", page.Find("[data-bureau=区消防救援支队]").TextContent, StringComparison.Ordinal)
        );
        await page.Find("#conclude").SubmitAsync();
        Assert.Contains("请填写商定结果", page.Find("#conclude [role=alert]").TextContent, StringComparison.Ordinal);
        await page.Find("#conclude-text").InputAsync("拖移由交通支队负责");
        await page.Find("#conclude").SubmitAsync();
        page.WaitForState(() => page.FindAll("#conclude").Count == 0);

        Assert.Contains("未到", page.Find("[data-bureau=产权单位]").TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "2家应到，1家到场。商定：拖移由交通支队负责",
            page.Find("#whistles").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Late_for_the_second_time_proposes_to_call_the_bureaus()
    {
        await DoAsync(
            (id, by, at) =>
                new Report(id, by, at, Late, ReportKind.Progress, "再等等", [], []) { Due = new(2025, 10, 12) },
            Unit,
            new DateTimeOffset(2025, 10, 11, 2, 0, 0, TimeSpan.Zero)
        );

        Assert.Contains(
            "第二次逾期，建议吹哨",
            (await ItemAsync("late")).Find("#whistles").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_visit_to_the_place_needs_a_photo_and_says_who_went()
    {
        var page = await ItemAsync("late");
        await page.Find("#open-visit").ClickAsync();
        await page.Find("#visit-who").InputAsync("副镇长（分管城建）");
        await page.Find("#visit-place").InputAsync("5号楼");
        await page.Find("#visit-clock").ChangeAsync("09:30");
        await page.Find("#visit-finding").InputAsync("充电口已封");
        await page.Find("#visit-form").SubmitAsync();
        Assert.Contains(
            "请附一张现场照片",
            page.Find("#visit-form [role=alert]").TextContent,
            StringComparison.Ordinal
        );
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Picture(), "现场.png"));
        page.WaitForState(() => page.FindAll("#visit-form .shot").Count == 1, TimeSpan.FromSeconds(20));
        await page.Find("#visit-form").SubmitAsync();

        page.WaitForState(() => page.FindAll("#visit-form").Count == 0);
        var seen = Assert.IsType<SiteVisited>(Assert.Single(Meeting.Tracks[Late].Steps).Event);
        Assert.Equal(new DateTimeOffset(2025, 10, 15, 1, 30, 0, TimeSpan.Zero), seen.SeenAt);
        Assert.Contains("实地看：充电口已封", page.Find(".way").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_given_out_shown_and_withdrawn()
    {
        var page = await ItemAsync("late");
        await page.Find("#open-link").ClickAsync();
        await page.FindAll("[name=link-days]")[0].ChangeAsync("3");
        await page.Find("#link-form").SubmitAsync();
        page.WaitForState(() => page.FindAll("#issued").Count == 1);

        var address = page.Find("#link-address").GetAttribute("value")!;
        var token = address[(address.LastIndexOf("/u/", StringComparison.Ordinal) + 3)..];
        var links = Services.GetRequiredService<SignedLinks>();
        var sound = Assert.IsType<LinkAnswer.Sound>(await links.OpenAsync(token, LinkKind.Unit, Cancel));
        Assert.Equal(("城管办", "late", "镇秘书"), (sound.Link.Holder, sound.Link.CommitmentId, sound.Link.IssuedBy));
        Assert.Equal(TimeSpan.FromDays(3).Ticks, sound.Link.ExpiresAt - sound.Link.IssuedAt);
        Assert.Equal("城管办的链接", page.Find("svg.qr").GetAttribute("aria-label"));

        await page.Find("[data-act=withdraw]").ClickAsync();
        page.WaitForAssertion(() =>
            Assert.Contains("已收回", page.Find(".given").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(page.FindAll("#issued"));
        Assert.Equal(new LinkAnswer.Refused("link.withdrawn"), await links.OpenAsync(token, LinkKind.Unit, Cancel));
    }

    [Fact]
    public async Task A_bureau_that_is_called_gets_a_link_of_its_own()
    {
        await DoAsync(
            (id, by, at) =>
                new BlowWhistle(id, by, at, Late, new WhistleId("w1"), ["区城管委"], at.AddDays(1), "5号楼", "谁来管")
        );
        var page = await ItemAsync("late");
        await page.Find("#open-link").ClickAsync();
        await page.Find("#link-for").ChangeAsync("区城管委");
        await page.Find("#link-form").SubmitAsync();
        page.WaitForState(() => page.FindAll("#issued").Count == 1);

        var address = page.Find("#link-address").GetAttribute("value")!;
        var token = address[(address.LastIndexOf("/w/", StringComparison.Ordinal) + 3)..];
        var sound = Assert.IsType<LinkAnswer.Sound>(
            await Services.GetRequiredService<SignedLinks>().OpenAsync(token, LinkKind.Whistle, Cancel)
        );
        Assert.Equal(("区城管委", "w1"), (sound.Link.Holder, sound.Link.WhistleId));
        Assert.Contains("已打开", (await ItemLinksAsync()).Find(".given").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_residents_sent_it_back_and_how_they_rate_is_for_the_office()
    {
        var asker = Actor.Resident(new ActorId("somebody"));
        var (question, receipt) = (new QuestionId("q-m1"), Web.Residents.Pseudonyms.HashOf(Receipt));
        await DoAsync((id, by, at) => new Report(id, by, at, Asked, ReportKind.Done, "清好了", [Photo], []), Unit);
        await DoAsync((id, by, at) => new Accept(id, by, at, Asked));
        await DoAsync((id, by, at) => new RateOutcome(id, by, at, question, receipt, 2), asker);
        await DoAsync((id, by, at) => new Reopen(id, by, at, question, receipt, "夜里还是有车堵着"), asker);

        var page = await ItemAsync("asked-m1");

        var again = page.Find(".way [data-kind=reopened]").TextContent;
        Assert.Contains("只有街道看得到", again, StringComparison.Ordinal);
        Assert.Contains("夜里还是有车堵着", again, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("夜里还是有车堵着", page.Find("#say").TextContent, StringComparison.Ordinal);
        Assert.Contains("回访：1人评价，0人满意及以上", page.Find(".way").TextContent, StringComparison.Ordinal);
        Assert.Contains("已回访1人，应回访1人", page.Find("#follow-up").TextContent, StringComparison.Ordinal);
        Assert.Contains("重新办理", page.Find(".head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_unit_and_another_street_are_refused_in_words()
    {
        var page = await ItemAsync("late", Roles.Unit, "民政办的人", unit: "民政办");
        Assert.Contains("这一事项不归您办", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("楼道充电口排查", page.Markup, StringComparison.Ordinal);

        Assert.Contains(
            "没有这一事项",
            (await ItemAsync("late", street: "fengtai", name: "别处")).Markup,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "责任清单给",
            (await ItemAsync("late", Roles.Evaluator, "评估员")).Markup,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_unit_itself_reports_and_neither_checks_nor_reassigns()
    {
        var page = await ItemAsync("late", Roles.Unit, "城管办的人", unit: "城管办");

        Assert.NotNull(page.Find("#open-report"));
        Assert.Empty(page.FindAll("#open-charge, #open-link, #open-urge, #open-whistle, #carry-one"));
    }

    [Fact]
    public async Task A_meeting_is_found_by_its_id_too() =>
        Assert.Equal("楼道充电口排查", (await ItemAsync("late", code: "m1")).Find("h1").TextContent);

    [Fact]
    public async Task One_item_is_carried_over_and_says_where_to()
    {
        var page = await ItemAsync("late");
        await page.Find("#carry-one").ClickAsync();
        Assert.Contains("还没有准备下次会议", page.Find(".carry").TextContent, StringComparison.Ordinal);

        await PrepareNextAsync();
        await page.Find("#carry-one").ClickAsync();
        page.WaitForAssertion(
            () =>
                Assert.Contains(
                    "已结转到王佐镇第二次报告会",
                    page.Find(".carry").TextContent,
                    StringComparison.Ordinal
                ),
            TimeSpan.FromSeconds(5)
        );
        await page.Find("#carry-one").ClickAsync();
        Assert.Contains("之前结转过，没有重复", page.Find(".told").TextContent, StringComparison.Ordinal);
        var next = await Services.GetRequiredService<Preparations>().LoadAsync(Street, Cancel);
        Assert.Single(next.Plan.Commitments);
    }

    [Fact]
    public async Task Urged_twice_on_one_day_is_refused_and_the_note_stays()
    {
        var page = await ItemAsync("late");
        await page.Find("#open-urge").ClickAsync();
        await page.Find("#urge-form").SubmitAsync();
        page.WaitForState(() => page.FindAll("#urge-form").Count == 0);
        await page.Find("#open-urge").ClickAsync();
        await page.Find("#urge-text").InputAsync("再催");
        await page.Find("#urge-form").SubmitAsync();

        Assert.Contains("今天已经督办过", page.Find("#urge-form [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("再催", page.Find("#urge-text").GetAttribute("value"));
    }

    private async Task<IRenderedComponent<ItemPage>> ItemLinksAsync()
    {
        var page = await ItemAsync("late", name: "另一位");
        await page.Find("#open-link").ClickAsync();
        page.WaitForState(() => page.FindAll(".given").Count == 1);
        return page;
    }

    private static byte[] Picture()
    {
        using var bitmap = new SKBitmap(64, 40);
        bitmap.Erase(SKColors.Teal);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
