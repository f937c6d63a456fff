using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

public sealed class SqlitePrivacyTests(SqliteDatabase database)
    : PrivacyContract(database),
        IClassFixture<SqliteDatabase>;

public sealed class PostgresPrivacyTests(PostgresDatabase database)
    : PrivacyContract(database),
        IClassFixture<PostgresDatabase>;

/// <summary>What a person may ask for, on whichever store. Each test has a street of its own.</summary>
public abstract partial class PrivacyContract(IDatabase database) : IAsyncLifetime
{
    private const string Phone = "13812345678";
    private const string Day = "2025年7月4日";
    private static readonly string KeyFile = Path.Combine(Path.GetTempPath(), $"privacy-{Environment.ProcessId}.key");
    private PrivacyRoom room = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        // One key for all: the database of the class remembers it.
        room = await PrivacyRoom.OpenAsync(database, KeyFile + "." + GetType().Name);

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_erased_question_is_gone_from_the_store_and_the_chain_verifies()
    {
        const string words = "我家住三单元，请帮帮我母亲";
        var (script, ask, receipt) = await room.AskedAsync(words);
        var found = await room.FindAsync(receipt, street: Script.Street);
        Assert.Equal(
            (KeptKind.Question, words, "王某某"),
            found.Things.Select(t => (t.Kind, t.Text, t.Contact)).Single()
        );

        var done = await room.Erasing.EraseAsync(
            Script.Street,
            found,
            found.Things,
            "本人申请",
            Script.Secretary,
            Cancel
        );

        Assert.All(done, d => Assert.Null(d.Wrong));
        var live = (await room.Visits.Sessions.GetAsync(script.Meeting)).Recorded;
        Assert.Equal(Canonical.Of(live), Canonical.Of(await room.Journal.LoadAsync(script.Meeting, Cancel)));
        await Projections.RebuildAsync(room.Store, room.Journal, script.Meeting, Cancel);
        Assert.Equal(Canonical.Of(live), Canonical.Of(await room.Journal.LoadAsync(script.Meeting, Cancel)));
        await using var context = room.Store.Create();
        Assert.False(
            await context.Private.AnyAsync(
                p => p.MeetingId == script.Meeting.Value && (p.Body.Contains(words) || p.Body.Contains("王秀英")),
                Cancel
            )
        );
        Assert.True((await room.Visits.Sessions.GetAsync(script.Meeting)).Current.Questions[ask.Question].IsErased);
        // Found again by its receipt, which says so, and cannot be erased twice.
        var after = Assert.Single((await room.FindAsync(receipt, street: Script.Street)).Things);
        Assert.Equal((null, "", false), (after.Text, after.Contact, after.CanBeErased));
        Assert.NotNull(after.ErasedOn);
        var seen = Assert.IsType<ReceiptView.OfQuestion>(
            (await room.Visits.Receipts.FindAsync(new ReceiptCode.Sound(receipt), Cancel))?.View
        );
        Assert.Equal((null, live.Meeting.Questions[ask.Question].ErasedAt), (seen.Text, seen.ErasedAt));
    }

