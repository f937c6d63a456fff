using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Demo;

/// <summary>The photos of a pack: each test spoils the demo's in one way.</summary>
public sealed class PackPhotosTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pack-photos-").FullName;
    private readonly string place;

    public PackPhotosTests()
    {
        TestPack.CopyTo(folder);
        var slides = JsonNode.Parse(File.ReadAllText(Slides))!["slides"]!.AsArray();
        var index = Enumerable
            .Range(0, slides.Count)
            .Single(i => slides[i]!["content"]!["kind"]!.GetValue<string>() == "photos");
        place = string.Create(CultureInfo.InvariantCulture, $"slides[{index}].content.before");
    }

    private string Slides => Path.Combine(folder, "slides.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_photos_of_the_slides_come_with_the_pack()
    {
        var pack = Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder)).Pack;

        var content = Assert.Single(pack.Plan.Deck.Slides.Select(slide => slide.Content).OfType<PhotosContent>());
        Assert.Equal([content.Before.Hash, content.After.Hash], pack.Photos.Select(photo => photo.Hash));
        Assert.Equal((1600, 900), (content.Before.Width, content.Before.Height));
        // Drawn, so nothing may pass for a photo.
        Assert.Null(content.Before.TakenOn);
        Assert.StartsWith("示意图：", content.Before.Alt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        File.Delete(Path.Combine(folder, "drain-before.png"));

        Assert.Equal((place + ".file", PackCode.PhotoMissing, "drain-before.png"), Mistake());
    }

    [Theory]
    [InlineData("../drain-before.png")]
    [InlineData("/etc/hostname")]
    [InlineData("..\\drain-before.png")]
    [InlineData("..")]
    public void A_pack_reads_its_own_folder_only(string name)
    {
        Change(json => json["file"] = name);

        Assert.Equal((place + ".file", PackCode.PhotoName, name), Mistake());
    }

    [Fact]
    public void A_text_that_is_called_a_picture_is_refused()
    {
        File.WriteAllText(Path.Combine(folder, "drain-before.png"), "只是一段文字");

        Assert.Equal((place + ".file", PackCode.PhotoNoPicture, null), Mistake());
    }

    [Fact]
    public void A_picture_that_was_cut_off_is_refused()
    {
        var path = Path.Combine(folder, "drain-before.png");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..30_000]);

        Assert.Equal((place + ".file", PackCode.PhotoDamaged, null), Mistake());
    }

    [Fact]
    public void A_file_over_ten_megabytes_is_refused()
    {
        using (var file = File.OpenWrite(Path.Combine(folder, "drain-before.png")))
            file.SetLength(PhotoIntake.BytesMost + 1);

        Assert.Equal((place + ".file", PackCode.PhotoTooLarge, "10"), Mistake());
    }

    [Fact]
    public void A_picture_of_sixty_megapixels_is_refused_in_a_plain_sentence()
    {
        // The header of the demo's own picture, with another size: what stands behind it is never looked at.
        var path = Path.Combine(folder, "drain-before.png");
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 10_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 6_000);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Crc(bytes.AsSpan(12, 17)));
        File.WriteAllBytes(path, bytes);

        var mistake = Assert.Single(Mistakes());

        Assert.Equal(
            "照片是10000 × 6000像素，太大。最多2500万像素，请缩小后再放。",
            PackWords.Of(mistake, CultureInfo.GetCultureInfo("zh-CN"))
        );
        Assert.Equal(
            "The picture has 10000 × 6000 pixels, which is too many. At most 25 million are taken; please make it smaller.",
            PackWords.Of(mistake, CultureInfo.GetCultureInfo("en"))
        );
    }

    [Fact]
    public void A_photo_says_its_day_and_a_drawing_that_it_is_one()
    {
        Change(json => json.Remove("drawn"));
        Assert.Equal((place + ".takenOn", PackCode.PhotoTakenOrDrawn, null), Mistake());

        Change(json =>
        {
            json["drawn"] = true;
            json["takenOn"] = "2025-03-12";
        });
        Assert.Equal((place + ".takenOn", PackCode.PhotoTakenOrDrawn, null), Mistake());

        Change(json => json.Remove("drawn"));
        var pack = Assert.IsType<PackResult.Sound>(MeetingPack.Read(folder)).Pack;
        var content = pack.Plan.Deck.Slides.Select(slide => slide.Content).OfType<PhotosContent>().Single();
        Assert.Equal(new DateOnly(2025, 3, 12), content.Before.TakenOn);
    }

    [Theory]
    [InlineData("caption")]
    [InlineData("alt")]
    [InlineData("file")]
    public void Words_and_file_are_required(string name)
    {
        Change(json => json[name] = " ");

        Assert.Equal(($"{place}.{name}", PackCode.Required, null), Mistake());
    }

    private (string Place, string Code, string? First) Mistake()
    {
        var mistake = Assert.Single(Mistakes());
        Assert.Equal("slides.json", mistake.File);
        return (mistake.Place, mistake.Code, mistake.Arguments.FirstOrDefault());
    }

    private IEnumerable<PackMistake> Mistakes() => Assert.IsType<PackResult.Faulty>(MeetingPack.Read(folder)).Mistakes;

    private void Change(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Slides))!;
        var slide = json["slides"]!.AsArray().Single(s => s!["content"]!["kind"]!.GetValue<string>() == "photos")!;
        change(slide["content"]!["before"]!.AsObject());
        File.WriteAllText(Slides, json.ToJsonString());
    }

    /// <summary>CRC-32 as in PNG, Annex D.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
