using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Tests.Preparation.Workbooks;
using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>Workbooks as an operator brings them in and takes them out.</summary>
public sealed class WorkbookCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-workbook-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => $"--Storage:DataFolder={In("data")}";

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_workbook_becomes_a_meeting_and_comes_out_again_as_it_was()
    {
        await File.WriteAllBytesAsync(In("in.xlsx"), DemoWorkbook.Bytes(DemoWorkbook.WithoutPhotos), Cancel);

        var added = await RunAsync(With("meeting", "add", In("in.xlsx"), "--street", "wangzuo", Data));
        var exported = await RunAsync(With("meeting", "export", "FT2025", "--out", In("out.xlsx"), Data));

        Assert.Equal((0, ""), (added.Code, added.Complained));
        Assert.Contains("诉求清单：新增 1 件", added.Said, StringComparison.Ordinal);
        Assert.Equal((0, ""), (exported.Code, exported.Complained));
        await using var file = File.OpenRead(In("out.xlsx"));
        var read = Assert.IsType<WorkbookResult.Sound>(
            WorkbookReader.Read(file, new WorkbookBasis(new("wangzuo"), null, _ => null))
        );
        Assert.Equal(DemoWorkbook.WithoutPhotos.Plan.Agenda, read.Content.Plan.Agenda);
    }

    [Fact]
    public async Task Every_mistake_is_named_with_its_cell_and_nothing_is_added()
    {
        var wrong = DemoWorkbook.WithoutPhotos;
        wrong = wrong with
        {
            Demands = [wrong.Demands[0] with { Part = "错峰停" }],
            Plan = wrong.Plan with { Place = "" },
        };
        await File.WriteAllBytesAsync(In("wrong.xlsx"), DemoWorkbook.Bytes(wrong), Cancel);
        await File.WriteAllTextAsync(In("none.xlsx"), "编号,来源", Cancel);

        var ended = await RunAsync(With("meeting", "add", In("wrong.xlsx"), "--street", "wangzuo", Data));
        var none = await RunAsync(With("meeting", "add", In("none.xlsx"), "--street", "wangzuo", Data));
        var export = await RunAsync(With("meeting", "export", "FT2025", "--out", In("out.xlsx"), Data));

        Assert.Equal(2, ended.Code);
        Assert.Contains("工作簿有 2 处要改", ended.Complained, StringComparison.Ordinal);
        Assert.Contains("会议 B9 会议地点: 空着，要填。", ended.Complained, StringComparison.Ordinal);
        Assert.Contains("诉求清单 D2 二级主题: “错峰停”不在主题表里", ended.Complained, StringComparison.Ordinal);
        Assert.Equal(2, none.Code);
        Assert.Contains("none.xlsx: 这不是XLSX工作簿", none.Complained, StringComparison.Ordinal);
        Assert.Equal(2, export.Code);
    }

    [Fact]
    public async Task The_template_is_written_where_it_is_wanted()
    {
        var written = await RunAsync(With("meeting", "template", "--out", In("template.xlsx")));
        var otherwise = await RunAsync(With("meeting", "template", "--out", In("template.csv")));

        Assert.Equal((0, ""), (written.Code, written.Complained));
        await using var file = File.OpenRead(In("template.xlsx"));
        Assert.IsType<WorkbookResult.Faulty>(WorkbookReader.Read(file, new WorkbookBasis(null, null, _ => null)));
        Assert.Equal(2, otherwise.Code);
        Assert.Contains(".xlsx", otherwise.Complained, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
