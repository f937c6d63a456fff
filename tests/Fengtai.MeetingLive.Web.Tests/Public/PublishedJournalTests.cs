using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Tests.Hub;

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
    public async Task An_answer_with_somebody_s_number_is_withheld_and_the_chain_holds_without_it()
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
            ["asked.1", "answered.1"],
            text.Split('\n')
                .Where(line => line.Contains("\"withheld\"", StringComparison.Ordinal))
                .Select(line => JsonNode.Parse(line)!["type"]!.GetValue<string>())
        );
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync()
    {
        using var browser = new HttpClient { BaseAddress = Host.Address };
        using var answer = await browser.GetAsync(new Uri($"/p/{Script.Code}/journal.jsonl", UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
