using System.Net;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Ical.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>The board's files, fetched from the whole host, opened and read.</summary>
public sealed class TrackExportTests : IAsyncLifetime
{
    private readonly SqliteDatabase database = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 10, 15, 2, 0, 0, TimeSpan.Zero));
    private readonly Script script = new();
    private WebApplication app = null!;
    private HttpClient http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await StartAsync(demo: true);
        var session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
        var announce = script.Announce();
        var lamp = announce.Plan.Commitments[0];
        var plan = announce.Plan with
        {
            Commitments =
            [
                lamp with
                {
                    Deadline = new DateOnly(2025, 10, 10),
                    Title = "=1+1",
                },
                lamp with
                {
                    Id = new("other"),
                    Title = "公交站台",
                    Unit = "别的单位",
                },
            ],
        };
        foreach (var command in (MeetingCommand[])[announce with { Plan = plan }, script.Open()])
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task A_workbook_has_what_the_filter_leaves_with_dates_as_dates()
    {
        using var answer = await http.GetAsync("/track/wangzuo/items.xlsx?state=overdue", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var stream = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancel));
        using var file = XlsxFile.Open(stream, new XlsxLimits());
        Assert.Equal("责任清单", Assert.Single(file.Sheets()).Name);
        var rows = file.Rows("责任清单").ToArray();
        Assert.Equal(["状态", "逾期天数", "事项"], rows[0].Cells.Take(3).Select(c => c.Text));
        Assert.Equal(2, rows.Length);
        Assert.Equal(("逾期5天", "=1+1"), (rows[1][1].Text, rows[1][3].Text));
        Assert.Equal((XlsxKind.Number, XlsxKind.Text), (rows[1][2].Kind, rows[1][3].Kind));
        Assert.Equal((XlsxKind.Date, new DateTime(2025, 10, 10)), (rows[1][12].Kind, rows[1][12].Moment));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains(
            Uri.EscapeDataString("责任清单20251015.xlsx"),
            answer.Content.Headers.ContentDisposition!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_table_of_text_has_a_row_an_item_and_runs_no_formula()
    {
        var bytes = await http.GetByteArrayAsync("/track/wangzuo/items.csv", Cancel);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).TrimEnd().Split("\r\n");

        Assert.StartsWith("状态,逾期天数,事项,最近进展,逾期原因,牵头领导,责任单位", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("逾期5天,5,\"'=1+1\",,,王镇长,镇城建办,赵科长", lines[1], StringComparison.Ordinal);
        Assert.Contains(",2025-10-10,0,1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("推进中,,公交站台", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);

        var filtered = await http.GetStringAsync(
            "/track/wangzuo/items.csv?unit=" + Uri.EscapeDataString("别的单位"),
            Cancel
        );
        Assert.Equal(2, filtered.TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task A_calendar_has_deadlines_and_milestones_as_whole_days_with_the_minutes_ids()
    {
        var calendar = Calendar.Load(await http.GetStringAsync("/track/wangzuo/items.ics?state=overdue", Cancel))!;

        var days = calendar.Events.OrderBy(e => e.Start!.Value).ToArray();
        Assert.Equal(["完成勘察（=1+1）", "逾期：=1+1"], days.Select(e => e.Summary));
        Assert.Equal(new DateTime(2025, 10, 10), days[1].Start!.Value);
        Assert.Equal($"before-{script.Code}@{script.Meeting}.meetinglive", days[1].Uid);
        Assert.Contains("责任单位：镇城建办", days[1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_the_door()
    {
        await app.StopAsync(Cancel);
        await app.DisposeAsync();
        http.Dispose();
        await StartAsync(demo: false);

        foreach (var address in new[] { "/track", "/track/wangzuo", "/track/wangzuo/items.csv" })
        {
            using var answer = await http.GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            // There is no account yet.
            Assert.Equal("/setup", answer.Headers.Location!.ToString());
        }
    }

    private async Task StartAsync(bool demo)
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Demo:Enabled={demo}",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--urls=http://127.0.0.1:0",
        ]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        app = MeetingHost.Build(builder);
        await app.Services.GetRequiredService<MeetingStore>().PrepareAsync(Cancel);
        await app.StartAsync(Cancel);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
        http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
    }
}
