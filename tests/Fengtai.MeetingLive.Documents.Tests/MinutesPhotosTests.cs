using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>前后对比 in the minutes.</summary>
public sealed class MinutesPhotosTests
{
    private static readonly KeptPhoto Before = Picture(SKColors.SlateGray);
    private static readonly KeptPhoto After = Picture(SKColors.SeaGreen);

    private static readonly Slide Case = new(
        new SlideId("drain"),
        "门前路平了，雨天不再积水",
        "环境卫生",
        new PhotosContent(
            "南街胡同口",
            new Photo(Before.Hash, 1200, 675, "路面破损", new DateOnly(2025, 3, 12), "胡同口路面坑洼，积着水"),
            new Photo(After.Hash, 1200, 675, "更换管线", TakenOn: null, "同一处路面平整，新装了雨水口")
        ),
        "同一地点、同一角度",
        "王佐镇城市管理办，演示数据",
        Sample: true,
        []
    );

    [Fact]
    public void The_pictures_stand_in_an_annex_and_the_report_says_where()
    {
        using var pdf = PdfDocument.Open(Write(hash => hash == Before.Hash ? Before.Bytes : After.Bytes));
        var pages = pdf.GetPages().Select(page => string.Concat(PageLines.Read(page))).ToArray();
        var annex = Array.FindIndex(pages, text => text.StartsWith("附件1", StringComparison.Ordinal));

        Assert.Contains(
            "南街胡同口，改造前：2025年3月12日，路面破损；改造后：更换管线（示意图，非现场照片）。",
            string.Concat(pages),
            StringComparison.Ordinal
        );
        Assert.Equal(2, pdf.GetPage(annex + 1).NumberOfImages);
        Assert.Contains("环境卫生。同一地点、同一角度。来源：", pages[annex], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_cannot_be_had_leaves_its_words_in_its_place()
    {
        using var pdf = PdfDocument.Open(Write(hash => hash == Before.Hash ? Before.Bytes : null));
        var page = pdf.GetPages().Single(one => one.NumberOfImages > 0);

        Assert.Equal(1, page.NumberOfImages);
        Assert.Contains("同一处路面平整", string.Concat(PageLines.Read(page)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_pictures_give_the_same_bytes() =>
        Assert.Equal(Write(_ => Before.Bytes), Write(_ => Before.Bytes));

    [Fact]
    public void In_the_DOCX_they_stand_side_by_side_with_their_words_and_a_missing_one_by_its_words()
    {
        using var fonts = FontBook.Load();
        using var stream = new MemoryStream();
        var minutes = SampleMinutes.Make() with { Report = [Case] };
        MinutesDocx.Write(
            stream,
            minutes,
            fonts,
            SampleMinutes.Created,
            hash => hash == Before.Hash ? Before.Bytes : null
        );
        using var word = WordprocessingDocument.Open(stream, isEditable: false);
        var main = word.MainDocumentPart!;

        Assert.Empty(new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken));
        var photo = Assert.Single(main.ImageParts, part => part.ContentType == "image/jpeg");
        using var kept = new MemoryStream();
        photo.GetStream().CopyTo(kept);
        Assert.Equal(Before.Bytes, kept.ToArray());
        Assert.Contains(
            main.Document!.Descendants<DocProperties>(),
            one => one.Description == "改造前：胡同口路面坑洼，积着水"
        );
        Assert.Contains("同一处路面平整，新装了雨水口", main.Document!.InnerText, StringComparison.Ordinal);
    }

    private static byte[] Write(PhotoBytes photos)
    {
        using var fonts = FontBook.Load();
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, SampleMinutes.Make() with { Report = [Case] }, fonts, SampleMinutes.Created, photos);
        File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, "minutes-photos.pdf"), stream.ToArray());
        return stream.ToArray();
    }

    private static KeptPhoto Picture(SKColor colour)
    {
        using var bitmap = new SKBitmap(1200, 675);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return Assert.IsType<PhotoResult.Taken>(PhotoIntake.Take(data.ToArray())).Photo;
    }
}
