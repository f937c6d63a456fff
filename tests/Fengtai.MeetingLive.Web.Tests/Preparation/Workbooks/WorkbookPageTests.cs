using AngleSharp.Dom;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
using Fengtai.MeetingLive.Web.Staff.Prepare;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Staff;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Workbooks;

/// <summary>工作簿: looked at first; taken whole, or not at all.</summary>
public sealed class WorkbookPageTests : StaffRoom
{
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("workbook-");

    /// <summary>Before the room settles itself in, from when on nothing can be added.</summary>
    public WorkbookPageTests()
    {
        Services.AddLogging();
        Services.Configure<StorageOptions>(options => options.DataFolder = Path.Combine(keys.FullName, "data"));
        Services.AddDemands(new ConfigurationBuilder().Build());
        Services.AddSingleton<WorkbookUploads>();
    }

    private static StreetId Street => Script.Street;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mistake_is_listed_and_a_press_shows_its_cell()
    {
        var page = await UploadedAsync(
            WithDemands("错峰停", DemandStanding.InProgress) with
            {
                Plan = DemoWorkbook.WithoutPhotos.Plan with { Title = "" },
            }
        );

        Assert.Contains("2处要改，还没有导入", page.Find("#verdict").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#import").HasAttribute("disabled"));
        Assert.Contains("一处不对，整本不入", page.Find("#verdict").TextContent, StringComparison.Ordinal);
        var rows = page.FindAll("#mistakes tbody tr");
        Assert.Equal(["会议", "第5行", "B列", "会议名称", "空着，要填。"], Cells(rows[0]));
        Assert.Equal(
            ["诉求清单", "第2行", "D列", "二级主题", "“错峰停”不在主题表里，是“错峰停车”吗？"],
            Cells(rows[1])
        );
        Assert.Equal("true", rows[0].GetAttribute("aria-selected"));

        await page.FindAll("#mistakes tbody tr")[1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("错峰停", page.Find(".book-cells .chosen").TextContent.Trim()));
        Assert.Contains("诉求清单，第2至", page.Find("section h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("1处", page.Find("li[aria-current=true]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Phase.Draft, (await NowAsync()).Phase);
        Assert.Equal(0, (await NowAsync()).Version);
    }

    [Fact]
    public async Task A_sound_workbook_says_what_changes_and_is_imported_with_its_demands()
    {
        var page = await UploadedAsync(DemoWorkbook.WithoutPhotos);

        Assert.Contains("没有要改的", page.Find("#verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("#changes tbody tr"), row => Cells(row) is ["成绩单", "0", "11", "11", "", ""]);
        await page.Find("#import").ClickAsync(new());
        page.WaitForState(() => page.Find("#verdict").TextContent.Contains("已导入", StringComparison.Ordinal));

        var now = await NowAsync();
        Assert.Equal(DemoWorkbook.Pack.Plan.Title, now.Plan.Title);
        Assert.Equal(DemoWorkbook.Pack.ResponsePlans.Length, now.Content.ResponsePlans.Length);
        Assert.Contains("1件诉求正在并入", page.Find("#verdict").TextContent, StringComparison.Ordinal);
        var job = Services.GetRequiredService<DemandImports>().Of(Street.Value)!;
        await job.Ended.WaitAsync(Cancel);
        Assert.Equal((ImportStep.Done, 1), (job.Progress.Step, job.Progress.Added));
    }

    [Fact]
    public async Task Photos_that_are_there_stay_and_the_same_workbook_has_nothing_to_import()
    {
        var saved = await Services
            .GetRequiredService<Preparations>()
            .SaveAsync(
                await NowAsync(),
                new Prepared(DemoWorkbook.Pack.Plan, DemoWorkbook.Pack.ResponsePlans, DemoWorkbook.Pack.HeldWords),
                Script.Secretary,
                Cancel
            );
        Assert.IsType<Saved.Kept>(saved);

        var page = await UploadedAsync(DemoWorkbook.Content);

        Assert.Contains("和现在的一样", page.Find("#verdict").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#import").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_is_no_workbook_is_refused_with_what_to_do()
    {
        var page = await UploadedAsync("编号,来源"u8.ToArray());

        Assert.Contains("这不是XLSX工作簿", page.Find("#verdict").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#mistakes"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_taken()
    {
        var page = await UploadedAsync(new byte[UploadedWorkbook.BytesMost + 1]);

        Assert.Contains("文件超过10 MB", page.Find("#verdict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_marked_copy_can_be_fetched_while_the_page_is_open_and_by_its_street_only()
    {
        var page = await UploadedAsync(WithDemands("错峰停", DemandStanding.Resolved));
        var id = page.Find("#marked").GetAttribute("href")!.Split('/')[4];
        var uploads = Services.GetRequiredService<WorkbookUploads>();

        var marked = await uploads
            .Find(Street, id)!
            .MarkedAsync(System.Globalization.CultureInfo.CurrentUICulture, Cancel);
        Assert.NotNull(marked);
        using var file = new MemoryStream(marked);
        var again = WorkbookReader.Read(
            file,
            new WorkbookBasis(Street, "FT2025", WorkbookBasis.PicturesOf(Deck.Empty))
        );
        Assert.Single(Assert.IsType<WorkbookResult.Faulty>(again).Mistakes);
        Assert.Null(uploads.Find(new StreetId("elsewhere"), id));

        page.Instance.Dispose();
        Assert.Null(uploads.Find(Street, id));
    }

    [Fact]
    public async Task Who_only_presents_does_not_import()
    {
        var page = await ShowAsync<WorkbookPage>(
            Street,
            Roles.Presenter,
            "主讲",
            p => p.Add(x => x.Street, Street.Value)
        );

        Assert.Empty(page.FindComponents<InputFile>());
        Assert.Contains("这一页给秘书和管理员用", page.Markup, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && keys.Exists)
            keys.Delete(recursive: true);
    }

    private static WorkbookContent WithDemands(string part, DemandStanding list) =>
        DemoWorkbook.WithoutPhotos with
        {
            Demands = [DemoWorkbook.WithoutPhotos.Demands[0] with { Part = part, List = list }],
        };

    private static string[] Cells(IElement row) => [.. row.Children.Select(cell => cell.TextContent.Trim())];

    private Task<Preparing> NowAsync() => Services.GetRequiredService<Preparations>().LoadAsync(Street, Cancel);

    private Task<IRenderedComponent<WorkbookPage>> UploadedAsync(WorkbookContent content) =>
        UploadedAsync(DemoWorkbook.Bytes(content));

    private async Task<IRenderedComponent<WorkbookPage>> UploadedAsync(byte[] file)
    {
        var page = await ShowAsync<WorkbookPage>(
            Street,
            Roles.Secretary,
            "王佐镇秘书",
            p => p.Add(x => x.Street, Street.Value)
        );
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(file, "会议.xlsx"));
        page.WaitForState(
            () =>
                page.Find("#verdict").TextContent is { Length: > 0 } said
                && !said.Contains("正在读", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20)
        );
        return page;
    }
}
