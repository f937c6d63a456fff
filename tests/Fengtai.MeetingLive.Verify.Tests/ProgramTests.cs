using System.Text;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>The program as somebody runs it who holds nothing but the published files.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly Published published = Published.Meeting1();
    private readonly Folder folder;

    public ProgramTests() => folder = new Folder(published);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_that_holds_is_told_in_plain_figures()
    {
        var ended = await Folder.RunAsync(folder.Path);

        Assert.Equal((0, ""), (ended.Code, ended.Complained));
        Assert.StartsWith("核对通过。", ended.Said, StringComparison.Ordinal);
        Assert.Contains($"记录共{published.Entries}条", ended.Said, StringComparison.Ordinal);
        Assert.Contains(published.Hashes[^1], ended.Said, StringComparison.Ordinal);
        var round = published.Meeting.Rounds[Script.Overall];
        Assert.Contains(
            $"{round.Tally.Total}份全部打开，重新计数为 {string.Join(' ', round.Tally.Counts)}",
            ended.Said,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("未重新计数", ended.Said, StringComparison.Ordinal);
        // Two questions' receipts are not published.
        Assert.Contains("其中2条内容未公布", ended.Said, StringComparison.Ordinal);
        // Nobody may believe that more was proven than was.
        Assert.Contains("没有给出指纹", ended.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_as_it_is_printed_in_groups_of_four_is_found()
    {
        var printed = string.Join(
            ' ',
            published.Hashes[40][..16].ToUpperInvariant().Chunk(4).Select(four => new string(four))
        );

        var quoted = await Folder.RunAsync(folder.Journal, "--head", printed);
        var bare = await Folder.RunAsync([folder.Journal, "--head", .. printed.Split(' '), "--at", "41"]);
        var last = await Folder.RunAsync(folder.Journal, "--head", published.Hashes[^1]);

        Assert.Contains(
            $"到该条为止与当时所印一致。其后{published.Entries - 41}条",
            quoted.Said,
            StringComparison.Ordinal
        );
        Assert.Equal((0, quoted.Said), (bare.Code, bare.Said));
        Assert.Contains("整份记录与当时所印一致", last.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("没有给出指纹", last.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_broken_entry_is_named_with_its_reason_and_nothing_after_it()
    {
        var lines = published.Lines.ToArray();
        lines[30] = lines[30].Replace("\"hash\":\"", "\"hash\":\"0", StringComparison.Ordinal);
        folder.Write("FT2025-journal.jsonl", Published.Text(lines.Where((_, i) => i != 50)));

        var ended = await Folder.RunAsync(folder.Journal);
        var english = await Folder.RunAsync(folder.Journal, "--lang", "en");

        Assert.Equal((1, ""), (ended.Code, ended.Complained));
        Assert.Equal(
            ["核对不通过。", "FT2025-journal.jsonl，第31条：", "校验值与内容不符：这一条改动过。"],
            ended.Said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Equal(1, english.Code);
        Assert.Contains("entry 31", english.Said, StringComparison.Ordinal);
        Assert.DoesNotContain((IEnumerable<char>)english.Said, letter => letter is >= '一' and <= '鿿');
    }

    [Fact]
    public async Task A_record_that_was_cut_or_rewritten_as_a_whole_is_told_by_the_noted_hash_only()
    {
        var left = published.Entries - 5;
        var end = Web.Journal.PublishedJournal.EndLine(left, published.Hashes[left - 1]);
        folder.Write("cut.jsonl", Published.Text(published.Lines[..left].Append(end)));

        var trusting = await Folder.RunAsync(folder.At("cut.jsonl"));
        var careful = await Folder.RunAsync(folder.At("cut.jsonl"), "--head", published.Hashes[^1][..16]);
        var exact = await Folder.RunAsync(
            folder.At("cut.jsonl"),
            "--head",
            published.Hashes[^1],
            "--at",
            $"{published.Entries}"
        );

        Assert.Equal(0, trusting.Code);
        Assert.Contains("截去末尾重写结尾，这里看不出来", trusting.Said, StringComparison.Ordinal);
        Assert.Equal((1, 1), (careful.Code, exact.Code));
        Assert.Contains("末尾被截去", exact.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_phone_kept_is_found_among_the_openings_and_another_score_is_not()
    {
        var rating = published.Meeting.Rounds[Script.Overall].Latest[Script.Resident(4).Id];
        var ballot = published.Meeting.Polls[Script.Order].Latest[Script.Resident(2).Id];
        var other = rating.Score == 5 ? 4 : 5;
        var first = published.Meeting.Rounds[Script.Overall].Latest[Script.Resident(1).Id];

        var counted = await Folder.RunAsync(
            folder.Path,
            "--proof",
            $"{rating.Salt}:overall:{rating.Score}",
            "--proof",
            $"{ballot.Salt}:order:shop,west"
        );
        var changed = await Folder.RunAsync(folder.Path, "--proof", $"{rating.Salt}:overall:{other}");
        var wrong = await Folder.RunAsync(folder.Path, "--proof", $"{first.Salt[..31]}0:overall:5");

        Assert.Equal(0, counted.Code);
        Assert.Contains(
            $"凭据（overall，{rating.Score}）：在明细之中，已计入。",
            counted.Said,
            StringComparison.Ordinal
        );
        Assert.Contains("凭据（order，shop,west）：在明细之中，已计入。", counted.Said, StringComparison.Ordinal);
        Assert.Equal(1, changed.Code);
        Assert.Contains("凭据不在 overall 的明细之中", changed.Said, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Code);
    }

    [Fact]
    public async Task Without_its_openings_a_round_is_said_not_to_have_been_counted_again()
    {
        var ended = await Folder.RunAsync(
            folder.Journal,
            "--openings",
            folder.At("rating-overall.json"),
            folder.At("poll-site.json")
        );

        Assert.Equal(0, ended.Code);
        Assert.Contains("（overall）：12份全部打开", ended.Said, StringComparison.Ordinal);
        Assert.Contains("（site）：12份全部打开", ended.Said, StringComparison.Ordinal);
        Assert.Contains("（conduct）：记录为12份", ended.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openings_of_another_meeting_or_that_are_none_are_refused()
    {
        var other = JsonNode.Parse(published.Openings[0].Bytes)!;
        other["meeting"] = "FT2026";
        folder.Write("other.json", Encoding.UTF8.GetBytes(other.ToJsonString()));

        var foreign = await Folder.RunAsync(folder.Journal, "--openings", folder.At("other.json"));
        var none = await Folder.RunAsync(folder.Journal, "--openings", folder.At("record.json"));

        Assert.Equal((1, 1), (foreign.Code, none.Code));
        Assert.Contains("FT2026", foreign.Said, StringComparison.Ordinal);
        Assert.Contains("不是明细", none.Said, StringComparison.Ordinal);
    }

    public static TheoryData<string, string[]> WrongWords =>
        new()
        {
            { "没有给出会议记录", ["--lang", "zh"] },
            { "没有选项 --heads", ["{journal}", "--heads", "x"] },
            { "--head 后面缺内容", ["{journal}", "--head"] },
            { "16位或64位", ["{journal}", "--head", "12345"] },
            { "--at 要跟在", ["{journal}", "--at", "5"] },
            { "--at 要跟在", ["{journal}", "--head", "0123456789abcdef", "--at", "-1"] },
            { "盐:编号:分值", ["{journal}", "--proof", "salt"] },
            { "overall 的明细", ["{journal}", "--proof", "salt:overall:5"] },
            { "一次只核对一份", ["{journal}", "{journal}"] },
            { "文件读不出", ["/nowhere/none.jsonl"] },
            { "语言写 zh 或 en", ["{journal}", "--lang", "fr"] },
        };

    [Theory]
    [MemberData(nameof(WrongWords))]
    public void Wrong_words_and_missing_files_are_told_in_a_sentence(string sentence, string[] words)
    {
        using var said = new StringWriter();
        using var complained = new StringWriter();

        var code = Terminal.Run(
            [.. words.Select(word => word.Replace("{journal}", folder.Journal, StringComparison.Ordinal))],
            said,
            complained
        );

        Assert.Equal((2, ""), (code, said.ToString()));
        Assert.Contains(sentence, complained.ToString(), StringComparison.Ordinal);
    }
}
