using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>An office prepares a whole meeting: from the template to the meeting that is open.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class PreparationStoryTests(Chromium chromium)
{
    private const string Code = "WANG30";
    private const string Asked = "晚饭助餐点能不能送上楼？";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_template_to_an_opened_meeting_whose_list_and_deck_are_frozen()
    {
        var pictures = new Pictures("preparation");
        var axe = new Axe("axe-preparation");
        await using var house = await House.OpenAsync();
        await using var desktop = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        await using var pocket = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);

        // Nothing is there yet, and it says so.
        var office = await desktop.VisitStaffAsync("/prepare/wangzuo");
        await Expect(office.Locator("h1")).ToContainTextAsync("备好0项");
        await Expect(office.Locator("#announce")).ToBeDisabledAsync();
        await axe.CheckAsync("empty", office);
        await pictures.TakeAsync("empty", ("office", office));

        // The template, filled in with one mistake: it is named at its cell, and nothing is taken.
        await ViewAsync(office, "workbook");
        await HasTheSevenSheetsAsync(office);
        await axe.CheckAsync("workbook", office);
        await pictures.TakeAsync("workbook", ("office", office));
        var content = Filled();
        var wrong = content with
        {
            ResponsePlans = [content.ResponsePlans[0] with { Topic = "养老服勿", Part = null }],
        };
        await UploadAsync(office, wrong);
        await Expect(office.Locator("#mistakes tbody tr").First).ToContainTextAsync("养老服勿");
        await Expect(office.Locator("#mistakes tbody tr").First).ToContainTextAsync("养老服务");
        await Expect(office.Locator("#import")).ToBeDisabledAsync();
        await axe.CheckAsync("workbook-mistake", office);
        await pictures.TakeAsync("workbook-mistake", ("office", office));

        // Mended, it says what would change, and is taken.
        await UploadAsync(office, content);
        await Expect(office.Locator("#changes")).ToBeVisibleAsync();
        await axe.CheckAsync("workbook-sound", office);
        await pictures.TakeAsync("workbook-sound", ("office", office));
        await office.Locator("#import").ClickAsync();
        await Expect(office.Locator("header.app")).ToContainTextAsync("还有3天");

        // The list as the hotline gives it: GB18030, semicolons.
        await ViewAsync(office, "demands");
        await ImportListAsync(office);
        await Expect(office.Locator("main")).ToContainTextAsync("60");
        await axe.CheckAsync("demands", office);
        await pictures.TakeAsync("demands", ("office", office));

        // Announced; a resident asks three days before, by the same link.
        await office.OpenAsync("/prepare/wangzuo");
        await LiveAsync(office);
        await pictures.TakeAsync("ready", ("office", office));
        await axe.CheckAsync("ready", office);
        await office.Locator("#announce").ClickAsync();
        await Expect(office.Locator("#why-not")).ToContainTextAsync($"已公告，会议码{Code}");
        var phone = await pocket.VisitAsync($"/m/{Code}");
        await Expect(phone.Locator("#now")).ToContainTextAsync("会前就收");
        await phone.AskAsync(Asked);
        await Expect(phone.OwnQuestion(Asked)).ToContainTextAsync("待审核");
        await pictures.TakeAsync("mailbox", ("phone", phone));
        await office.OpenAsync("/prepare/wangzuo");
        await LiveAsync(office);
        await Expect(office.Locator("main")).ToContainTextAsync("会前已收1条");

        // The desk reads it with its channel, and opens the meeting.
        var desk = await desktop.VisitStaffAsync($"/desk/{Code}");
        await desk.ChooseAsync("待审", Asked);
        await Expect(desk.Locator("main.item")).ToContainTextAsync("线上意见箱");
        await desk.Locator("#open-meeting").ClickAsync();
        await Expect(desk.Locator("#open-meeting")).ToHaveCountAsync(0);
        await pictures.TakeAsync("opened", ("desk", desk));

        var meeting = (await house.Service<MeetingSessions>().FindAsync(Code, Cancel))!.Session.Current;
        Assert.Equal(60, meeting.Plan.Baseline!.Rows.Sum(row => row.Total));
        Assert.Equal(Opening.HashOf(meeting.Plan.Deck), meeting.DeckSha256);
        Assert.Equal(Channel.Mailbox, Assert.Single(meeting.Questions.Values).From.Channel);
        Assert.Empty(meeting.Present);
        // What was prepared is now only looked at.
        await office.OpenAsync("/prepare/wangzuo/workbook");
        await LiveAsync(office);
        await Expect(office.Locator("#workbook-file")).ToHaveCountAsync(0);
        await Expect(office.Locator("main")).ToContainTextAsync("准备好的内容不再改动");
        axe.AssertNothing();
    }

    private static async Task ViewAsync(IPage page, string view)
    {
        await page.Locator($".views a[href$='/{view}']").ClickAsync();
        await Expect(page.Locator($".views a[href$='/{view}']")).ToHaveAttributeAsync("aria-current", "page");
        await LiveAsync(page);
    }

    private static Task LiveAsync(IPage page) => Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();

    private static async Task HasTheSevenSheetsAsync(IPage page)
    {
        var template = await page.RunAndWaitForDownloadAsync(() => page.Locator("#template").ClickAsync());
        await using var stream = File.OpenRead(await template.PathAsync());
        using var file = XlsxFile.Open(stream, new XlsxLimits());
        string[] needed = ["会议", "议程", "成绩单", "诉求清单", "回应预案", "责任单位", "出席"];
        Assert.Empty(needed.Except(file.Sheets().Select(sheet => sheet.Name), StringComparer.Ordinal));
    }

    private static async Task UploadAsync(IPage page, WorkbookContent content)
    {
        var file = new MemoryStream();
        WorkbookWriter.Write(file, content);
        await page.Locator("#workbook-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "王佐镇会议工作簿.xlsx",
                    MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    Buffer = file.ToArray(),
                }
            );
    }

    private static async Task ImportListAsync(IPage page)
    {
        string[] texts = ["楼道灯不亮", "晚上没处停车", "助餐点太远", "暖气不热", "垃圾桶满了", "路口没有信号灯"];
        var lines = Enumerable
            .Range(1, 60)
            .Select(n =>
                $"BJ2025{n:0000};2025/7/{n % 28 + 1};第{n % 9 + 1}网格;{texts[n % 6]}，请解决;1390000{n:0000};已办结"
            );
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var csv = Encoding
            .GetEncoding("GB18030")
            .GetBytes("工单编号;受理时间;网格;来电内容;联系电话;办理状态\r\n" + string.Join("\r\n", lines));
        await page.Locator("#import").ClickAsync();
        await page.Locator("#import-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "12345工单.csv",
                    MimeType = "text/csv",
                    Buffer = csv,
                }
            );
        await page.Locator("#import-begin").ClickAsync();
        await page.Locator("#import-show").ClickAsync();
    }

    /// <summary>The demo's meeting in three days; photos are no matter of a workbook.</summary>
    private static WorkbookContent Filled()
    {
        var pack = Assert.IsType<PackResult.Sound>(MeetingPack.Read(MeetingPack.DemoFolder)).Pack;
        var day = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(3);
        var later = day.DayNumber - pack.Plan.Date.DayNumber;
        var plan = pack.Plan with
        {
            Code = Code,
            Date = day,
            Venues = [.. pack.Plan.Venues.Select((venue, i) => venue with { Code = Code[..5] + i })],
            Deck = new Deck([.. pack.Plan.Deck.Slides.Where(slide => slide.Content is not PhotosContent)]),
            Commitments = [],
            Baseline = null,
        };
        return new WorkbookContent(
            plan,
            [
                .. pack.ResponsePlans.Select(p =>
                    p with
                    {
                        Deadline = p.Deadline.AddDays(later),
                        Milestones = [.. p.Milestones.Select(m => m with { Date = m.Date.AddDays(later) })],
                    }
                ),
            ],
            pack.HeldWords
        );
    }
}
