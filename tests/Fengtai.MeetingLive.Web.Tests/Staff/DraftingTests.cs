using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Drafting;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>会议纪要 on its page: settled, handed in, amended, passed by another, sealed, supplemented.</summary>
public sealed class DraftingTests : StaffHall
{
    private const string Gist = "9月底前开工，涉及3个单元。";

    protected override MeetingPlan Prepared => Plan() with { Minutes = new() { Signer = "镇长" } };

    [Fact]
    public async Task The_page_begins_with_what_the_plan_says_and_has_nothing_to_tell()
    {
        var page = await OpenAsync<MinutesPage>(Roles.Secretary);

        Assert.Equal("镇长", page.Find("#form-signer").GetAttribute("value"));
        Assert.Equal("", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task Head_and_lists_are_saved_as_typed_one_a_line()
    {
        var page = await OpenAsync<MinutesPage>(Roles.Secretary);
        Assert.True(page.Find("#save-form").HasAttribute("disabled"));

        await page.Find("#form-number").InputAsync("第1期");
        await page.Find("#form-attending").InputAsync("镇长\n\n 副镇长（分管） ");
        await page.Find("#annex-Refusals").ChangeAsync(false);
        await page.Find("#minutes-form").SubmitAsync();

        var form = Meeting.Draft.Form!;
        Assert.Equal("第1期", form.Number);
        Assert.Equal(["镇长", "副镇长（分管）"], form.Attending);
        Assert.False(form.Has(AnnexKind.Refusals));
        Assert.True(form.Has(AnnexKind.Verify));
        Assert.Contains("已保存", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_stays_typed_and_is_named()
    {
        var page = await OpenAsync<MinutesPage>(Roles.Secretary);
        var tooLong = new string('长', 61);

        await page.Find("#form-excused").InputAsync(tooLong);
        await page.Find("#minutes-form").SubmitAsync();

        Assert.Contains("请假每行最多60个字", page.Find(".elements .why").TextContent, StringComparison.Ordinal);
        Assert.Equal(tooLong, page.Find("#form-excused").GetAttribute("value"));
        Assert.Null(Meeting.Draft.Form);
    }

    [Fact]
    public async Task What_a_colleague_saves_does_not_take_away_what_is_being_typed()
    {
        var page = await OpenAsync<MinutesPage>(Roles.Secretary);
        await page.Find("#form-number").InputAsync("第1期");

        await GiveAsync(By((id, by, at) => new ArrangeMinutes(id, by, at, new() { Signer = "书记" })));

        page.WaitForState(
            () => page.Find("[role=status]").TextContent.Contains("另一位", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20)
        );
        Assert.Equal("第1期", page.Find("#form-number").GetAttribute("value"));
    }

    [Fact]
    public async Task They_go_through_four_hands_on_the_page()
    {
        await AnsweredAndClosedAsync();
        var first = await OpenAsync<MinutesPage>(Roles.Secretary, "first");
        await first.Find("#submit").ClickAsync();
        Assert.True(first.Find("#pass").HasAttribute("disabled"), "nobody passes what they handed in");
        var second = await OpenAsync<MinutesPage>(Roles.Secretary, "second");

        await second.Find("[data-wording^=Answer] button").ClickAsync();
        await second.Find("#wording").InputAsync("10月底前开工，涉及3个单元。");
        await second.Find(".wordings form").SubmitAsync();
        Assert.Contains("不能改数字", second.Find(".wordings .why").TextContent, StringComparison.Ordinal);
        await second.Find("#wording").InputAsync("涉及的3个单元9月底前开工。");
        await second.Find(".wordings form").SubmitAsync();
        Assert.Contains(Gist, second.Find("[data-wording^=Answer]").TextContent, StringComparison.Ordinal);
        await second.Find("#pass").ClickAsync();
        Assert.True(second.Find(".elements fieldset").HasAttribute("disabled"));
        await second.Find("#seal").ClickAsync();

        second.WaitForState(() => Meeting.Draft.Step == MinutesStep.Sealed, TimeSpan.FromSeconds(20));
        second.WaitForElement("#supplement");
        Assert.Contains(Meeting.Draft.Sealed!.Sha256, second.Find(".hash").TextContent, StringComparison.Ordinal);
        Assert.Equal("http://localhost/p/TEST01", WithoutHost(Meeting.Draft.Sealed.Address!));
        await using var context = Store.Create();
        var kept = await context.Sealed.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((Meeting.Draft.Sealed.Sha256, "%PDF"), (kept.Sha256, Start(kept.Bytes)));
    }

    [Fact]
    public async Task Returned_they_say_why_and_after_a_later_record_they_are_not_sealed()
    {
        await AnsweredAndClosedAsync();
        await GiveAsync(By((id, by, at) => new SubmitMinutes(id, by, at)));
        var page = await OpenAsync<MinutesPage>(Roles.Secretary);
        await page.Find("#pass").ClickAsync();
        Assert.IsType<Outcome.Done>(
            await GiveAsync(
                By((id, by, at) => new EnterPaper(id, by, at, new("overall"), [0, 0, 0, 0, 1], 1, "会后清点"))
            )
        );
        page.WaitForState(() => page.Find("#seal").HasAttribute("disabled"), TimeSpan.FromSeconds(20));

        await page.Find("#return").ClickAsync();
        Assert.Contains("请写明退回的理由", page.Find(".sealing .why").TextContent, StringComparison.Ordinal);
        await page.Find("#return-reason").InputAsync("出席名单漏一人");
        await page.Find("#return").ClickAsync();

        Assert.Equal(MinutesStep.Review, Meeting.Draft.Step);
        Assert.Contains("出席名单漏一人", page.Find(".note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supplement_is_sealed_from_the_page_and_an_empty_one_is_not()
    {
        await AnsweredAndClosedAsync();
        await GiveAsync(By((id, by, at) => new SubmitMinutes(id, by, at)));
        var page = await OpenAsync<MinutesPage>(Roles.Secretary);
        await page.Find("#pass").ClickAsync();
        await page.Find("#seal").ClickAsync();
        page.WaitForElement("#supplement", TimeSpan.FromSeconds(20));

        await page.Find("#add").ClickAsync();
        page.WaitForElement(".sealing .why", TimeSpan.FromSeconds(20));
        Assert.Empty(Meeting.Draft.Supplements);
        await page.Find("#supplement").InputAsync("会后补发书面答复。");
        await page.Find("#add").ClickAsync();

        page.WaitForState(() => Meeting.Draft.Supplements.Length == 1, TimeSpan.FromSeconds(20));
        page.WaitForElement("a[href='/desk/TEST01/supplement-1.pdf']");
        await using var context = Store.Create();
        Assert.Equal(2, await context.Sealed.CountAsync(TestContext.Current.CancellationToken));
    }

    private async Task AnsweredAndClosedAsync()
    {
        var question = await ApprovedAsync("q1", "何时加装电梯？");
        await GiveAsync(By((id, by, at) => new PutOnStage(id, by, at, question)));
        await GiveAsync(By((id, by, at) => new Answer(id, by, at, question, Gist)));
        await GiveAsync(By((id, by, at) => new OpenRound(id, by, at, new("overall"))));
        Assert.IsType<Outcome.Done>(await GiveAsync(By((id, by, at) => new CloseMeeting(id, by, at))));
    }

    /// <summary>A loopback host is replaced by this machine's own.</summary>
    private static string WithoutHost(string address) => $"http://localhost{new Uri(address).AbsolutePath}";

    private static string Start(byte[] bytes) => System.Text.Encoding.ASCII.GetString(bytes, 0, 4);
}
