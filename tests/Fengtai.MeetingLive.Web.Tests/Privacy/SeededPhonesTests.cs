using System.Diagnostics;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Public;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>
/// More than a hundred phone numbers come in through every door at which people type; none of them stands in clear in any page, frame,
/// file, log, backup or the database itself.
/// </summary>
public sealed class SeededPhonesTests(SeededHost host) : IClassFixture<SeededHost>
{
    private const string Code = SeededDoors.Code;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_a_hundred_numbers_stand_nowhere_in_clear()
    {
        var phones = new SeededPhones();
        var doors = new SeededDoors(host, phones);
        await doors.EnterAllAsync();
        Assert.Equal(SeededPhones.Count, phones.Given);
        // Sealed, not thrown away: whoever handles a demand can still call back.
        Assert.Contains(doors.Sealed, phones.All);

        var looked = new List<(string Where, byte[] Bytes)>();
        looked.AddRange(await PagesAsync(doors));
        looked.AddRange(await FramesAsync(doors));
        looked.AddRange(doors.Scenes.Select((scene, n) => ($"scene {n}", scene)));
        looked.AddRange(doors.Afterwards.Answers);
        looked.AddRange(await FilesAsync(doors));
        looked.AddRange(await VerifiedAsync(looked));
        looked.Add(("log", Encoding.UTF8.GetBytes(host.Logged)));

        // The search would find them: a masked one is there, and the log is not empty.
        Assert.Contains(looked, l => Encoding.UTF8.GetString(l.Bytes).Contains("****", StringComparison.Ordinal));
        Assert.InRange(host.Logged.Length, 10_000, int.MaxValue);
        var leaks = looked
            .Select(l => (l.Where, Found: phones.In(l.Bytes)))
            .Where(l => l.Found.Count > 0)
            .Select(l => $"{l.Where}: {string.Join(' ', l.Found)}")
            .ToArray();
        Assert.True(leaks.Length == 0, string.Join('\n', leaks));
    }