    [Fact]
    public async Task What_cannot_be_erased_now_is_told_and_keeps_nothing_else_from_it()
    {
        var (script, ask, receipt) = await room.AskedAsync();
        await room.PlayAsync(script, script.Approve(ask.Question), script.Stage(ask.Question));
        var found = await room.FindAsync(receipt, street: Script.Street);

        var done = await room.Erasing.EraseAsync(
            Script.Street,
            found,
            found.Things,
            "本人申请",
            Script.Secretary,
            Cancel
        );

        Assert.Equal("question.on-stage", Assert.Single(done).Wrong);
        Assert.Contains(await room.Erasing.RegisterAsync(Script.Street, Cancel), r => (r.Questions, r.Left) == (0, 1));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_erases_a_question()
    {
        var (_, _, receipt) = await room.AskedAsync();
        var found = await room.FindAsync(receipt, street: Script.Street);
        var secretary = Actor.Staff(new ActorId("秘书"), Roles.Secretary, Script.Street);

        var done = await room.Erasing.EraseAsync(Script.Street, found, found.Things, "试试", secretary, Cancel);

        Assert.Equal("privacy.not-allowed", Assert.Single(done).Wrong);
        Assert.NotNull((await room.FindAsync(receipt, street: Script.Street)).Things[0].Text);
    }

    [Fact]
    public async Task By_a_phone_number_its_demands_and_visits_are_found_and_nobody_elses()
    {
        await room.ImportAsync(
            $"A1,暖气不热,2025-06-27,办理中,{Phone},王秀英,祥和里6号楼2单元301",
            "A2,路灯不亮,2025-06-26,办理中,13700001111,李建国,祥和里7号楼1单元101"
        );
        await room.Visits.KeepAsync(VisitRoom.Visit("v1") with { Phone = "138-1234-5678" });

        var found = await room.FindAsync(phone: "+86 138 1234 5678");

        Assert.Equal(PersonBy.Phone, found.By);
        Assert.Equal(
            [
                (KeptKind.Demand, "暖气不热"),
                (KeptKind.Demand, "腿脚不好，晚饭能送上门吗？"),
                (KeptKind.Visit, "腿脚不好，晚饭能送上门吗？"),
            ],
            found
                .Things.Select(t => (t.Kind, t.Text!))
                .OrderBy(t => t.Item1)
                .ThenBy(t => t.Item2, StringComparer.Ordinal)
        );
        Assert.Contains(found.Things, t => t.Contact == "王某某，138****5678，祥和里6号楼");
        Assert.DoesNotContain(found.Things, t => t.ToString().Contains(Phone, StringComparison.Ordinal));
        Assert.Empty((await room.FindAsync(phone: Phone, street: new StreetId("elsewhere"))).Things);
    }

    [Theory]
    [InlineData("", "", "privacy.nothing-typed")]
    [InlineData("W3K7", "", "privacy.receipt-wrong")]
    [InlineData("", "十三", "privacy.phone-wrong")]
    public async Task What_is_typed_wrong_is_refused_with_a_code(string receipt, string phone, string code) =>
        Assert.Equal(code, (await room.FindAsync(receipt, phone)).Wrong);

    [Fact]
    public async Task An_erased_demand_still_counts_and_no_later_file_brings_it_back()
    {
        const string row = $"A1,请回电13800138000 暖气不热,2025-06-27,办理中,{Phone},王秀英,祥和里6号楼2单元301";
        await room.ImportAsync(row);

        await EraseAllAsync(Phone);

        Assert.Equal($"A1 InProgress （原文已于{Day}应本人要求删去）", await room.ListedAsync());
        Assert.Empty((await room.FindAsync(phone: Phone)).Things);
        await room.ImportAsync(row);
        await room.ImportAsync(row.Replace("办理中", "已办结", StringComparison.Ordinal));
        Assert.Equal($"A1 Resolved （原文已于{Day}应本人要求删去）", await room.ListedAsync());
        Assert.Empty((await room.FindAsync(phone: Phone)).Things);
        await using var context = room.Store.Create();
        Assert.False(
            await context.Demands.AnyAsync(
                d =>
                    d.StreetId == room.Street.Value
                    && (d.Sealed != null || d.PhoneMark != null || d.PlaceMark != null || d.Text.Contains("暖气")),
                Cancel
            )
        );
    }

    [Fact]
    public async Task An_erased_visit_still_counts_and_a_late_copy_does_not_bring_it_back()
    {
        var sent = VisitRoom.Visit("v1") with { Phone = Phone, Photo = VisitRoom.Photo() };
        var receipt = (await room.Visits.KeepAsync(sent)).Receipt!;

        await EraseAllAsync(Phone);
        await room.Visits.KeepAsync(sent with { Revision = 2, Asked = "又写一遍" });

        var line = Assert.Single(await room.Visits.LinesAsync());
        Assert.Equal(("", $"（原文已于{Day}应本人要求删去）", null), (line.Household, line.Asked, line.PhotoHash));
        Assert.Equal(1, (await room.Visits.CoveredAsync()).Households);
        var seen = Assert.IsType<ReceiptView.OfVisit>(
            (await room.Visits.Receipts.FindAsync(new ReceiptCode.Sound(receipt), Cancel))?.View
        );
        Assert.Equal(new DateOnly(2025, 7, 4), seen.ErasedOn);
        await using var context = room.Store.Create();
        Assert.False(await context.VisitPhotos.AnyAsync(p => p.StreetId == room.Street.Value, Cancel));
    }

    [Fact]
    public async Task The_register_says_who_when_and_how_many_and_holds_nothing_personal()
    {
        await room.ImportAsync($"A1,暖气不热,2025-06-27,办理中,{Phone},王秀英,祥和里6号楼2单元301");

        await EraseAllAsync(Phone, reason: $"本人来电{Phone}要求");

        var request = Assert.Single(await room.Erasing.RegisterAsync(room.Street, Cancel));
        Assert.Equal(
            (PrivacyRequestKind.Erase, PersonBy.Phone, "本人来电138****5678要求", "王佐镇管理员", 0, 1, 0, 0),
            (
                request.Kind,
                request.Found,
                request.Reason,
                request.By,
                request.Questions,
                request.Demands,
                request.Visits,
                request.Left
            )
        );
        Assert.Equal(VisitRoom.Now, request.At);
    }

    [Fact]
    public async Task A_number_is_shown_for_a_purpose_that_stands_in_the_log_first()
    {
        await room.Visits.KeepAsync(VisitRoom.Visit("v1") with { Phone = Phone });
        await room.Visits.KeepAsync(VisitRoom.Visit("v2"));
        Assert.Equal(["138****5678"], (await room.Phones.MaskedAsync(room.Street, ["v1", "v2"], Cancel)).Values);

        Assert.Equal(Phone, await room.Phones.RevealAsync(room.Street, "v1", "回访", room.By, Cancel));
        Assert.Null(await room.Phones.RevealAsync(room.Street, "v2", "回访", room.By, Cancel));

        var look = Assert.Single((await room.Looks.PageAsync(room.Street.Value, new LookFilter(), 1, Cancel)).Lines);
        Assert.Equal(
            new ShownLook(LookKind.Visit, "v1", "回访", "王佐镇管理员", room.Administrator.Roles, VisitRoom.Now),
            look
        );
    }

    [Fact]
    public async Task The_log_is_read_by_kind_account_and_day_a_page_at_a_time()
    {
        for (var n = 0; n < LookLog.PageSize + 1; n++)
            await room.Looks.WriteAsync(
                room.Street.Value,
                LookKind.Demand,
                $"{n}",
                "回访",
                new("甲", Roles.Secretary),
                Cancel
            );
        room.Visits.Clock.Advance(TimeSpan.FromDays(1));
        await room.Looks.WriteAsync(
            room.Street.Value,
            LookKind.Search,
            null,
            "查找",
            new("乙", Roles.Administrator),
            Cancel
        );

        var last = await PageAsync(new LookFilter(), 99);
        Assert.Equal((52, 2, 2, 2), (last.Total, last.Page, last.Pages, last.Lines.Length));
        Assert.Equal(1, (await PageAsync(new LookFilter(LookKind.Search))).Total);
        Assert.Equal(51, (await PageAsync(new LookFilter(By: "甲"))).Total);
        Assert.Equal(1, (await PageAsync(new LookFilter(On: new DateOnly(2025, 7, 5)))).Total);
        Assert.Equal(["乙", "甲"], await room.Looks.AccountsAsync(room.Street.Value, Cancel));

        Task<LookPage> PageAsync(LookFilter filter, int page = 1) =>
            room.Looks.PageAsync(room.Street.Value, filter, page, Cancel);
    }

    [Fact]
    public async Task Own_data_is_whole_and_holds_nothing_of_others_and_no_score()
    {
        var (script, _, receipt) = await room.AskedAsync("助餐点几点开？");
        await room.PlayAsync(script, script.Rate(1, 2));
        await room.ImportAsync(
            $"A1,请回电{Phone} 暖气不热,2025-06-27,办理中,{Phone},王秀英,祥和里6号楼2单元301",
            "A2,路灯不亮,2025-06-26,办理中,13700001111,李建国,祥和里7号楼1单元101"
        );
        var visit = (await room.Visits.KeepAsync(VisitRoom.Visit("v1") with { Phone = Phone })).Receipt;
        await room.Phones.RevealAsync(room.Street, "v1", "回访", new Looker("张三秘书", Roles.Secretary), Cancel);

        var found = await room.FindAsync(visit, Phone);
        var asked = await room.FindAsync(receipt, street: Script.Street);
        var data = await room.OwnData.MakeAsync(room.Street, found, "本人申请", room.By, Cancel);
        var other = await room.OwnData.MakeAsync(Script.Street, asked, "本人申请", Looker.Of(Script.Secretary), Cancel);

        var json = Encoding.UTF8.GetString(data.ToJson());
        foreach (
            var own in (string[])
                [Phone, "王秀英", "祥和里6号楼2单元301", "3号院5号楼", "2026-07-04", "回访", "secretary"]
        )
            Assert.Contains(own, json, StringComparison.Ordinal);
        foreach (var others in (string[])["李建国", "13700001111", "路灯", "张三秘书", "score"])
            Assert.DoesNotContain(others, json, StringComparison.Ordinal);
        Assert.Equal($"请回电{Phone} 暖气不热", data.Demands.Single(d => d.Number == "A1").Text);
        Assert.Equal("助餐点几点开？", Assert.Single(other.Questions).Text);
        var exported = (await room.Erasing.RegisterAsync(room.Street, Cancel))[0];
        Assert.Equal((PrivacyRequestKind.Export, 2, 1), (exported.Kind, exported.Demands, exported.Visits));
        Assert.Equal(LookKind.OwnData, (await room.Looks.PageAsync(room.Street.Value, new(), 1, Cancel)).Lines[0].Kind);
    }

    [Fact]
    public async Task After_an_erasure_own_data_says_when_and_nothing_more()
    {
        await room.ImportAsync($"A1,暖气不热,2025-06-27,办理中,{Phone},王秀英,祥和里6号楼2单元301");
        var receipt = (await room.Visits.KeepAsync(VisitRoom.Visit("v1") with { Phone = Phone })).Receipt;
        await EraseAllAsync(Phone);

        var found = await room.FindAsync(receipt, Phone);
        var data = await room.OwnData.MakeAsync(room.Street, found, "本人申请", room.By, Cancel);

        var json = Encoding.UTF8.GetString(data.ToJson());
        Assert.Contains("\"erasedOn\": \"2025-07-04\"", json, StringComparison.Ordinal);
        Assert.All(
            (string[])[Phone, "王秀英", "祥和里", "5号楼", "晚饭"],
            gone => Assert.DoesNotContain(gone, json, StringComparison.Ordinal)
        );
    }

    private async Task EraseAllAsync(string phone, string reason = "本人申请")
    {
        var found = await room.FindAsync(phone: phone);
        Assert.NotEmpty(found.Things);
        var done = await room.Erasing.EraseAsync(room.Street, found, found.Things, reason, room.Administrator, Cancel);
        Assert.All(done, d => Assert.Null(d.Wrong));
    }
}
