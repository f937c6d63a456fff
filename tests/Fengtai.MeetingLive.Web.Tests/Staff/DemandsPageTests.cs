using System.Globalization;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Staff.Prepare.Demands;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>诉求清单 on its page: brought in, filtered, moved, merged, looked at.</summary>
public sealed class DemandsPageTests : StaffRoom
{
    private const string Head = "工单编号,来电内容,受理时间,办理状态,一级分类,所属网格,联系电话,诉求人,地址\r\n";
    private const string Three =
        Head
        + "A1,小区晚上停不下车 旁边单位院里空着,2025-06-27,办理中,停车管理,第12网格,13800138000,王秀英,祥和里6号楼2单元301\r\n"
        + "A2,晚上停车没位 旁边单位院里能停吗,2025-06-26,已办结,停车管理,第3网格,13800138000,,\r\n"
        + "A3,去冬暖气不热,2025-01-05,需协调,供暖,第3网格,,,\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string keyFile = Path.Combine(AppContext.BaseDirectory, "demands-page.key");
    private readonly string street = "fengtai";

    public DemandsPageTests()
    {
        Services.AddLogging();
        Services.AddDemands(
            new ConfigurationBuilder().AddInMemoryCollection([new("Privacy:KeyFile", keyFile)]).Build()
        );
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_and_what_personal_data_is_for()
    {
        var page = await OpenAsync();

        Assert.Contains("清单里还没有诉求", page.Markup, StringComparison.Ordinal);
        Assert.Contains("加密保存，365天后删除", page.Markup, StringComparison.Ordinal);
        Assert.Contains("btn--main", page.Find("#import").ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_chosen_its_columns_confirmed_and_the_list_shown()
    {
        var page = await OpenAsync();
        await ChooseAsync(page, Three);
        Assert.Equal("来电内容", page.Find("#map-Text").GetAttribute("value"));
        Assert.Contains("138****8000", page.Find(".mapping").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", page.Markup, StringComparison.Ordinal);

        await page.Find("#import-begin").ClickAsync();
        page.WaitForState(() => page.FindAll("#import-show").Count > 0, Patience);
        Assert.Contains("新增3件", page.Markup, StringComparison.Ordinal);
        await page.Find("#import-show").ClickAsync();

        Assert.Equal(
            ("3", "1", "1", "1"),
            (Count(page, "all"), Count(page, "Resolved"), Count(page, "InProgress"), Count(page, "NeedsCoordination"))
        );
        Assert.Equal(3, page.FindAll(".demands tbody tr").Count);
        Assert.DoesNotContain("13800138000", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_stand_with_row_column_and_what_to_write_and_the_list_stays_as_it_was()
    {
        var page = await OpenAsync();
        await ChooseAsync(page, Head + "A1,,2025-06-31,好像办了,,,,,\r\n");
        await page.Find("#import-begin").ClickAsync();

        page.WaitForState(() => page.FindAll(".mistakes").Count > 0, Patience);

        Assert.Contains("3处要改，还没有导入", page.Find("#import-result").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [
                "第2行 B列 来电内容 空着。每件都要写",
                "第2行 C列 受理时间 “2025-06-31”不是日期。请写成2025-06-12",
                "第2行 D列 办理状态 “好像办了”认不出来。请写已解决、待推进、需协调之一",
            ],
            page.FindAll(".mistakes tbody tr")
                .Select(row => string.Join(' ', row.Children.Select(c => c.TextContent.Trim())))
        );
        Assert.Contains("清单和导入前一样", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_named_where_it_was_chosen()
    {
        var page = await OpenAsync();
        await page.Find("#import").ClickAsync();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("甲,乙\r\n1,2\r\n", "乱.csv"));
        page.WaitForState(() => page.FindAll(".import [role=alert]").Count > 0, Patience);
        Assert.Contains("没有找到表头", page.Find(".import [role=alert]").TextContent, StringComparison.Ordinal);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("", "空.csv"));
        page.WaitForState(
            () => page.Find(".import [role=alert]").TextContent.Contains("文件是空的", StringComparison.Ordinal),
            Patience
        );
    }

    [Fact]
    public async Task Filters_are_addresses()
    {
        var page = await ListedAsync();
        var address = page.FindAll(".tree a").Single(a => a.TextContent.Trim() == "停车管理").GetAttribute("href")!;
        Assert.Equal("/prepare/fengtai/demands?topic=%E5%81%9C%E8%BD%A6%E7%AE%A1%E7%90%86", address);

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        page.WaitForState(() => page.FindAll(".demands tbody tr").Count == 2, Patience);
        Assert.Equal("2", Count(page, "all"));

        await page.Find("#q").ChangeAsync("院里能停");
        await page.Find(".search").SubmitAsync();
        page.WaitForState(() => page.FindAll(".demands tbody tr").Count == 1, Patience);
        Assert.Contains("q=", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        await page.Find("#pick-grid").ChangeAsync("第12网格");
        page.WaitForState(() => page.Markup.Contains("没有符合条件的诉求", StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Ticked_demands_move_with_a_reason_and_come_back()
    {
        var page = await ListedAsync();
        await page.Find("#tick-all").ChangeAsync(true);
        await page.Find(".move").SubmitAsync();
        Assert.Contains("请写移动的理由", page.Find(".move [role=alert]").TextContent, StringComparison.Ordinal);

        await page.Find("#move-why").InputAsync("产权单位多");
        await page.Find(".move").SubmitAsync();

        Assert.Equal("3", Count(page, "NeedsCoordination"));
        Assert.Contains("已移动2件", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        await page.Find("#undo").ClickAsync();
        Assert.Equal("1", Count(page, "NeedsCoordination"));
    }

    [Fact]
    public async Task What_may_be_the_same_is_merged_by_a_person_and_taken_back()
    {
        var page = await ListedAsync();
        page.WaitForState(() => page.FindAll("#merge").Count > 0, Patience);
        Assert.Contains("同一电话", page.Find(".dup").TextContent, StringComparison.Ordinal);

        await page.Find("#merge").ClickAsync();

        Assert.Contains("2个问题", page.Find(".three-lists").TextContent, StringComparison.Ordinal);
        Assert.Equal("3", Count(page, "all"));
        await page.Find("#undo").ClickAsync();
        Assert.Contains("3个问题", page.Find(".three-lists").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_is_masked_until_a_reason_is_given()
    {
        var page = await ListedAsync();
        await page.Find(".demands tbody tr .asked").ClickAsync();
        Assert.Contains("138****8000", page.Find(".chosen").TextContent, StringComparison.Ordinal);
        await page.Find(".look").SubmitAsync();
        Assert.DoesNotContain("13800138000", page.Markup, StringComparison.Ordinal);

        await page.Find("#look-why").InputAsync("回访");
        await page.Find(".look").SubmitAsync();

        Assert.Contains("13800138000", page.Find(".chosen").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_office_in_the_street_sees_nothing()
    {
        var page = await ShowAsync<DemandsPage>(
            new StreetId("elsewhere"),
            Roles.Secretary,
            "别处的秘书",
            p => p.Add(x => x.Street, street)
        );

        Assert.Contains("您的账号在这里没有这个角色", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_mistake_and_refusal_has_words(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var words = Services.GetRequiredService<IStringLocalizer<DemandWords>>();
            var files = Services.GetRequiredService<IStringLocalizer<FileWords>>();
            string[] codes =
            [
                "mistake.required",
                "mistake.day",
                "mistake.future",
                "mistake.state",
                "mistake.number-twice",
                "mistake.cells",
                "mistake.formula",
                "mistake.too-long",
                "mistake.characters",
                "mistake.column-missing",
                "mistake.column-gone",
                "mistake.column-twice",
                "mistake.column-for-two",
                "mistake.no-rows",
                "import.busy",
                "import.no-heading",
                "import.gone",
                "import.failed",
                "privacy.key-missing",
                "privacy.key-wrong",
                "privacy.key-unreadable",
                "privacy.damaged",
                .. Enum.GetNames<DemandField>().Select(name => "field." + name),
                .. Enum.GetNames<DemandList>().Select(name => "list." + name),
                .. Enum.GetNames<LikeBecause>().Select(name => "because." + name),
            ];
            Assert.DoesNotContain(codes, code => words[code].ResourceNotFound);
            Assert.DoesNotContain(
                typeof(FileCode).GetFields().Select(field => (string)field.GetValue(null)!),
                code => files[code].ResourceNotFound
            );
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private Task<IRenderedComponent<DemandsPage>> OpenAsync() =>
        ShowAsync<DemandsPage>(new StreetId(street), Roles.Secretary, "街道秘书", p => p.Add(x => x.Street, street));

    private async Task<IRenderedComponent<DemandsPage>> ListedAsync()
    {
        var imports = Services.GetRequiredService<DemandImports>();
        using var upload = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Three));
        var draft = await imports.TakeAsync(street, "台账.csv", upload, default);
        var job = await imports.BeginAsync(street, draft.Id, draft.Mapping, "接诉即办", "街道秘书", default);
        await job.Ended;
        Assert.Equal(ImportStep.Done, job.Progress.Step);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/prepare/fengtai/demands");
        var page = await OpenAsync();
        // What may be the same is found after the page was first shown; a click meanwhile would meet a page that is gone.
        page.WaitForState(() => page.FindAll("#merge").Count > 0, Patience);
        return page;
    }

    private static async Task ChooseAsync(IRenderedComponent<DemandsPage> page, string csv)
    {
        page.Services.GetRequiredService<NavigationManager>().NavigateTo("/prepare/fengtai/demands");
        await page.Find("#import").ClickAsync();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(csv, "台账.csv"));
        page.WaitForState(() => page.FindAll("#import-begin").Count > 0, Patience);
    }

    private static string Count(IRenderedComponent<DemandsPage> page, string of) =>
        page.Find("#count-" + of).TextContent;
}
