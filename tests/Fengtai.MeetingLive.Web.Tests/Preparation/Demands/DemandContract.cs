using System.Collections.Immutable;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>What the demand list promises, on whichever store. Each test has a street of its own.</summary>
public abstract partial class DemandContract(IDatabase database) : IAsyncLifetime
{
    private const string Head = "工单编号,来电内容,受理时间,办理状态,一级分类,所属网格,联系电话,诉求人,地址";
    private static readonly string KeyFile = Path.Combine(AppContext.BaseDirectory, "demands.key");
    private readonly string street = "s" + Guid.NewGuid().ToString("N")[..8];
    private DemandRoom room = null!;

    private protected DemandRoom Room => room;

    private protected string Street => street;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // One key for all: the database of the class remembers it.
        room = await DemandRoom.OpenAsync(database, KeyFile + "." + GetType().Name);
        await using var context = room.Store.Create();
        context.Topics.AddRange(
            Topic("停车管理", null, "停车\n车位\n没地停"),
            Topic("错峰停车", "停车管理", "夜里\n晚上\n单位院"),
            Topic("供暖", null, "暖气\n室温")
        );
        await context.SaveChangesAsync(Cancel);

        TopicRow Topic(string name, string? parent, string keywords) =>
            new()
            {
                StreetId = street,
                Name = name,
                Parent = parent,
                Keywords = keywords,
            };
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_file_as_12345_sends_it_is_taken_with_its_title_rows()
    {
        var job = await room.ImportAsync(
            DemandRoom.Utf8(
                "丰台街道2025年上半年接诉即办台账,,,,,,,,",
                "导出时间：2025-07-03,,,,,,,,",
                Head,
                "Ｂ２０２５０００１,\"夜里停车难，\n单位院里空着\",２０２５年６月２７日 14:30,办理中,市容,第12网格,１３８００１３８０００,王秀英,祥和里6号楼2单元301",
                "B20250002,去冬暖气不热,45830,已办结,,第3网格,,,",
                "B20250003,占道,2025/6/12 9:05,需协调,其他,,010-83812345,,",
                "合计,3件,,,,,,,"
            ),
            street
        );

        Assert.Equal((ImportStep.Done, 3, 1), (job.Progress.Step, job.Progress.Added, job.Progress.Passed));
        var page = await PageAsync();
        Assert.Equal(
            [
                ("B20250001", "2025-06-27", DemandList.InProgress, "停车管理", "错峰停车", "接诉即办"),
                ("B20250002", "2025-06-22", DemandList.Resolved, "供暖", null, "接诉即办"),
                ("B20250003", "2025-06-12", DemandList.NeedsCoordination, null, null, "接诉即办"),
            ],
            page.Rows.Select(d => (d.OuterNumber!, $"{d.ReceivedOn:yyyy-MM-dd}", d.List, d.Topic, d.Part, d.Source))
        );
        Assert.Equal("夜里停车难，\n单位院里空着", page.Rows[0].Text);
    }

    [Fact]
    public async Task A_number_that_is_known_is_updated_or_left_alone_and_never_doubled()
    {
        await ImportAsync("A1,夜里停车难,2025-06-27,办理中,,,,,", "A2,暖气不热,2025-06-26,办理中,,,,,");

        var second = await ImportAsync(
            "A1,夜里停车难,2025-06-27,已办结,,,,,",
            "A2,暖气不热,2025-06-26,办理中,,,,,",
            "A3,楼道堆物,2025-06-28,办理中,,,,,"
        );

        Assert.Equal((1, 1, 1), (second.Progress.Added, second.Progress.Updated, second.Progress.Unchanged));
        Assert.Equal(
            [("A3", DemandList.InProgress), ("A1", DemandList.Resolved), ("A2", DemandList.InProgress)],
            (await PageAsync()).Rows.Select(d => (d.OuterNumber!, d.List))
        );
        var third = await ImportAsync("A1,夜里停车难,2025-06-27,已办结,,,,,");
        Assert.Equal((0, 0, 1), (third.Progress.Added, third.Progress.Updated, third.Progress.Unchanged));
        Assert.Equal(3, (await ListsAsync()).Total);
    }

    [Fact]
    public async Task Rows_without_a_number_are_known_by_what_they_say()
    {
        await ImportAsync(",夜里停车难,2025-06-27,,,,,,", ",暖气不热,2025-06-26,,,,,,");

        var again = await ImportAsync(",夜里停车难,2025-06-27,,,,,,", ",夜里停车难,2025-06-28,,,,,,");

        Assert.Equal((1, 1), (again.Progress.Added, again.Progress.Unchanged));
        Assert.Equal(3, (await ListsAsync()).Total);
    }

