using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>The typefaces of an official document, by their names in GB/T 9704-2012.</summary>
public enum Face
{
    /// <summary>宋体: tables, charts, page numbers.</summary>
    Song,

    /// <summary>小标宋: titles; bold within 宋体 and 仿宋.</summary>
    SongBold,

    /// <summary>仿宋: the body. Noto Serif SC unless another file is configured.</summary>
    FangSong,

    /// <summary>黑体: headings of the first level, labels.</summary>
    Hei,

    /// <summary>Bold within 黑体 and 楷体.</summary>
    HeiBold,

    /// <summary>楷体: headings of the second level.</summary>
    Kai,
}

/// <summary>A font file that a document needs is not where it should be.</summary>
public sealed class FontMissingException(string file, string folder)
    : Exception(
        $"Font file {file} is missing in {folder}. Restore it with Fonts/subset.sh, or deploy the Fonts folder."
    )
{
    public string File { get; } = file;
    public string Folder { get; } = folder;
}

/// <summary>The loaded typefaces. Load once, use from any thread.</summary>
public sealed class FontBook : IDisposable
{
    /// <summary>Stands for a character that no face has: a reader must see that something is missing.</summary>
    internal static readonly Rune Missing = new('□');

    private static readonly Face[] Fallback = [Face.Song, Face.Kai, Face.Hei];

    private static readonly (Face Face, string File)[] Files =
    [
        (Face.Song, "NotoSerifSC-Regular.ttf"),
        (Face.SongBold, "NotoSerifSC-Bold.ttf"),
        (Face.Hei, "NotoSansSC-Regular.ttf"),
        (Face.HeiBold, "NotoSansSC-Bold.ttf"),
        (Face.Kai, "LXGWWenKai-Regular.ttf"),
    ];

    private readonly Dictionary<Face, FontFile> files = [];
    private readonly List<FontFile> loaded = [];

    private FontBook() { }

    private static string Bundled => Path.Combine(AppContext.BaseDirectory, "Fonts");

    /// <summary>Where a bundled face's file should be; it may be missing.</summary>
    /// <param name="folder">As in <see cref="Load"/>.</param>
    public static string FileOf(Face face, string? folder = null) =>
        Path.Combine(folder ?? Bundled, Files.First(known => known.Face == face).File);

    /// <summary>Loads the faces from a folder.</summary>
    /// <param name="folder">Where the files are; by default Fonts beside the program.</param>
    /// <param name="fangSong">Path of a 仿宋 as TTF; by default an installed one, and 宋体 when there is none.</param>
    /// <exception cref="FontMissingException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no TrueType font.</exception>
    public static FontBook Load(string? folder = null, string? fangSong = null)
    {
        folder ??= Bundled;
        fangSong ??= FangSong.Find();
        var book = new FontBook();
        try
        {
            foreach (var (face, file) in Files)
                book.Add(face, folder, file);
            if (fangSong is null)
                book.files[Face.FangSong] = book.files[Face.Song];
            else
                book.Add(Face.FangSong, Path.GetDirectoryName(fangSong) ?? "", Path.GetFileName(fangSong));
            return book;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in loaded)
            file.Dispose();
    }

    internal static Face Bold(Face face) => face is Face.Hei or Face.HeiBold or Face.Kai ? Face.HeiBold : Face.SongBold;

    /// <summary>Some face has the character.</summary>
    internal bool Has(Face face, Rune rune) => Find(face, rune).Rune == rune;

    /// <summary>The file that has the character: the face asked for, else 宋体, else 楷体 with its rare characters, else
    /// □ for what no face has.</summary>
    internal (FontFile File, Rune Rune) Find(Face face, Rune rune)
    {
        var wanted = files[face];
        if (wanted.Has(rune))
            return (wanted, rune);
        foreach (var other in Fallback)
        {
            if (files[other].Has(rune))
                return (files[other], rune);
        }

        return (files[Face.Song], Missing);
    }

    private void Add(Face face, string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new FontMissingException(name, folder);
        var file = new FontFile(path);
        loaded.Add(file);
        files[face] = file;
    }
}

/// <summary>One font file with the measures of its characters, in parts of the em.</summary>
internal sealed class FontFile : IDisposable
{
    private readonly SKTypeface typeface;
    private readonly SKFont font;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Rune, GlyphMetrics?> metrics = new();

    public FontFile(string path)
    {
        Path = path;
        if (!IsTrueType(path))
            throw new InvalidDataException(
                $"Font file {path} is no TrueType font (.ttf). Collections and fonts of OpenType outlines cannot be embedded."
            );
        typeface =
            SKTypeface.FromFile(path)
            ?? throw new InvalidDataException($"Font file {path} is not a readable typeface.");
        font = new SKFont(typeface, 1000)
        {
            Hinting = SKFontHinting.None,
            LinearMetrics = true,
            Subpixel = true,
        };
    }

    public string Path { get; }

    public SKTypeface Typeface => typeface;

    /// <summary>By its first four bytes (OpenType 1.9, "Font files"). Other outlines would become Type 3 and lose spaces.</summary>
    public static bool IsTrueType(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> tag = stackalloc byte[4];
        return file.ReadAtLeast(tag, tag.Length, throwOnEndOfStream: false) == tag.Length
            && (tag.SequenceEqual(stackalloc byte[] { 0, 1, 0, 0 }) || tag.SequenceEqual("true"u8));
    }

    public bool Has(Rune rune) => Measure(rune) is not null;

    public GlyphMetrics Of(Rune rune) =>
        Measure(rune) ?? throw new InvalidOperationException($"{Path} has no U+{rune.Value:X4}.");

    public void Dispose()
    {
        font.Dispose();
        typeface.Dispose();
    }

    private GlyphMetrics? Measure(Rune rune) =>
        metrics.GetOrAdd(
            rune,
            wanted =>
            {
                // An SKFont is not safe for several threads at once; measures are few and kept.
                lock (gate)
                {
                    var glyph = font.GetGlyph(wanted.Value);
                    if (glyph == 0)
                        return null;
                    var widths = font.GetGlyphWidths([glyph], out var bounds);
                    return new GlyphMetrics(widths[0] / 1000, bounds[0].Left / 1000, bounds[0].Right / 1000);
                }
            }
        );
}

/// <summary>Advance and ink edges of a glyph, in parts of the em from its origin.</summary>
internal sealed record GlyphMetrics(double Advance, double InkLeft, double InkRight);
