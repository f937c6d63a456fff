using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>Every mistake is named by sheet, row and column, with what was expected; nothing is half taken.</summary>
public sealed class WorkbookMistakeTests
{
    public static TheoryData<string, string, string, string, string> Wrong =>
        new()
        {
            { "会议", "B2", "FT20", ValueCode.CodeShape, "FT20" },
            { "会议", "B3", "别处", ValueCode.IdShape, "别处" },
            { "会议", "B3", "wangzuo", WorkbookCode.OtherStreet, "wangzuo|fengtai" },
            { "会议", "B8", "2025.6.31", ValueCode.NoSuchDay, "2025.6.31|6|31" },
            { "会议", "B8", "下周", ValueCode.DateShape, "下周" },
            { "会议", "B10", "对", ValueCode.Choice, "否、是|对|" },
            { "会议", "A9", "会议地址", WorkbookCode.ItemUnknown, "会议地址|会议地点" },
            { "会议", "B11", "凭票", ValueCode.Choice, "开放、现场码、票|凭票|票" },
            { "会议", "B12", "小区", ValueCode.Choice, "街镇、社区、物业企业|小区|" },
            { "会议", "B12", "社区", ValueCode.Required, "" },
            { "议程", "D2", "下午两点", ValueCode.TimeShape, "下午两点" },
            { "议程", "E2", "半小时", ValueCode.NumberShape, "半小时" },
            { "议程", "E2", "481", ValueCode.Range, "1|480|481" },
            { "议程", "B2", "一二三四五六七八九十十一十二", ValueCode.TooLong, "12" },
            { "成绩单", "D2", "饼图", ValueCode.Choice, string.Join('、', SlidesReading.Kinds.Chinese) + "|饼图|" },
            { "成绩单", "D2", "条型", ValueCode.Choice, string.Join('、', SlidesReading.Kinds.Chinese) + "|条型|" },
            { "成绩单", "A3", "1", ValueCode.Twice, "1" },
            { "成绩单", "I2", "共收集", WorkbookCode.NotUsed, "条形" },
            { "成绩单数据", "C3", "许多", ValueCode.NumberShape, "许多" },
            { "成绩单数据", "B2", "名子", WorkbookCode.ColumnUnknown, "名子|" },
            { "成绩单数据", "D6", "", ValueCode.Required, "" },
            { "成绩单数据", "E6", "9", ValueCode.AsManyAs, "points|2|3" },
            { "成绩单数据", "A2", "9", WorkbookCode.SlideUnknown, "9|" },
            { "诉求清单", "D2", "错峰停", ValueCode.TopicUnknown, "错峰停|错峰停车" },
            { "诉求清单", "F2", "2025.6.31", ValueCode.NoSuchDay, "2025.6.31|6|31" },
            {
                "诉求清单",
                "B2",
                "热线",
                ValueCode.Choice,
                "接诉即办、信访件、社情民意、网格、走访、意见箱、其他|热线|接诉即办"
            },
            { "诉求清单", "G2", "已办", ValueCode.Choice, "已解决、待推进、需协调|已办|已解决" },
            { "诉求清单", "N2", "旁边", WorkbookCode.NoHeading, "旁边" },
            { "诉求清单", "C1", "主题", WorkbookCode.ColumnUnknown, "主题|一级主题" },
            { "诉求清单", "C1", "来源", WorkbookCode.ColumnTwice, "来源" },
            { "回应预案", "H2", "城管办", ValueCode.UnitUnknown, "城管办|城市管理办" },
            { "回应预案", "J2", "尽快", ValueCode.DateShape, "尽快" },
            { "回应预案", "J2", "2025-07-01", ValueCode.DeadlineBeforeMeeting, "2025-07-10|2025-07-01" },
            { "回应预案", "K2", "十月 签约", ValueCode.MilestoneShape, "十月 签约" },
            { "回应预案", "K2", "2026-10-10 签约", ValueCode.MilestoneAfterDeadline, "2025-09-28|2026-10-10" },
            { "回应预案", "M2", "3", ValueCode.Required, "" },
            { "出席", "B2", "来了", ValueCode.Choice, "出席、请假、列席、分送|来了|" },
            { "会场", "B2", "FT2026", ValueCode.VenueOfCode, "FT2025" },
            { "意向征集", "B3", "选址", ValueCode.Count, "2|6|1" },
            { "意向征集", "E3", "单选", WorkbookCode.Continued, "单选" },
            { "主题", "B3", "错峰停车", ValueCode.Twice, "错峰停车" },
            { "承办事项", "G2", "办着", ValueCode.Choice, "未启动、推进中、待验收、已办结、无法办结|办着|" },
            { "承办事项", "I2", "", ValueCode.Required, "" },
            { "诉求底数", "B2", "-1", ValueCode.Range, "0|1000000|-1" },
            { "用词", "A2", "一二三四五六七八九", ValueCode.TooLong, "8" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_cell_is_named_with_what_was_expected(
        string sheet,
        string address,
        string text,
        string code,
        string arguments
    )
    {
        var faulty = Faulty(edit => text.Length == 0 ? edit.Clear(sheet, address) : edit.Text(sheet, address, text));

        var found = faulty.Mistakes.Where(mistake => mistake.Sheet == sheet || mistake.Code == code).ToArray();
        Assert.Contains(
            (code, arguments),
            found.Select(mistake => (mistake.Code, string.Join('|', mistake.Arguments)))
        );
    }

    [Fact]
    public void The_place_is_the_cells_own_as_the_spreadsheet_names_it()
    {
        var mistake = Assert.Single(Faulty(edit => edit.Text("诉求清单", "F3", "昨天")).Mistakes);

        Assert.Equal(("诉求清单", 3, "F", "日期"), (mistake.Sheet, mistake.Row, mistake.Letters, mistake.Heading));
    }

    [Fact]
    public void What_people_type_otherwise_is_understood()
    {
        using var edit = new WorkbookEditor(WorkbookRoundTripTests.Written(SampleContent.Make()));
        var read = Read(
            edit.Text("会议", "B8", "２０２５年7月10日")
                .Text("会议", "B2", "ft2025")
                .Text("议程", "D2", "14：00")
                .Text("议程", "E2", "３０")
                .Number("诉求清单", "F2", "45820")
                .Text("诉求清单", "F3", "2025/6/12")
                .Text("回应预案", "J2", "80天")
                .Formula("成绩单数据", "C3", "30+1", "31")
                .Save()
        );

        var content = WorkbookRoundTripTests.Taken(read);
        Assert.Equal(WorkbookRoundTripTests.Json(SampleContent.Make()), WorkbookRoundTripTests.Json(content));
    }

    [Fact]
    public void A_workbook_that_went_out_before_there_were_smaller_meetings_is_a_streets_and_is_read_as_before()
    {
        using var edit = new WorkbookEditor(WorkbookRoundTripTests.Written(SampleContent.Make()));
        var older = Read(Without(Without(edit, 12), 13).Save());

        Assert.Equal(
            WorkbookRoundTripTests.Json(SampleContent.Make()),
            WorkbookRoundTripTests.Json(WorkbookRoundTripTests.Taken(older))
        );
    }

    [Fact]
    public void A_communitys_meeting_whose_workbook_lacks_the_row_for_its_name_is_asked_for_it()
    {
        var faulty = Faulty(edit => Without(edit.Text("会议", "B12", "社区"), 13));

        var mistake = Assert.Single(faulty.Mistakes);
        Assert.Equal((ValueCode.Required, "报告单位"), (mistake.Code, mistake.Heading));
    }

    [Fact]
    public void An_error_of_the_office_and_a_formula_without_a_value_are_mistakes()
    {
        var faulty = Faulty(edit =>
            edit.Error("成绩单数据", "C3").Formula("议程", "B2", "HYPERLINK(\"http://x\")", kept: null)
        );

        Assert.Equal(
            [("议程", ValueCode.Required), ("成绩单数据", WorkbookCode.CellError)],
            faulty.Mistakes.Select(mistake => (mistake.Sheet, mistake.Code))
        );
    }

    [Fact]
    public void A_missing_sheet_is_named_with_what_it_may_be_called_and_drags_nothing_along()
    {
        var renamed = Assert.Single(Faulty(edit => edit.Rename("责任单位", "责任单位表")).Mistakes);
        Assert.Equal((WorkbookCode.SheetMissing, "责任单位表"), (renamed.Code, renamed.Arguments[0]));

        var missing = Faulty(edit => edit.Remove("主题").Remove("成绩单数据")).Mistakes;
        Assert.Equal(["主题", "成绩单数据"], missing.Select(mistake => mistake.Sheet).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Forty_wrong_cells_are_forty_mistakes_in_the_order_of_the_sheets()
    {
        var faulty = Faulty(edit =>
        {
            for (var row = 0; row < 20; row++)
                edit.Text("诉求清单", $"F{row + 2}", "昨天").Text("诉求清单", $"G{row + 2}", "不知道");
            return edit;
        });

        var own = faulty.Mistakes.Where(m => m.Code is ValueCode.DateShape or ValueCode.Choice).ToArray();
        Assert.Equal(40, own.Length);
        Assert.Equal(own.OrderBy(m => m.Row).ThenBy(m => m.Column), own);
        Assert.Equal(faulty.Mistakes.Length, faulty.Total);
    }

    [Fact]
    public void A_sheet_of_ones_own_is_passed_over_and_said_so()
    {
        using var edit = new WorkbookEditor(WorkbookRoundTripTests.Written(SampleContent.Make()));
        var sound = Assert.IsType<WorkbookResult.Sound>(Read(edit.Rename("说明", "草稿").Save()));

        Assert.Contains(sound.Sheets, sheet => sheet is { Name: "草稿", Read: false });
        Assert.Contains(new WorkbookSheetFound("诉求清单", 2, true), sound.Sheets);
    }

    [Fact]
    public void The_marked_workbook_shows_each_mistake_at_its_cell_and_reads_as_before()
    {
        using var edit = new WorkbookEditor(WorkbookRoundTripTests.Written(SampleContent.Make()));
        using var wrong = edit.Text("诉求清单", "D2", "错峰停")
            .Clear("会议", "B5")
            .Text("诉求清单", "F9", "昨天")
            .Save();
        var faulty = Assert.IsType<WorkbookResult.Faulty>(Read(wrong));
        using var marked = new MemoryStream();

        MarkedWorkbook.Write(marked, wrong, faulty.Mistakes, mistake => $"错在{mistake.Code}");

        var again = Assert.IsType<WorkbookResult.Faulty>(Read(marked));
        Assert.Equal(faulty.Mistakes, again.Mistakes);
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(marked, isEditable: false);
        Assert.Empty(
            new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(
                document,
                TestContext.Current.CancellationToken
            )
        );
        var comments = document
            .WorkbookPart!.WorksheetParts.SelectMany(part =>
                part.WorksheetCommentsPart?.Comments?.Descendants<DocumentFormat.OpenXml.Spreadsheet.Comment>() ?? []
            )
            .ToArray();
        Assert.Contains(comments, c => c.Reference == "D2" && c.InnerText == $"错在{ValueCode.TopicUnknown}");
        Assert.Equal(faulty.Mistakes.Select(m => (m.Sheet, m.Row, m.Letters)).Distinct().Count(), comments.Length);
    }

    private static WorkbookEditor Without(WorkbookEditor edit, int row) =>
        edit.Clear("会议", $"A{row}").Clear("会议", $"B{row}").Clear("会议", $"C{row}");

    private static WorkbookResult.Faulty Faulty(Func<WorkbookEditor, WorkbookEditor> spoil)
    {
        using var edit = new WorkbookEditor(WorkbookRoundTripTests.Written(SampleContent.Make()));
        return Assert.IsType<WorkbookResult.Faulty>(Read(spoil(edit).Save()));
    }

    private static WorkbookResult Read(Stream stream) =>
        WorkbookReader.Read(stream, WorkbookRoundTripTests.Basis(SampleContent.Make().Plan));
}