    /// <summary>Every page that anybody opens without signing in, every document, and the staff's pages as they are first sent.</summary>
    private async Task<List<(string, byte[])>> PagesAsync(SeededDoors doors)
    {
        var street = doors.Street.Value;
        var meeting = doors.Meeting;
        string[] addresses =
        [
            "/",
            $"/m/{Code}",
            $"/m/{Code}?lang=en",
            .. meeting.Plan.Deck.Slides.Select(slide => $"/m/{Code}/slide/{slide.Id.Value}"),
            .. meeting.Polls.Values.Where(p => p.Shown).Select(p => $"/m/{Code}/poll/{p.Plan.Id.Value}"),
            $"/screen/{Code}",
            $"/screen/{Code}/scene",
            $"/p/{Code}",
            $"/p/{Code}?lang=en",
            $"/p/{Code}/minutes",
            $"/p/{Code}/minutes.pdf",
            $"/live/{Code}",
            $"/live/{Code}.json",
            "/receipt",
            .. MinutesDocuments.Formats.Select(format => $"/desk/{Code}/minutes.{format}"),
            $"/desk/{Code}/notice.pdf",
            $"/desk/{Code}",
            $"/desk/{Code}/minutes",
            $"/present/{Code}",
            $"/prepare/{street}",
            $"/prepare/{street}/demands",
            $"/prepare/{street}/demands?q=S",
            $"/prepare/{street}/demands/list.xlsx",
            $"/prepare/{street}/demands/list.csv",
            $"/prepare/{street}/visits",
            $"/prepare/{street}/visits.csv",
            $"/prepare/{street}/workbook/export.xlsx",
            $"/admin/{street}/privacy",
            $"/admin/{street}/looks",
            $"/admin/{street}/looks.csv",
            $"/visit/{street}",
            $"/p/{Code}/journal.jsonl",
            .. meeting
                .Rounds.Keys.Where(round => Openings.Of(meeting, round) is not null)
                .Select(round => $"/p/{Code}/openings/rating/{round.Value}.json"),
            .. meeting
                .Polls.Values.Where(p => Openings.Of(meeting, p.Plan.Id) is not null)
                .Select(p => $"/p/{Code}/openings/poll/{p.Plan.Id.Value}.json"),
            $"/track/{street}",
            $"/track/{street}?view=month",
            $"/track/{street}/items.xlsx",
            $"/track/{street}/items.csv",
            $"/track/{street}/items.ics",
            $"/track/{street}/{Code}/{SeededAfterwards.Item}",
            $"/track/{street}/reminders",
            $"/track/{street}/evaluation/{Code}",
            $"/track/{street}/evaluation/{Code}/scores.xlsx",
            "/district",
            "/district/streets.csv",
            "/district/streets.xlsx",
            .. doors.Afterwards.Addresses,
        ];
        using var browser = host.Browser();
        var pages = new List<(string, byte[])>();
        foreach (var address in addresses)
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancel);
            Assert.True(
                answer.IsSuccessStatusCode,
                $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}"
            );
            pages.Add((address, await answer.Content.ReadAsByteArrayAsync(Cancel)));
        }

        foreach (var receipt in doors.Receipts)
        {
            using var answer = await PublicHost.LookUpAsync(browser, receipt);
            pages.Add(("receipt", await answer.Content.ReadAsByteArrayAsync(Cancel)));
        }

        Assert.Contains(
            pages,
            page =>
                page.Item1 == "receipt"
                && Encoding.UTF8.GetString(page.Item2).Contains("****", StringComparison.Ordinal)
        );
        return pages;
    }

    /// <summary>All that a phone and a screen were shown meanwhile, and all there is when they come again.</summary>
    private static async Task<List<(string, byte[])>> FramesAsync(SeededDoors doors)
    {
        var frames = new List<(string, byte[])>();
        foreach (
            var (name, phone, screen) in new[] { ("phone", doors.Listener, false), ("screen", doors.Screen, true) }
        )
        {
            var version = (await phone.JoinAsync(Code, screen: screen)).Version;
            await phone.ShownAsync(patch => patch.IsFull() && patch.Version() >= version);
            Assert.InRange(phone.Seen.Count, 3, int.MaxValue);
            frames.AddRange(phone.Seen.Select(f => ($"{name}'s frame", Encoding.UTF8.GetBytes(f.GetRawText()))));
            await phone.DisposeAsync();
        }

        return frames;
    }

    /// <summary>The published files as somebody checks them who holds nothing else, and what the program says of them.</summary>
    private async Task<List<(string, byte[])>> VerifiedAsync(List<(string Where, byte[] Bytes)> looked)
    {
        var folder = Directory.CreateDirectory(Path.Combine(host.Data, "..", "published"));
        foreach (var (where, bytes) in looked.Where(l => l.Where.StartsWith($"/p/{Code}/", StringComparison.Ordinal)))
        {
            var name = where[$"/p/{Code}/".Length..];
            if (name == "journal.jsonl" || name.StartsWith("openings/", StringComparison.Ordinal))
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name.Replace('/', '-')), bytes, Cancel);
        }

        var said = new List<(string, byte[])>();
        foreach (var language in (string[])["zh", "en"])
        {
            var start = new ProcessStartInfo(
                "dotnet",
                [
                    "exec",
                    Path.Combine(AppContext.BaseDirectory, "Fengtai.MeetingLive.Verify.dll"),
                    folder.FullName,
                    "--lang",
                    language,
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var told = await process.StandardOutput.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.True(process.ExitCode == 0, told);
            said.Add(($"the verifier in {language}", Encoding.UTF8.GetBytes(told)));
        }

        return said;
    }

    /// <summary>The published journal, a backup, and the database's own files as they lie on the disk.</summary>
    private async Task<List<(string, byte[])>> FilesAsync(SeededDoors doors)
    {
        var files = new List<(string, byte[])>();
        var rows = await host.Service<MeetingJournal>().ReadAsync(doors.Meeting.Id, Cancel);
        files.Add(("journal", Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(PublishedJournal.Line)))));
        var backup = Path.Combine(host.Data, "backup.db");
        await Backup.WriteAsync(host.Service<MeetingStore>(), backup, Cancel);
        foreach (var file in Directory.GetFiles(host.Data, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, Cancel);
            files.Add((Path.GetFileName(file), bytes));
        }

        Assert.Contains(files, file => file.Item1 == "backup.db");
        return files;
    }
}
