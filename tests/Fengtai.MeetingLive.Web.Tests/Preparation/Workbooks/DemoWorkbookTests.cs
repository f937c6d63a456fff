using System.Text.Json;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
using Fengtai.MeetingLive.Web.Tests.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Workbooks;

public sealed class DemoWorkbookTests
{
    [Fact]
    public void The_demo_goes_through_a_workbook_unchanged_with_its_photos()
    {
        using var file = new MemoryStream(DemoWorkbook.Bytes(DemoWorkbook.Content));
        var plan = DemoWorkbook.Content.Plan;

        var read = WorkbookReader.Read(
            file,
            new WorkbookBasis(plan.Street, plan.Code, WorkbookBasis.PicturesOf(plan.Deck))
        );

        var sound = Assert.IsType<WorkbookResult.Sound>(read);
        Assert.Equal(
            JsonSerializer.Serialize(DemoWorkbook.Content, EventJson.Options),
            JsonSerializer.Serialize(sound.Content, EventJson.Options)
        );
    }

    [Fact]
    public void The_demos_workbook_says_what_its_pack_of_files_says()
    {
        var folder = Directory.CreateTempSubdirectory("pack-");
        try
        {
            TestPack.CopyTo(folder.FullName);

            var files = Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder.FullName)).Pack;

            Assert.True(File.Exists(Path.Combine(MeetingPack.DemoFolder, MeetingPack.WorkbookName)));
            Assert.Equal(
                JsonSerializer.Serialize(files, EventJson.Options),
                JsonSerializer.Serialize(DemoWorkbook.Pack, EventJson.Options)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_pack_whose_workbook_is_wrong_is_no_pack()
    {
        var folder = Directory.CreateTempSubdirectory("pack-");
        try
        {
            var wrong = DemoWorkbook.Content with { Plan = DemoWorkbook.Content.Plan with { Topics = [] } };
            File.WriteAllBytes(Path.Combine(folder.FullName, MeetingPack.WorkbookName), DemoWorkbook.Bytes(wrong));

            var faulty = Assert.IsType<PackResult.FaultyWorkbook>(MeetingPack.Read(folder.FullName));

            Assert.IsType<WorkbookResult.Faulty>(faulty.Workbook);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_an_import_changes_is_counted_by_its_parts()
    {
        var (plan, before) = (
            DemoWorkbook.Content.Plan,
            new Prepared(DemoWorkbook.Content.Plan, DemoWorkbook.Content.ResponsePlans, [])
        );
        var after = before with
        {
            Plan = plan with
            {
                Title = "另一个名称",
                Agenda = [.. plan.Agenda.Skip(1), plan.Agenda[0] with { Id = new("new") }],
                Units = [.. plan.Units, "新单位"],
            },
        };

        var changes = WorkbookChanges.Of(before, after).ToDictionary(change => change.Part, StringComparer.Ordinal);

        Assert.Equal((0, 0, 1), Counts("会议"));
        Assert.Equal((1, 1, 0), Counts("议程"));
        Assert.Equal((1, 0, 0), Counts("责任单位"));
        Assert.All(changes.Values.Where(change => !change.Any), change => Assert.Equal(change.Before, change.After));
        Assert.Equal(3, changes.Values.Count(change => change.Any));

        (int, int, int) Counts(string part) => (changes[part].Added, changes[part].Removed, changes[part].Altered);
    }
}
