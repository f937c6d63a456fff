using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The journal as anyone may fetch it once the meeting is closed.</summary>
public sealed class PublishedJournalTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task Before_the_closing_it_is_not_there_and_a_reader_is_told_when()
    {
        var (status, text) = await GetAsync();

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(
            "会议结束后公开",
            text.Replace("<span class=\"c\">", "", StringComparison.Ordinal)
                .Replace("</span>", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_is_the_same_text_as_the_terminal_writes_and_its_last_line_says_where_it_ends()
    {
        await Host.DoAsync(Script, Script.Rate(1, 4), Script.Close());
        var rows = await Host.ReadAsync(Script);

        var (status, text) = await GetAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        var lines = text.Split('\n');
        Assert.Equal(rows.Select(PublishedJournal.Line), lines[..^2]);
        Assert.Equal($$"""{"entries":{{rows.Count}},"head":"{{rows[^1].Hash}}"}""", lines[^2]);
        Assert.Equal("", lines[^1]);
        using var terminal = new MemoryStream();
        await PublishedJournal.WriteAsync(
            terminal,
            Host.Journal.StreamAsync(Script.Meeting, long.MaxValue, Cancel),
            Cancel
        );
        Assert.Equal(text, Encoding.UTF8.GetString(terminal.ToArray()));
    }

    [Fact]
    public async Task What_a_resident_sent_is_withheld_a_number_is_nowhere_and_the_chain_holds_without_them()
    {
        var ask = Script.Ask(1);
        await Host.DoAsync(
            Script,
            ask,
            Script.Approve(ask.Question),
            Script.Stage(ask.Question),
            Script.Answer(ask.Question) with
            {
                Gist = "请打13800001234找王师傅。",
            },
            Script.Close()
        );
        var rows = await Host.ReadAsync(Script);

        var (_, text) = await GetAsync();

        Assert.DoesNotContain("13800001234", text, StringComparison.Ordinal);
        var previous = Recorded.Genesis;
        foreach (var (line, row) in text.Split('\n').Zip(rows))
        {
            var entry = JsonNode.Parse(line)!;
            var body = entry["withheld"]?.GetValue<string>() ?? Seals.Of(entry["body"]!.GetValue<string>());
            previous = Seals.Of(previous, $"{row.Version}", row.Type, $"{row.At}", body);
            Assert.Equal(row.Hash, previous);
        }

        // A question's receipt could be searched by its hash, and would show words that were not approved.
        Assert.Equal(
            ["asked.1"],
            text.Split('\n')
                .Where(line => line.Contains("\"withheld\"", StringComparison.Ordinal))
                .Select(line => JsonNode.Parse(line)!["type"]!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("请打13800001234找王师傅。", true)]
    [InlineData("请打138****1234找王师傅。", false)]
    public void A_number_that_was_kept_before_numbers_were_masked_is_withheld(string gist, bool withheld)
    {
        var body = new JsonObject { ["gist"] = gist }.ToJsonString(EventJson.Options);
        var row = new JournalRow
        {
            MeetingId = Script.Meeting.Value,
            Version = 7,
            Type = "answered.1",
            At = 0,
            Body = body,
            Hash = Seals.Of(body),
            Batch = "b",
        };

        var line = JsonNode.Parse(PublishedJournal.Line(row))!;

        Assert.Equal(withheld ? Seals.Of(body) : null, line["withheld"]?.GetValue<string>());
        Assert.Equal(withheld ? null : body, line["body"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_fingerprints_of_closing_scene_result_page_and_minutes_are_of_the_entry_that_they_name()
    {
        await Host.DoAsync(Script, Script.Rate(1, 4), Script.Close());
        var rows = await Host.ReadAsync(Script);
        var head = rows[^1].Hash;
        var printed = string.Join(' ', head[..16].ToUpperInvariant().Chunk(4).Select(four => new string(four)));

        var (_, scene) = await GetAsync($"/screen/{Script.Code}/scene");
        var (_, page) = await GetAsync($"/p/{Script.Code}");
        var minutes = Minutes.From(
            (await Host.SessionAsync(Script)).Recorded.Meeting,
            (await Host.SessionAsync(Script)).Recorded.Head
        );

        Assert.Contains($"记录第{rows.Count}条指纹 <b class=\"code\">{printed}</b>", scene, StringComparison.Ordinal);
        Assert.Contains($"<span class=\"code\">{printed}</span>", page, StringComparison.Ordinal);
        Assert.Contains($"--at {rows.Count}", page, StringComparison.Ordinal);
        Assert.Equal((rows.Count, head), (minutes.Version, minutes.Hash));
    }

    [Fact]
    public async Task The_result_page_leads_to_the_record_and_to_the_openings_of_what_is_closed_and_shown()
    {
        await Host.DoAsync(
            Script,
            Script.Rate(1, 4),
            Script.OpenPoll(),
            Script.ClosePoll(),
            Script.OpenPoll(Script.Order)
        );
        Assert.DoesNotContain("journal.jsonl", (await GetAsync($"/p/{Script.Code}")).Text, StringComparison.Ordinal);
        await Host.DoAsync(Script, Script.Close(), Script.ShowPoll(false));

        var (_, page) = await GetAsync($"/p/{Script.Code}");

        string[] there = ["journal.jsonl", "openings/rating/overall.json", "openings/poll/order.json"];
        foreach (var path in there)
        {
            Assert.Contains($"href=\"/p/{Script.Code}/{path}\"", page, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/p/{Script.Code}/{path}")).Status);
        }

        Assert.DoesNotContain("openings/poll/site.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("openings/rating/conduct.json", page, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(string? path = null)
    {
        using var browser = new HttpClient { BaseAddress = Host.Address };
        using var answer = await browser.GetAsync(
            new Uri(path ?? $"/p/{Script.Code}/journal.jsonl", UriKind.Relative),
            Cancel
        );
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
