using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Fengtai.MeetingLive.Documents.Pdf;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What somebody who goes on working on the minutes in an office finds in the file.</summary>
public sealed class MinutesDocxTests(MinutesDocxTests.SampleDocx sample) : IClassFixture<MinutesDocxTests.SampleDocx>
{
    private static readonly string[] Fields = [" NUMPAGES ", " NUMPAGES ", " PAGE ", " PAGE ", " PAGE ", " PAGE "];

    private WordprocessingDocument Word => sample.Word;

    private MainDocumentPart Main => Word.MainDocumentPart!;

    private W.Body Body => Main.Document!.Body!;

    [Fact]
    public void It_is_sound_as_the_format_demands() =>
        Assert.Empty(
            new OpenXmlValidator(FileFormatVersions.Office2016)
                .Validate(Word, TestContext.Current.CancellationToken)
                .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")
        );

    [Fact]
    public void It_says_what_the_printed_minutes_say()
    {
        var described = MinutesDocument.Describe(SampleMinutes.Make(), SampleMinutes.Created).Elements;
        var text = string.Join('\n', Paragraphs().Select(Text));

        Assert.All(described.SelectMany(Said), said => Assert.Contains(said, text, StringComparison.Ordinal));
        foreach (var rare in new[] { "堃", "镕", "䶮", "𠮷" })
            Assert.Contains(rare, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_are_headings_to_the_office()
    {
        var headings = Paragraphs().Where(p => Style(p).StartsWith("Heading", StringComparison.Ordinal)).ToArray();
        Assert.Contains(headings, p => Style(p) == "Heading1" && Text(p) == "一、报告工作情况");
        Assert.Contains(headings, p => Style(p) == "Heading2" && Text(p) == "（一）养老服务");

        var styles = Main.StyleDefinitionsPart!.Styles!.Elements<W.Style>()
            .ToDictionary(s => s.StyleId!.Value!, StringComparer.Ordinal);
        for (var level = 1; level <= 4; level++)
        {
            var style = styles[$"Heading{level}"];
            Assert.Equal($"heading {level}", style.StyleName!.Val!.Value);
            Assert.Equal(level - 1, style.StyleParagraphProperties!.OutlineLevel!.Val!.Value);
        }

        Assert.Equal("黑体", styles["Heading1"].StyleRunProperties!.RunFonts!.EastAsia!.Value);
        Assert.Equal("楷体_GB2312", styles["Heading2"].StyleRunProperties!.RunFonts!.EastAsia!.Value);
        Assert.Equal("方正小标宋简体", styles["Title"].StyleRunProperties!.RunFonts!.EastAsia!.Value);
        // No paragraph names a style that is not there.
        Assert.All(Paragraphs(), p => Assert.True(Style(p).Length == 0 || styles.ContainsKey(Style(p)), Style(p)));
    }

    [Fact]
    public void The_page_is_that_of_the_norm()
    {
        var section = Body.Elements<W.SectionProperties>().Single();
        var (size, margin, grid) = (
            section.GetFirstChild<W.PageSize>()!,
            section.GetFirstChild<W.PageMargin>()!,
            section.GetFirstChild<W.DocGrid>()!
        );

        Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
        Assert.Equal(156, Millimetres(size.Width.Value - margin.Left!.Value - margin.Right!.Value), 0.1);
        var room = size.Height.Value - margin.Top!.Value - margin.Bottom!.Value;
        Assert.Equal(225, Millimetres(room), 0.1);
        Assert.Equal(22, (int)room / grid.LinePitch!.Value);
        var body = Main.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;
        var pitch = int.Parse(body.FontSize!.Val!.Value!, null) / 2.0 + body.Spacing!.Val!.Value / 20.0;
        Assert.Equal(28, (int)((size.Width.Value - margin.Left.Value - margin.Right.Value) / 20.0 / pitch));
    }

    [Fact]
    public void Page_numbers_stand_on_the_outer_side_and_are_counted_by_the_office()
    {
        Assert.NotNull(Main.DocumentSettingsPart!.Settings!.GetFirstChild<W.EvenAndOddHeaders>());
        var footers = Body.Descendants<W.FooterReference>()
            .ToDictionary(r => r.Type!.Value, r => ((FooterPart)Main.GetPartById(r.Id!.Value!)).Footer!);

        Assert.EndsWith(
            "\t— 1 —",
            Text(footers[W.HeaderFooterValues.Default].GetFirstChild<W.Paragraph>()!),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "— 1 —\t",
            Text(footers[W.HeaderFooterValues.Even].GetFirstChild<W.Paragraph>()!),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_signature_takes_the_last_of_the_text_along_to_its_page()
    {
        var paragraphs = Body.Elements<W.Paragraph>().ToList();
        var signed = paragraphs.FindIndex(p => Text(p).StartsWith("签发人", StringComparison.Ordinal));
        var before = paragraphs[..signed].Last(p => Text(p).StartsWith("列席", StringComparison.Ordinal));

        Assert.NotNull(before.ParagraphProperties!.KeepNext);
    }

    [Fact]
    public void Heads_of_tables_stand_again_and_rows_are_not_parted()
    {
        var table = Body.Elements<W.Table>().First(t => Text(t.Descendants<W.Paragraph>().First()) == "序号");
        var rows = table.Elements<W.TableRow>().ToArray();

        Assert.Equal(61, rows.Length);
        Assert.NotNull(rows[0].TableRowProperties!.GetFirstChild<W.TableHeader>());
        Assert.All(rows, row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<W.CantSplit>()));
        Assert.All(
            Body.Elements<W.Table>(),
            t =>
            {
                var width = t.GetFirstChild<W.TableGrid>()!
                    .Elements<W.GridColumn>()
                    .Sum(c => int.Parse(c.Width!.Value!, null));
                Assert.InRange(width, 8800, 8844);
            }
        );
    }

    [Fact]
    public void Charts_are_pictures_that_say_what_they_show()
    {
        var charts = Body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().ToArray();

        var drawn = MinutesDocument
            .Describe(SampleMinutes.Make(), SampleMinutes.Created)
            .Elements.Count(element => element is OfficialElement.Chart or OfficialElement.Qr);
        Assert.InRange(charts.Length, 8, 40);
        Assert.Equal(drawn, charts.Length);
        Assert.Equal(charts.Length, Main.ImageParts.Count());
        Assert.Equal(charts.Length, charts.Select(chart => chart.Id!.Value).Distinct().Count());
        Assert.Contains(
            charts,
            chart => chart.Description!.Value!.StartsWith("三、治安警情少了一半多：", StringComparison.Ordinal)
        );
        Assert.Contains(charts, chart => chart.Description!.Value!.Contains("非常满意", StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_says_its_title_author_time_and_language()
    {
        var about = Word.PackageProperties;
        Assert.Equal("王佐镇2025年上半年向群众报告工作会纪要", about.Title);
        Assert.Equal("丰台区王佐镇人民政府", about.Creator);
        Assert.Equal("zh-CN", about.Language);
        Assert.Equal(SampleMinutes.Created.UtcDateTime, about.Created!.Value.ToUniversalTime());
        Assert.Equal(
            "zh-CN",
            Main.StyleDefinitionsPart!
                .Styles!
                .DocDefaults!
                .RunPropertiesDefault!
                .RunPropertiesBaseStyle!
                .Languages!
                .EastAsia!
                .Value
        );
    }

    [Fact]
    public void The_same_minutes_give_the_same_bytes_without_the_time_of_the_ZIP()
    {
        Assert.Equal(sample.Bytes, Write(SampleMinutes.Make()));
        using var zip = new ZipArchive(new MemoryStream(sample.Bytes));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"点我\")")]
    [InlineData("{ HYPERLINK \"http://evil.example\" }")]
    [InlineData("</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO c:\\\\x\"/><w:r><w:t>")]
    [InlineData("]]><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;")]
    [InlineData("停车\u0001难\uD83D，怎\u000B么办\uFFFE")]
    public void What_somebody_typed_is_text_and_never_a_field_or_markup(string typed)
    {
        var minutes = SampleMinutes.Make();
        var bytes = Write(
            minutes with
            {
                Questions = [minutes.Questions[0] with { Text = typed, Gist = typed, Topic = typed }],
                Head = minutes.Head with { Title = typed },
                Commitments = [minutes.Commitments[0] with { Title = typed, Owner = typed }],
                Report = [minutes.Report[0] with { Title = typed }],
            }
        );
        using var file = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        var main = file.MainDocumentPart!;

        Assert.Empty(
            new OpenXmlValidator(FileFormatVersions.Office2016).Validate(file, TestContext.Current.CancellationToken)
        );
        Assert.Empty(main.HyperlinkRelationships);
        Assert.Empty(main.ExternalRelationships);
        Assert.Empty(main.Document!.Descendants<W.SimpleField>());
        Assert.Empty(main.Document.Descendants<W.FieldCode>());
        Assert.Equal(
            Fields,
            main.FooterParts.SelectMany(part => part.Footer!.Descendants<W.FieldCode>())
                .Select(code => code.Text)
                .Order(StringComparer.Ordinal)
        );
        var kept = string.Concat(typed.Where(letter => System.Xml.XmlConvert.IsXmlChar(letter) && letter != '\uFFFD'));
        Assert.Contains(
            main.Document.Descendants<W.Paragraph>(),
            p => Text(p).Contains(kept, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_part_is_XML_without_a_document_type()
    {
        using var zip = new ZipArchive(new MemoryStream(sample.Bytes));
        Assert.All(
            zip.Entries.Where(entry => !entry.FullName.EndsWith(".png", StringComparison.Ordinal)),
            entry =>
            {
                using var stream = entry.Open();
                Assert.Null(XDocument.Load(stream).DocumentType);
            }
        );
    }

    [Fact]
    public void A_meeting_with_nothing_in_it_still_gives_minutes()
    {
        var bytes = Write(
            SampleMinutes.Make() with
            {
                Report = [],
                Questions = [],
                Commitments = [],
                Rounds = [],
                Polls = [],
                OpenedAt = null,
                ClosedAt = null,
                Final = false,
                Step = default,
            }
        );
        using var file = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);

        Assert.Empty(
            new OpenXmlValidator(FileFormatVersions.Office2016).Validate(file, TestContext.Current.CancellationToken)
        );
        Assert.EndsWith("（草稿）", file.PackageProperties.Title, StringComparison.Ordinal);
    }

    private static byte[] Write(Core.Minutes minutes)
    {
        using var fonts = FontBook.Load();
        using var stream = new MemoryStream();
        MinutesDocx.Write(stream, minutes, fonts, SampleMinutes.Created);
        return stream.ToArray();
    }

    private IEnumerable<W.Paragraph> Paragraphs() => Body.Descendants<W.Paragraph>();

    private static string Style(W.Paragraph paragraph) =>
        paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "";

    private static string Text(W.Paragraph paragraph) =>
        string.Concat(
            paragraph
                .Descendants()
                .Select(one =>
                    one switch
                    {
                        W.Text text => text.Text,
                        W.Break => "\n",
                        W.TabChar => "\t",
                        _ => "",
                    }
                )
        );

    /// <summary>All words of an element that stand in the text.</summary>
    private static IEnumerable<string> Said(OfficialElement element) =>
        element switch
        {
            OfficialElement.RedHead head =>
            [
                head.Words,
                $"{head.Issuer}\t{head.Date}",
                head.Number ?? "",
                head.Mark ?? "",
            ],
            OfficialElement.Title title => [title.Text],
            OfficialElement.Heading heading => [heading.Text],
            OfficialElement.Paragraph paragraph => [string.Concat(paragraph.Runs.Select(run => run.Text))],
            OfficialElement.Labels labels => labels.Items.Select(item => $"{item.Label}\t{item.Value}"),
            OfficialElement.Table table => table
                .Columns.Select(column => column.Head)
                .Concat(table.Rows.SelectMany(row => row)),
            OfficialElement.Chart chart => [chart.Basis],
            OfficialElement.Note note => [note.Text],
            OfficialElement.Annex annex => [annex.Label, annex.Words],
            OfficialElement.Signature signature => [$"签发人：{signature.Signer}", signature.Issuer, signature.Date],
            OfficialElement.Qr qr => [qr.Words],
            OfficialElement.Imprint imprint => [$"分送：{imprint.SentTo}", $"{imprint.Issuer}\t{imprint.Date}印发"],
            OfficialElement.Origin origin => origin.Items.Select(item => $"{item.Label}\t{item.Value}"),
            _ => throw new InvalidOperationException($"Not expected: {element}"),
        };

    private static double Millimetres(double twips) => twips / 20 / 72 * 25.4;

    /// <summary>The sample minutes, written once and read back.</summary>
    public sealed class SampleDocx : IDisposable
    {
        public SampleDocx()
        {
            Bytes = Write(SampleMinutes.Make());
            // A person can look at what the tests have read.
            File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, "sample-minutes.docx"), Bytes);
            Word = WordprocessingDocument.Open(new MemoryStream(Bytes), isEditable: false);
        }

        public byte[] Bytes { get; }

        public WordprocessingDocument Word { get; }

        public void Dispose() => Word.Dispose();
    }
}