    [Fact]
    public async Task One_mistake_and_nothing_of_the_file_is_taken()
    {
        var job = await ImportAsync(
            "A1,夜里停车难,2025-06-27,办理中,,,,,",
            "A2,,2025.6.31,已归档吧,,,,,",
            "A3,暖气,2025-06-26,不知道,,,,,",
            "A1,另一件事,2025-06-27,办理中,,,,,",
            "A4,以后的事,2026-01-01,,,,,,",
            "A5,多一格,2025-06-27,,,,,,,多的"
        );

        Assert.Equal(ImportStep.Mistaken, job.Progress.Step);
        Assert.Equal(
            [
                (3, "B", "mistake.required", null, null),
                (3, "C", "mistake.day", "2025.6.31", null),
                (4, "D", "mistake.state", "不知道", null),
                (5, "A", "mistake.number-twice", "A1", "2"),
                (6, "C", "mistake.future", "2026-01-01", "2025-07-04"),
                (7, null, "mistake.cells", "10", "9"),
            ],
            job.Mistakes.Select(m => (m.Row!.Value, m.Letter, m.Code, m.Found, m.Expected))
        );
        Assert.Equal(0, (await ListsAsync()).Total);
        Assert.Equal(0, await StoredAsync());
    }

    [Fact]
    public async Task Forty_wrong_cells_are_forty_mistakes()
    {
        var rows = Enumerable.Range(1, 40).Select(n => $"A{n},事,6月{n}日,,,,,,").ToArray();

        var job = await ImportAsync(rows);

        Assert.Equal(40, job.Progress.MistakeCount);
        Assert.Equal(Enumerable.Range(2, 40), job.Mistakes.Select(m => m.Row!.Value));
    }

    [Fact]
    public async Task A_column_that_stands_twice_or_is_missing_is_named()
    {
        var twice = await room.ImportAsync(
            DemandRoom.Utf8("工单编号,来电内容,受理时间,来电内容", "A1,事,2025-06-27,别的事"),
            street
        );
        Assert.Equal(("mistake.column-twice", "D", "B"), Only(twice));
        var missing = await room.ImportAsync(DemandRoom.Utf8("工单编号,来电内容,网格", "A1,事,1"), street);
        Assert.Equal("mistake.column-missing", Assert.Single(missing.Mistakes).Code);
        var none = await Assert.ThrowsAsync<ImportRefusedException>(() =>
            room.TakeAsync(DemandRoom.Utf8("甲,乙", "1,2"), street)
        );
        Assert.Equal("import.no-heading", none.Code);
        var empty = await room.ImportAsync(DemandRoom.Utf8(Head), street);
        Assert.Equal("mistake.no-rows", Assert.Single(empty.Mistakes).Code);

        static (string, string?, string?) Only(DemandImportJob job)
        {
            var mistake = Assert.Single(job.Mistakes);
            return (mistake.Code, mistake.Letter, mistake.Expected);
        }
    }

