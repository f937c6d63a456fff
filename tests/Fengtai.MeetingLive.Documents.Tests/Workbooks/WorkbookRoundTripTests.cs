using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>What is written to a workbook is read back as the same meeting.</summary>
public sealed class WorkbookRoundTripTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_meeting_comes_back_as_it_was(int seed)
    {
        var content = new GeneratedContent(seed).Make();

        var read = Taken(Read(Written(content), Basis(content.Plan)));

        Assert.Equal(Json(content), Json(read));
    }

    [Fact]
    public void The_file_is_as_the_norm_has_it()
    {
        foreach (var stream in new[] { Template(), Written(new GeneratedContent(7).Make()) })
        {
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                .Validate(document, TestContext.Current.CancellationToken)
                .Select(error => $"{error.Part?.Uri} {error.Path?.XPath} {error.Description}");
            Assert.Empty(errors);
        }
    }

    [Fact]
    public void The_template_has_its_sheets_and_asks_only_for_what_is_needed()
    {
        var read = Assert.IsType<WorkbookResult.Faulty>(
            Read(Template(), new WorkbookBasis(new StreetId("wangzuo"), "FT2025", WorkbookBasis.PicturesOf(Deck.Empty)))
        );

        Assert.Equal(
            ["会议", "议程", "成绩单", "诉求清单", "回应预案", "责任单位", "出席"],
            read.Sheets.Skip(1).Take(7).Select(sheet => sheet.Name)
        );
        Assert.All(
            read.Mistakes,
            mistake => Assert.Contains(mistake.Code, new[] { ValueCode.Required, ValueCode.Count })
        );
        Assert.Contains(read.Mistakes, mistake => mistake is { Sheet: "会议", Heading: "会议名称", Letters: "B" });
    }

    [Fact]
    public void No_text_becomes_a_formula()
    {
        using var zip = new System.IO.Compression.ZipArchive(Written(new GeneratedContent(3).Make()));
        foreach (var sheet in zip.Entries.Where(e => e.FullName.Contains("worksheets/sheet", StringComparison.Ordinal)))
        {
            using var stream = sheet.Open();
            Assert.DoesNotContain(
                System.Xml.Linq.XDocument.Load(stream).Descendants(),
                element => element.Name.LocalName == "f"
            );
        }
    }

    internal static MemoryStream Written(WorkbookContent content)
    {
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, content);
        stream.Position = 0;
        return stream;
    }

    internal static MemoryStream Template()
    {
        var stream = new MemoryStream();
        WorkbookWriter.WriteTemplate(stream);
        stream.Position = 0;
        return stream;
    }

    internal static WorkbookResult Read(Stream stream, WorkbookBasis basis) => WorkbookReader.Read(stream, basis);

    internal static WorkbookBasis Basis(MeetingPlan plan) =>
        new(plan.Street, plan.Code, WorkbookBasis.PicturesOf(plan.Deck));

    internal static string Json(WorkbookContent content) =>
        JsonSerializer.Serialize(
            content with
            {
                // Without polls there are none, whether that is said or not.
                Plan = content.Plan with
                {
                    Polls = content.Plan.Polls ?? [],
                },
            }
        );

    /// <summary>What was read; a workbook that was not taken fails with what is wrong in it.</summary>
    internal static WorkbookContent Taken(WorkbookResult result)
    {
        switch (result)
        {
            case WorkbookResult.Sound sound:
                return sound.Content;
            case WorkbookResult.Faulty faulty:
                Assert.Fail(
                    string.Join(
                        '\n',
                        faulty.Mistakes.Select(m =>
                            $"{m.Sheet} {m.Letters}{m.Row} {m.Heading} {m.Code} {string.Join('|', m.Arguments)}"
                        )
                    )
                );
                break;
            case WorkbookResult.Refused(var why):
                Assert.Fail($"{why.Code} {string.Join(' ', why.Arguments)}");
                break;
        }

        throw new NotSupportedException("A result is sound, faulty or refused.");
    }
}
