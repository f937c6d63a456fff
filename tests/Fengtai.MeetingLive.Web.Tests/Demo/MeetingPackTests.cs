using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Demo;

/// <summary>Each test spoils a copy of the demo's pack in one way and reads it.</summary>
public sealed class MeetingPackTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pack-").FullName;

    public MeetingPackTests() => TestPack.CopyTo(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_table_in_GB18030_reads_as_in_UTF_8()
    {
        var utf8 = DemoPlayTests.DemoPack();
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var path = Path.Combine(folder, "questions.csv");
        File.WriteAllBytes(path, gb.GetBytes(File.ReadAllText(path)));

        var read = Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder)).Pack;

        Assert.Equal(utf8.Questions.Select(q => q.Text), read.Questions.Select(q => q.Text), StringComparer.Ordinal);
    }

    [Fact]
    public void A_quoted_field_with_line_breaks_is_one_field()
    {
        var pipes = DemoPlayTests.DemoPack().Plan.Commitments.Single(commitment => commitment.Id.Value == "pipes");

        Assert.Equal(
            [(new DateOnly(2025, 8, 20), "查完一半管段", true), (new DateOnly(2025, 10, 20), "查完其余管段", false)],
            pipes.Milestones.Take(2).Select(milestone => (milestone.Date, milestone.Text, milestone.Done))
        );
    }

    [Fact]
    public void A_poll_s_mistakes_are_named_where_they_are()
    {
        Change(
            "meeting.json",
            json =>
            {
                var poll = json["polls"]![1]!;
                poll["kind"] = "many";
                poll["question"] = "";
                poll["proposals"]![1]!["id"] = "units";
                json["polls"]![0]!["id"] = "parking";
                json["polls"]![0]!["most"] = 2;
            }
        );

        var found = Mistakes().Select(mistake => (mistake.File, mistake.Place, mistake.Code)).ToList();

        Assert.Contains(("meeting.json", "polls[1].kind", PackCode.Choice), found);
        Assert.Contains(("meeting.json", "polls[1].question", PackCode.Required), found);
        Assert.Contains(("meeting.json", "polls[1].proposals[1].id", PackCode.Twice), found);
        Assert.Contains(("meeting.json", "polls[1].id", PackCode.Twice), found);
        Assert.Contains(("meeting.json", "polls[0].most", PackCode.Range), found);
    }

    [Fact]
    public void More_places_than_proposals_and_a_vote_for_none_of_them_are_mistakes()
    {
        Change("meeting.json", json => json["polls"]![1]!["most"] = 6);
        var path = Path.Combine(folder, "votes.csv");
        File.WriteAllText(
            path,
            File.ReadAllText(path)
                .Replace("station,yard,58", "station,moon,58", StringComparison.Ordinal)
                .Replace("parking,units,46", "nowhere,units,46", StringComparison.Ordinal)
        );

        var found = Mistakes().Select(mistake => (mistake.File, mistake.Place, mistake.Code)).ToList();

        Assert.Contains(("meeting.json", "polls[1].most", PackCode.Range), found);
        Assert.Contains(("votes.csv", "3:proposal", PackCode.ProposalUnknown), found);
        Assert.Contains(("votes.csv", "6:poll", PackCode.PollUnknown), found);
    }

    [Fact]
    public void What_the_minutes_begin_with_and_the_baseline_are_read_with_their_mistakes_or_left_out()
    {
        Change(
            "meeting.json",
            json =>
            {
                json["minutes"]!["attending"]![1] = new string('长', 61);
                json["baseline"]!["rows"]![1]!["topic"] = "停车管理";
                json["baseline"]!["rows"]![2]!["resolved"] = -1;
                json["baseline"]!["source"] = "";
            }
        );
        var found = Mistakes().Select(mistake => (mistake.Place, mistake.Code)).ToList();
        Assert.Contains(("minutes.attending[1]", PackCode.TooLong), found);
        Assert.Contains(("baseline.rows[1].topic", PackCode.Twice), found);
        Assert.Contains(("baseline.rows[2].resolved", PackCode.Range), found);
        Assert.Contains(("baseline.source", PackCode.Required), found);

        Change(
            "meeting.json",
            json =>
            {
                ((JsonObject)json).Remove("minutes");
                ((JsonObject)json).Remove("baseline");
            }
        );
        var plan = Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder)).Pack.Plan;
        Assert.Null(plan.Minutes);
        Assert.Null(plan.Baseline);
    }

    [Fact]
    public void A_pack_without_polls_is_sound()
    {
        Change("meeting.json", json => ((JsonObject)json).Remove("polls"));
        File.Delete(Path.Combine(folder, "votes.csv"));

        var pack = Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder)).Pack;

        Assert.Empty(pack.Plan.Polls!.Value);
        Assert.Empty(pack.Votes);
    }

    [Fact]
    public void All_mistakes_are_told_in_one_go()
    {
        Change("meeting.json", json => json["code"] = "ft2025");
        Change("slides.json", json => json["slides"]![1]!["source"] = " ");
        Replace("commitments.csv", "停车专员", "停车专员", "2025-10-10,未启动", "10月10日,未启动");
        File.Delete(Path.Combine(folder, "plans.json"));

        var codes = Mistakes().Select(mistake => (mistake.File, mistake.Place, mistake.Code)).ToList();

        Assert.Contains(("meeting.json", "code", PackCode.CodeShape), codes);
        Assert.Contains(("slides.json", "slides[1].source", PackCode.Required), codes);
        Assert.Contains(("commitments.csv", "5:deadline", PackCode.DateShape), codes);
        Assert.Contains(("plans.json", "", PackCode.FileMissing), codes);
    }

    public static TheoryData<string, string, string, string, string> Spoilt =>
        new()
        {
            { "meeting.json", "venues[1].code", "\"FT2025\"", "venues[1].code", PackCode.Twice },
            { "meeting.json", "date", "\"25 August\"", "date", PackCode.DateShape },
            { "meeting.json", "agenda[0].startsAt", "\"2pm\"", "agenda[0].startsAt", PackCode.TimeShape },
            { "meeting.json", "rounds[1].id", "\"half-year\"", "rounds[1].id", PackCode.Twice },
            { "meeting.json", "rounds[1].subject", "\"other\"", "rounds[1].subject", PackCode.Choice },
            { "meeting.json", "entry", "\"invited\"", "entry", PackCode.Choice },
            { "meeting.json", "scale", "\"district\"", "scale", PackCode.Choice },
            { "meeting.json", "scale", "\"community\"", "heldBy", PackCode.Required },
            { "meeting.json", "tittle", "\"x\"", "tittle", PackCode.Unknown },
            { "meeting.json", "title", "\"报告\u202e会\"", "title", PackCode.ForbiddenCharacters },
            { "meeting.json", "title", "7", "title", PackCode.Kind },
            { "meeting.json", "code", "\"FT2026\"", "venues", PackCode.VenueOfCode },
            { "slides.json", "slides[0].period", "null", "slides[0].period", PackCode.Required },
            { "slides.json", "slides[0].content.figures", "[]", "slides[0].content.figures", PackCode.Count },
            { "slides.json", "slides[0].content.kind", "\"pie\"", "slides[0].content.kind", PackCode.Choice },
            {
                "slides.json",
                "slides[2].content.bars[0].values",
                "[1,2]",
                "slides[2].content.bars[0].values",
                PackCode.AsManyAs
            },
            {
                "slides.json",
                "slides[3].content.points",
                "[\"1月\",\"2月\"]",
                "slides[3].content.series[0].values",
                PackCode.AsManyAs
            },
            { "slides.json", "slides[8].content.rows[0]", "[\"a\"]", "slides[8].content.rows[0]", PackCode.AsManyAs },
            { "slides.json", "slides[1].id", "\"tourism\"", "slides[1].id", PackCode.Twice },
            {
                "slides.json",
                "slides[1].content.bars[0].value",
                "-1",
                "slides[1].content.bars[0].value",
                PackCode.Range
            },
            { "plans.json", "plans[0].topic", "\"天气\"", "plans[0].topic", PackCode.TopicUnknown },
            { "plans.json", "plans[0].part", "\"助餐\"", "plans[0].part", PackCode.TopicUnknown },
            { "plans.json", "plans[0].unit", "\"某办\"", "plans[0].unit", PackCode.UnitUnknown },
            { "plans.json", "plans[0].lead", "\"某人\"", "plans[0].lead", PackCode.LeadUnknown },
            { "plans.json", "plans[0].owner", "\"某人\"", "plans[0].owner", PackCode.OwnerUnknown },
            {
                "plans.json",
                "plans[0].deadline",
                "\"2025-08-24\"",
                "plans[0].deadline",
                PackCode.DeadlineBeforeMeeting
            },
            {
                "plans.json",
                "plans[0].milestones[2].date",
                "\"2025-11-01\"",
                "plans[0].milestones[2].date",
                PackCode.MilestoneAfterDeadline
            },
        };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_mistake_in_JSON_is_named_by_its_place(
        string file,
        string where,
        string value,
        string place,
        string code
    )
    {
        Change(file, json => Set(json, where, JsonNode.Parse(value)));

        Assert.Contains((file, place, code), Mistakes().Select(m => (m.File, m.Place, m.Code)));
    }

    [Theory]
    [InlineData("commitments.csv", "是", "大概", "3:sample", PackCode.Choice)]
    [InlineData("commitments.csv", "pipes", "water", "3:id", PackCode.Twice)]
    [InlineData("commitments.csv", "综合保障办", "某办", "2:unit", PackCode.UnitUnknown)]
    [InlineData("commitments.csv", "2025-10-20 查", "十月 查", "3:milestones", PackCode.MilestoneShape)]
    [InlineData("commitments.csv", "2025-10-31 主", "2026-10-31 主", "2:milestones", PackCode.MilestoneAfterDeadline)]
    [InlineData("commitments.csv", "2025-12-31,推", "2025-08-01,推", "2:deadline", PackCode.DeadlineBeforeMeeting)]
    [InlineData("commitments.csv", "责任人", "经办人", "1", PackCode.ColumnMissing)]
    [InlineData("commitments.csv", "责任人", "经办人", "1:经办人", PackCode.ColumnUnknown)]
    [InlineData("questions.csv", "小区晚上停车位太少，", "小区晚上停车位太少,", "8", PackCode.RowFields)]
    [InlineData("questions.csv", "错峰停车", "天气", "8:topic", PackCode.TopicUnknown)]
    [InlineData("questions.csv", "63,待上台", "63,台上", "9:state", PackCode.StageTwice)]
    [InlineData("questions.csv", "63,待上台", "63,待审", "9:supports", PackCode.SupportsWaiting)]
    [InlineData("questions.csv", "63,待上台", "许多,待上台", "9:supports", PackCode.Range)]
    [InlineData("questions.csv", "噪声,上班族,9,待上台", "噪声,上班族,9,已转办", "15:gist", PackCode.NoEnd)]
    [InlineData("questions.csv", "q05", "q 05", "6:id", PackCode.IdShape)]
    public void A_mistake_in_a_table_is_named_by_row_and_column(
        string file,
        string old,
        string spoilt,
        string place,
        string code
    )
    {
        Replace(file, old, spoilt);

        Assert.Contains((file, place, code), Mistakes().Select(m => (m.File, m.Place, m.Code)));
    }

    [Fact]
    public void An_item_of_the_wrong_kind_is_told_once_and_the_others_keep_their_places()
    {
        Change("meeting.json", json => Set(json, "venues[0]", JsonValue.Create(7)));
        Change("meeting.json", json => Set(json, "venues[2].id", JsonValue.Create("sub-1")));
        Change("meeting.json", json => json["leads"] = 7);

        Assert.Equal(
            ["venues[0]", "venues[2].id", "leads", "venues"],
            Mistakes().Where(m => m.File == "meeting.json").Select(m => m.Place),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void Broken_JSON_is_named_by_its_line()
    {
        File.WriteAllText(Path.Combine(folder, "meeting.json"), "{\n  \"code\" \"FT2025\"\n}");

        Assert.Contains(
            Mistakes(),
            m => m is { File: "meeting.json", Code: PackCode.JsonMalformed } && m.Arguments[0] == "2"
        );
    }

    [Fact]
    public void An_unclosed_quote_is_named_by_its_row()
    {
        Replace("questions.csv", "小区晚上停车位太少，", "\"小区晚上停车位太少，");

        Assert.Contains(Mistakes(), m => m is { File: "questions.csv", Place: "8", Code: PackCode.CsvMalformed });
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused()
    {
        File.WriteAllBytes(Path.Combine(folder, "questions.csv"), [0xFF, 0xFF, 0xFF]);

        Assert.Contains(Mistakes(), m => m is { File: "questions.csv", Code: PackCode.FileEncoding });
    }

    [Fact]
    public void A_meeting_without_demo_questions_is_sound()
    {
        File.Delete(Path.Combine(folder, "questions.csv"));

        Assert.Empty(Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder)).Pack.Questions);
    }

    [Fact]
    public void An_empty_folder_names_every_file_that_is_missing()
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }

        Assert.Equal(
            ["meeting.json", "slides.json", "plans.json", "commitments.csv"],
            Mistakes().Select(mistake => mistake.File),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void A_mistake_has_words_in_both_languages()
    {
        var mistake = new PackMistake("meeting.json", "date", PackCode.DateShape, ["25 August"]);

        Assert.Equal(
            "日期应写成2025-08-25，这里是“25 August”。",
            PackWords.Of(mistake, CultureInfo.GetCultureInfo("zh-CN"))
        );
        Assert.Equal(
            "A date is written 2025-08-25; found “25 August”.",
            PackWords.Of(mistake, CultureInfo.GetCultureInfo("en"))
        );
    }

    private IEnumerable<PackMistake> Mistakes() => Assert.IsType<PackResult.Faulty>(MeetingPack.Read(folder)).Mistakes;

    private void Change(string file, Action<JsonNode> change)
    {
        var path = Path.Combine(folder, file);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    /// <summary>Replaces the first of each old text by the new one after it.</summary>
    private void Replace(string file, params ReadOnlySpan<string> pairs)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        for (var index = 0; index < pairs.Length; index += 2)
        {
            var at = text.IndexOf(pairs[index], StringComparison.Ordinal);
            if (at >= 0)
                text = text[..at] + pairs[index + 1] + text[(at + pairs[index].Length)..];
        }

        File.WriteAllText(path, text);
    }

    private static void Set(JsonNode root, string where, JsonNode? value)
    {
        var steps = where.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var node = root;
        foreach (var step in steps[..^1])
        {
            node = step[0] == '[' ? node[int.Parse(step[1..^1])]! : node[step]!;
        }

        if (steps[^1][0] == '[')
            node[int.Parse(steps[^1][1..^1])] = value;
        else
            node[steps[^1]] = value;
    }
}
