using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Privacy;
using Calendar = Ical.Net.Calendar;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>
/// More than two hundred hostile texts are asked, and go through a meeting to its end: what may stand is shown as it was
/// typed and does nothing on phone, screen, page, PDF, table and calendar; what may not is refused in words.
/// </summary>
public sealed class HostileWordsTests(SeededHost host) : IClassFixture<SeededHost>
{
    private const string Code = "FT2025";
    private const int PerPhone = 6;

    private int ids;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MeetingSession Session { get; set; } = null!;

    private Meeting Meeting => Session.Current;

    [Fact]
    public async Task Whatever_is_typed_is_shown_as_it_is_and_does_nothing()
    {
        Assert.InRange(HostileWords.All.Length, 200, 400);
        Session = (await host.Service<MeetingSessions>().FindAsync(Code, Cancel))!.Session;
        var taken = await AskAllAsync();
        await PlayAsync(taken);

        var pages = new List<(string Where, string Text)>();
        string[] addresses =
        [
            $"/m/{Code}",
            $"/m/{Code}?lang=en",
            $"/live/{Code}",
            $"/p/{Code}?all=1",
            $"/screen/{Code}/scene",
        ];
        foreach (var address in addresses)
            pages.Add((address, Harmless.TextOf(address, await GetAsync(address))));
        var result = pages.Single(page => page.Where.StartsWith("/p/", StringComparison.Ordinal)).Text;
        Assert.All(taken, text => Assert.Contains(Harmless.Bare(text), result, StringComparison.Ordinal));
        using var live = JsonDocument.Parse(await GetAsync($"/live/{Code}.json"));
        Assert.Equal(JsonValueKind.Object, live.RootElement.ValueKind);

        await TablesAsync();
        await CalendarAsync();
        await PdfAsync();
        // Nobody's words are in the log, so none can break a line of it.
        Assert.InRange(host.Logged.Length, 10_000, int.MaxValue);
        Assert.All(
            HostileWords.All.Where(text => text.Length >= 10),
            text => Assert.DoesNotContain(text, host.Logged, StringComparison.Ordinal)
        );
        Assert.DoesNotContain('\u001b', host.Logged);
    }

    /// <summary>From phones, each a few; those that are refused are told why.</summary>
    private async Task<List<string>> AskAllAsync()
    {
        var taken = new List<string>();
        foreach (var few in HostileWords.All.Chunk(PerPhone))
        {
            await using var phone = await Phone.ConnectAsync(host.Address, HubHost.NewDevice(host.App).Cookie);
            await phone.JoinAsync(Code);
            for (var n = 0; n < few.Length; n++)
            {
                var reply = await phone.AskAsync($"hostile-{n}", few[n]);
                var tidy = Core.Words.Kept(few[n]);
                Assert.True(
                    reply.Ok == (Core.Words.Check(tidy) is null),
                    $"{JsonSerializer.Serialize(few[n])}: {reply.Code} {reply.Message}"
                );
                if (reply.Ok)
                    taken.Add(tidy);
                else
                    Assert.False(string.IsNullOrEmpty(reply.Message), reply.Code);
            }
        }

        Assert.InRange(taken.Count, 150, HostileWords.All.Length - 20);
        return taken;
    }

    /// <summary>Each is approved; most are put on stage and answered with words as bad, some become commitments.</summary>
    private async Task PlayAsync(List<string> taken)
    {
        if (Meeting.Stage is { Question: var before })
            await DoAsync((id, by, at) => new Answer(id, by, at, before, "会后办。"));
        var due = Meeting.Plan.Date.AddDays(60);
        var shown = 0;
        foreach (
            var question in Meeting
                .Questions.Values.Where(q => q.State == QuestionState.Waiting && taken.Contains(q.Text!))
                .OrderBy(q => q.Number)
                .ToArray()
        )
        {
            await DoAsync((id, by, at) => new Approve(id, by, at, question.Id));
            var text = question.Text!;
            if (Core.Words.Length(text) > 20 || text.Contains('\n'))
            {
                if (shown++ % 5 == 0)
                {
                    await DoAsync((id, by, at) => new PutOnStage(id, by, at, question.Id));
                    var scene = Harmless.TextOf("scene", await GetAsync($"/screen/{Code}/scene"));
                    Assert.Contains(Harmless.Bare(text)[..1], scene, StringComparison.Ordinal);
                }

                await DoAsync((id, by, at) => new Answer(id, by, at, question.Id, text));
                continue;
            }

            await DoAsync(
                (id, by, at) =>
                    new HandOver(
                        id,
                        by,
                        at,
                        question.Id,
                        new CommitmentId($"hostile-{ids}"),
                        new Promise(text, text, text, text, due, [new Milestone(due.AddDays(-9), text)])
                    )
            );
        }

        await DoAsync((id, by, at) => new CloseMeeting(id, by, at));
    }

    private async Task TablesAsync()
    {
        var csv = Encoding.UTF8.GetString(await BytesAsync($"/desk/{Code}/minutes.csv"));
        using var rows = CsvReader.FromText(
            csv.TrimStart('\ufeff'),
            new CsvReaderOptions { Separator = ',', HasHeader = false }
        );
        while (rows.Read())
        {
            Assert.All(
                rows.Current.ToArray(),
                cell => Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0]), cell)
            );
        }

        using var xlsx = new MemoryStream(await BytesAsync($"/desk/{Code}/minutes.xlsx"));
        using var workbook = SpreadsheetDocument.Open(xlsx, isEditable: false);
        foreach (var sheet in workbook.WorkbookPart!.WorksheetParts)
        {
            Assert.Empty(sheet.Worksheet!.Descendants<CellFormula>());
            Assert.Empty(sheet.HyperlinkRelationships);
        }
    }

    private async Task CalendarAsync()
    {
        var calendar = Calendar.Load(Encoding.UTF8.GetString(await BytesAsync($"/desk/{Code}/minutes.ics")))!;

        var due = Meeting.Timetable.Values.Sum(c => 1 + c.Milestones.Length);
        Assert.Equal(due, calendar.Events.Count);
        Assert.All(calendar.Events, e => Assert.Empty(e.Attendees));
    }

    private async Task PdfAsync()
    {
        var bytes = await BytesAsync($"/desk/{Code}/minutes.pdf");
        var raw = Encoding.Latin1.GetString(bytes);
        Assert.DoesNotContain("/JavaScript", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/Launch", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", raw, StringComparison.Ordinal);
        var file = Path.Combine(Path.GetTempPath(), $"hostile-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        try
        {
            using var reading = Process.Start(
                new ProcessStartInfo("pdftotext", [file, "-"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            var text = await reading.StandardOutput.ReadToEndAsync(Cancel);
            Assert.Equal("", await reading.StandardError.ReadToEndAsync(Cancel));
            Assert.Contains("alert(1)", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<string> GetAsync(string address) => Encoding.UTF8.GetString(await BytesAsync(address));

    private async Task<byte[]> BytesAsync(string address)
    {
        using var browser = host.Browser();
        return await browser.GetByteArrayAsync(new Uri(address, UriKind.Relative), Cancel);
    }

    private async Task DoAsync(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        var made = command(new CommandId($"hostile-{ids++}"), Actor.System(Meeting.Plan.Street), DateTimeOffset.UtcNow);
        var outcome = await Session.ExecuteAsync(made, Cancel);
        Assert.True(outcome is Outcome.Done, $"{made}: {outcome}");
    }
}
