using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Tables;
using MiniExcelLibs;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>The minutes as files that an office opens.</summary>
public sealed class TablesTests
{
    private const string Formula = "=HYPERLINK(\"http://evil.example\",\"点这里\")";
    private static readonly DateTimeOffset Made = new(2025, 8, 25, 9, 0, 0, TimeSpan.Zero);
    private static readonly Minutes Minutes = SampleMinutes.Make() with
    {
        Questions =
        [
            Question(1, "停车位太少，\"能不能\"共享？\n晚上最难。"),
            Question(2, Formula),
            Question(3, null),
            Question(4, "老人王𠮷镕的餐卡在哪儿办？😀"),
        ],
    };

    [Theory]
    [InlineData("提问台账")]
    [InlineData("承办事项")]
    [InlineData("推进节点")]
    [InlineData("满意度测评")]
    [InlineData("意向征集")]
    public void A_workbook_has_a_sheet_each_and_every_row_of_it(string sheet)
    {
        using var file = Xlsx();
        var table = MinutesTables.All(Minutes).Single(one => one.Name == sheet);

        var rows = file.Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>().ToArray();

        Assert.Equal(table.Rows.Length, rows.Length);
        if (rows.Length > 0)
            Assert.Equal(table.Columns, rows[0].Keys);
    }

    [Fact]
    public void Figures_are_numbers_and_days_are_dates()
    {
        using var file = Xlsx();
        var round = (IDictionary<string, object?>)file.Query(useHeaderRow: true, sheetName: "满意度测评").First();
        var commitment = (IDictionary<string, object?>)file.Query(useHeaderRow: true, sheetName: "承办事项").First();

        Assert.Equal(212.0, round["非常满意"]);
        Assert.Equal(Minutes.Commitments[0].Deadline.ToDateTime(TimeOnly.MinValue), commitment["办结时限"]);
    }

    [Fact]
    public void What_somebody_typed_is_never_a_formula()
    {
        using var file = Xlsx();
        using var zip = new ZipArchive(file);
        foreach (var sheet in zip.Entries.Where(entry => entry.FullName.Contains("sheet", StringComparison.Ordinal)))
        {
            using var stream = sheet.Open();
            Assert.DoesNotContain(XDocument.Load(stream).Descendants(), element => element.Name.LocalName == "f");
        }

        Assert.Contains("\"'=HYPERLINK", Csv(), StringComparison.Ordinal);
        Assert.DoesNotContain(",=", Csv(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_in_CSV_is_read_by_Excel_as_UTF8_and_keeps_quotes_breaks_and_rare_characters()
    {
        var csv = Csv();

        Assert.StartsWith("\uFEFF编号,内容,主题", csv, StringComparison.Ordinal);
        Assert.Contains("\"停车位太少，\"\"能不能\"\"共享？\n晚上最难。\"", csv, StringComparison.Ordinal);
        Assert.Contains("王𠮷镕的餐卡在哪儿办？😀", csv, StringComparison.Ordinal);
        Assert.Contains("（提问人已要求删除原文）", csv, StringComparison.Ordinal);
        Assert.Contains(",2025-10-31\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_gets_each_deadline_and_step_as_a_whole_day_under_an_id_that_stays()
    {
        var (first, second) = (Ics(), Ics());
        var calendar = Ical.Net.Calendar.Load(first)!;

        Assert.Equal(first, second);
        Assert.Equal(Minutes.Commitments.Sum(c => 1 + c.Milestones.Length), calendar.Events.Count);
        var deadline = calendar.Events.Single(e => e.Uid == $"{Minutes.Commitments[0].Id}@baogao.example");
        Assert.True(deadline.IsAllDay);
        Assert.Equal(Minutes.Commitments[0].Deadline, deadline.Start!.Date);
        Assert.Equal($"办结时限：{Minutes.Commitments[0].Title}", deadline.Summary);
        Assert.Contains(Minutes.Commitments[0].Unit, deadline.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_meeting_gives_files_with_heads_and_no_rows()
    {
        var empty = Minutes with { Questions = [], Commitments = [], Rounds = [] };
        using var xlsx = new MemoryStream();
        Workbook.WriteXlsx(xlsx, empty);
        using var csv = new MemoryStream();
        Workbook.WriteCsv(csv, empty);

        Assert.Contains("提问台账", xlsx.GetSheetNames());
        Assert.Single(Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    private static MinutesQuestion Question(int number, string? text) =>
        new(
            number,
            text,
            "停车管理",
            Channel.HallPhone,
            7,
            number == 1 ? QuestionState.HandedOver : QuestionState.Answered,
            number == 1 ? null : "已答复",
            number == 1
                ? new Commitment(
                    new("c9"),
                    "共享车位",
                    "镇长",
                    "城管办",
                    "专员",
                    new DateOnly(2025, 10, 31),
                    [],
                    CommitmentState.Moving
                )
                : null,
            []
        )
        {
            Venue = "主会场",
        };

    private static MemoryStream Xlsx()
    {
        var stream = new MemoryStream();
        Workbook.WriteXlsx(stream, Minutes);
        stream.Position = 0;
        return stream;
    }

    private static string Csv()
    {
        using var stream = new MemoryStream();
        Workbook.WriteCsv(stream, Minutes);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Ics()
    {
        using var stream = new MemoryStream();
        Deadlines.WriteIcs(stream, Minutes, "baogao.example", Made);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
