using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Which face a character is set in, and what happens to those that have none.</summary>
public sealed class FaceTests : IDisposable
{
    private readonly FontBook fonts = FontBook.Load();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faces-");

    public void Dispose()
    {
        fonts.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("甲堃乙镕丙䶮丁𠮷", "甲堃乙镕丙䶮丁𠮷")]
    [InlineData("cafe\u0301里", "café里")]
    [InlineData("好\U0001F468\u200D\U0001F469\u200D\U0001F467\uFE0F！", "好□！")]
    [InlineData("旗\U0001F1E8\U0001F1F3、手\U0001F44D\U0001F3FD", "旗□、手□")]
    [InlineData("شكرا", "□□□□")]
    [InlineData("甲\t乙\u00A0丙", "甲 乙 丙")]
    [InlineData("甲\u202E乙丙\u202C丁\u2066戊\u2069", "甲乙丙丁戊")]
    [InlineData("\0甲\u0007乙\u009F\uFFFA", "甲乙")]
    public void What_has_a_shape_is_set_and_what_has_none_shows_as_one_box(string text, string shown) =>
        Assert.Equal(shown, Lines(text).Single());

    [Fact]
    public void Half_a_character_shows_as_a_box() =>
        Assert.Equal("半个□字", Lines("半个" + (char)0xD842 + "字").Single());

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u0085")]
    public void Line_ends_of_other_systems_end_a_line(string end) => Assert.Equal(["甲", "乙"], Lines($"甲{end}乙"));

    [Fact]
    public void An_installed_FangSong_is_found_wherever_it_lies_below()
    {
        var below = folder.CreateSubdirectory("windows/truetype");
        var file = Path.Combine(below.FullName, "SimFang.TTF");
        File.Copy(FontBook.FileOf(Face.SongBold), file);
        Assert.Equal(file, FangSong.Find(folder.FullName));
        using var book = FontBook.Load(fangSong: file);
        Assert.Equal(file, book.Find(Face.FangSong, new('字')).File.Path);
        // A face of few characters: the others come from 宋体.
        Assert.True(book.Has(Face.FangSong, new("䶮".EnumerateRunes().Single().Value)));
    }

    [Fact]
    public void Without_an_installed_FangSong_there_is_none()
    {
        Assert.Null(FangSong.Find(folder.FullName));
        Assert.Null(FangSong.Find(Path.Combine(folder.FullName, "nowhere")));
    }

    [Fact]
    public void A_file_that_cannot_be_embedded_is_passed_over_when_found_and_named_when_configured()
    {
        var file = Path.Combine(folder.FullName, "simfang.ttf");
        File.WriteAllText(file, "OTTO is not TrueType");
        Assert.Null(FangSong.Find(folder.FullName));
        var refused = Assert.Throws<InvalidDataException>(() => FontBook.Load(fangSong: file));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_bundled_file_is_named()
    {
        foreach (var face in new[] { Face.Song, Face.SongBold, Face.Hei, Face.HeiBold, Face.Kai })
            File.Copy(FontBook.FileOf(face), FontBook.FileOf(face, folder.FullName));
        var kai = FontBook.FileOf(Face.Kai, folder.FullName);
        File.WriteAllBytes(kai, [0, 1, 0, 0, 9, 9, 9, 9]);
        var refused = Assert.Throws<InvalidDataException>(() => FontBook.Load(folder.FullName));
        Assert.Contains(kai, refused.Message, StringComparison.Ordinal);
    }

    private string[] Lines(string text) =>
        [
            .. Paragraph
                .Lines(fonts, [new Span(text)], new ParagraphStyle(new TextStyle(Face.Hei, 10), 14), 500)
                .Select(line => string.Concat(line.Glyphs.Select(placed => placed.Glyph.Rune))),
        ];
}