    [Fact]
    public async Task The_columns_that_a_person_set_are_remembered_for_the_same_headers()
    {
        byte[] file = DemandRoom.Utf8("号,什么事,哪天,来电内容,受理时间", "A1,夜里停车难,2025-06-27,无关,无关");
        var draft = await room.TakeAsync(file, street);
        Assert.False(draft.Remembered);
        var mapping = new DemandMapping(
            draft
                .Mapping.Headers.SetItem(DemandField.Number, "号")
                .SetItem(DemandField.Text, "什么事")
                .SetItem(DemandField.Received, "哪天")
        );
        await (await room.Imports.BeginAsync(street, draft.Id, mapping, "信访件", DemandRoom.By, Cancel)).Ended;
        Assert.Equal("夜里停车难", (await PageAsync()).Rows.Single().Text);

        var again = await room.TakeAsync(
            DemandRoom.Utf8("什么事,号,哪天,受理时间,来电内容", "暖气,A2,2025-06-27,无关,无关"),
            street
        );

        Assert.True(again.Remembered);
        Assert.Equal("什么事", again.Mapping.Headers[DemandField.Text]);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing_and_the_list_stands_as_it_was()
    {
        await ImportAsync("A1,夜里停车难,2025-06-27,,,,,,");
        var draft = await room.TakeAsync(DemandRoom.Utf8([Head, "A1,改了,2025-06-27,,,,,,", .. Many(3000)]), street);
        DemandImportJob? running = null;
        var job = await room.Imports.BeginAsync(street, draft.Id, draft.Mapping, "接诉即办", DemandRoom.By, Cancel);
        running = job;
        job.Changed += (_, _) =>
        {
            if (running.Progress is { Step: ImportStep.Staging, Staged: > 0 })
                running.Cancel();
        };
        await job.Ended;

        Assert.Equal(ImportStep.Cancelled, job.Progress.Step);
        Assert.Equal("夜里停车难", Assert.Single((await PageAsync()).Rows).Text);
        Assert.Equal(1, await StoredAsync());
        await ImportAsync("A1,又改了,2025-06-27,,,,,,");
        Assert.Equal("又改了", Assert.Single((await PageAsync()).Rows).Text);
    }

    [Fact]
    public async Task What_a_killed_import_staged_is_seen_by_nobody_and_swept_at_the_next_start()
    {
        await ImportAsync("A1,夜里停车难,2025-06-27,,,,,,");
        var number = await room.Sweeping.ClaimAsync(street, "半截.csv", DemandRoom.By, Cancel);
        await using (var context = room.Store.Create())
        {
            var key = await room.Personal.KeyAsync(Cancel);
            var making = new DemandMaking(street, key, new TopicSuggestion([]), new DateOnly(2026, 7, 4));
            var read = new ReadDemand(
                2,
                "A9",
                "没写完的",
                new DateOnly(2025, 6, 30),
                "接诉即办",
                null,
                null,
                DemandList.InProgress,
                null,
                null,
                "",
                "",
                ""
            );
            context.Demands.Add(making.Make(read, making.ContentOf(read), number, known: null));
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal("A1", Assert.Single((await PageAsync()).Rows).OuterNumber);
        room.Clock.Advance(TimeSpan.FromMinutes(2));
        await room.Sweeping.SweepAllAsync(Cancel);

        Assert.Equal(1, await StoredAsync());
        Assert.Equal("A1", Assert.Single((await PageAsync()).Rows).OuterNumber);
        await ImportAsync("A2,新来的,2025-06-30,,,,,,");
        Assert.Equal(2, (await ListsAsync()).Total);
    }

    [Fact]
    public async Task A_second_import_of_the_street_is_told_to_wait_and_another_street_is_not()
    {
        var first = await room.TakeAsync(DemandRoom.Utf8([Head, .. Many(3000)]), street);
        var second = await room.TakeAsync(DemandRoom.Utf8(Head, "B1,事,2025-06-27,,,,,,"), street);
        var job = await room.Imports.BeginAsync(street, first.Id, first.Mapping, "接诉即办", "甲", Cancel);

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() =>
            room.Imports.BeginAsync(street, second.Id, second.Mapping, "接诉即办", "乙", Cancel)
        );
        var elsewhere = await room.ImportAsync(DemandRoom.Utf8(Head, "B1,事,2025-06-27,,,,,,"), street + "x");

        Assert.Equal(("import.busy", "甲"), (refused.Code, refused.Argument));
        Assert.Equal(ImportStep.Done, elsewhere.Progress.Step);
        await job.Ended;
        Assert.Equal(ImportStep.Done, job.Progress.Step);
        // The file that had to wait is still there.
        var after = await room.Imports.BeginAsync(street, second.Id, second.Mapping, "接诉即办", "乙", Cancel);
        await after.Ended;
        Assert.Equal(3001, (await ListsAsync()).Total);
    }

    private static IEnumerable<string> Many(int count) =>
        Enumerable
            .Range(1, count)
            .Select(n => $"M{n},第{n}件 夜里停车难,2025-0{n % 6 + 1}-{n % 28 + 1:00},办理中,,第{n % 12 + 1}网格,,,");

    private protected Task<DemandImportJob> ImportAsync(params string[] rows) =>
        room.ImportAsync(DemandRoom.Utf8([Head, .. rows]), street);

    private protected Task<DemandPage> PageAsync(DemandFilter? filter = null) => room.PageAsync(filter, street);

    private protected Task<ListCounts> ListsAsync() => room.ListsAsync(street);

    private protected async Task<long> IdAsync(string number) =>
        (await PageAsync(new DemandFilter(Text: number))).Rows.Single(d => d.OuterNumber == number).Id;

    /// <summary>Rows in the table, seen or not.</summary>
    private async Task<int> StoredAsync()
    {
        await using var context = room.Store.Create();
        return await context.Demands.CountAsync(d => d.StreetId == street, Cancel);
    }
}

public sealed class SqliteDemandTests(SqliteDatabase database)
    : DemandContract(database),
        IClassFixture<SqliteDatabase>;

public sealed class PostgresDemandTests(PostgresDatabase database)
    : DemandContract(database),
        IClassFixture<PostgresDatabase>;
