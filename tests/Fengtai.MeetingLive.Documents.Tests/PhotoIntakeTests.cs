using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What is taken in as a photo, and what becomes of it.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class PhotoIntakeTests
{
    private static readonly SKColor Red = new(200, 30, 30);
    private static readonly SKColor Blue = new(30, 30, 200);

    [Fact]
    public void A_large_photo_is_kept_as_wide_as_the_big_screen_and_small_for_phones()
    {
        var kept = Taken(Encode(3000, 2000, SKEncodedImageFormat.Jpeg));

        Assert.Equal((1920, 1280), (kept.Width, kept.Height));
        Assert.Equal((1920, 1280), Size(kept.Bytes));
        Assert.Equal((800, 533), Size(kept.Small));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept.Bytes)), kept.Hash.Value);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_small_photo_keeps_its_size_whatever_its_format(SKEncodedImageFormat format)
    {
        var kept = Taken(Encode(320, 200, format));

        Assert.Equal((320, 200), Size(kept.Bytes));
        Assert.Equal((320, 200), Size(kept.Small));
        AssertNear(Red, Pixel(kept.Bytes, 0.25, 0.5));
        AssertNear(Blue, Pixel(kept.Bytes, 0.75, 0.5));
    }

    [Fact]
    public void The_same_photo_gives_the_same_address() =>
        Assert.Equal(
            Taken(Encode(640, 480, SKEncodedImageFormat.Jpeg)).Hash,
            Taken(Encode(640, 480, SKEncodedImageFormat.Jpeg)).Hash
        );

    [Fact]
    public void A_picture_of_sixty_megapixels_is_refused_by_its_header()
    {
        // The pixels are not even there: whoever decoded them would call it damaged.
        var refused = Refused(PngHeader(10_000, 6_000));

        Assert.Equal("photo.too-many-pixels", refused.Code);
        Assert.Equal(["10000", "6000", "25"], refused.Arguments);
    }

    [Fact]
    public void Refusing_a_picture_of_sixty_megapixels_takes_no_memory()
    {
        var file = PngHeader(10_000, 6_000);
        Refused(file);
        var before = Environment.WorkingSet;

        Refused(file);

        // Decoded it would be 240 MB.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 40L * 1024 * 1024);
    }

    [Fact]
    public void A_camera_s_forty_eight_megapixels_are_made_smaller_while_they_are_decoded()
    {
        var kept = Taken(Encode(8000, 6000, SKEncodedImageFormat.Jpeg));

        Assert.Equal((1920, 1440), (kept.Width, kept.Height));
    }

    [Theory]
    [InlineData("只是一段文字，名字叫photo.jpg")]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void What_only_pretends_to_be_a_picture_is_refused(string text) =>
        Assert.Equal("photo.not-a-picture", Refused(Encoding.UTF8.GetBytes(text)).Code);

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_file_that_was_cut_off_is_refused(SKEncodedImageFormat format)
    {
        var whole = Encode(1200, 900, format, noisy: true);

        Assert.Equal("photo.damaged", Refused(whole[..(whole.Length * 2 / 3)]).Code);
    }

    [Fact]
    public void A_file_over_ten_megabytes_is_refused()
    {
        var refused = Refused(new byte[PhotoIntake.BytesMost + 1]);

        Assert.Equal("photo.too-large", refused.Code);
        Assert.Equal(["10"], refused.Arguments);
    }

    [Fact]
    public void Of_a_file_without_end_no_more_is_read_than_is_taken()
    {
        using var endless = new Endless();

        var result = PhotoIntake.Read(endless);

        Assert.Equal("photo.too-large", Assert.IsType<PhotoResult.Refused>(result).Code);
        Assert.InRange(endless.Given, PhotoIntake.BytesMost, PhotoIntake.BytesMost + 100_000);
    }

    /// <summary>Red stands left and blue right as stored; where they stand as seen follows from EXIF's table.</summary>
    [Theory]
    [InlineData(1, 0.25, 0.5)]
    [InlineData(2, 0.75, 0.5)]
    [InlineData(3, 0.75, 0.5)]
    [InlineData(4, 0.25, 0.5)]
    [InlineData(5, 0.5, 0.25)]
    [InlineData(6, 0.5, 0.25)]
    [InlineData(7, 0.5, 0.75)]
    [InlineData(8, 0.5, 0.75)]
    public void A_photo_taken_with_a_turned_camera_stands_upright(int orientation, double redX, double redY)
    {
        var file = WithExif(Encode(400, 200, SKEncodedImageFormat.Jpeg), (ushort)orientation);

        var kept = Taken(file);

        Assert.Equal(orientation < 5 ? (400, 200) : (200, 400), (kept.Width, kept.Height));
        AssertNear(Red, Pixel(kept.Bytes, redX, redY));
        AssertNear(Blue, Pixel(kept.Bytes, 1 - redX, 1 - redY));
        AssertNear(Red, Pixel(kept.Small, redX, redY));
    }

    [Fact]
    public void Where_it_was_taken_and_by_whom_is_gone()
    {
        var file = WithExif(Encode(400, 200, SKEncodedImageFormat.Jpeg), 6);
        // The file bears what it is to lose.
        Assert.Contains("Exif", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.Contains("SECRETCAM", Encoding.Latin1.GetString(file), StringComparison.Ordinal);

        var kept = Taken(file);

        Assert.All(
            new[] { kept.Bytes, kept.Small },
            bytes =>
            {
                var text = Encoding.Latin1.GetString(bytes);
                Assert.DoesNotContain("Exif", text, StringComparison.Ordinal);
                Assert.DoesNotContain("SECRETCAM", text, StringComparison.Ordinal);
                // JFIF (E0) is all that stands before the picture: no EXIF or XMP (E1), no profile (E2), no comment (FE).
                Assert.Equal([0xE0], Segments(bytes).Where(marker => marker is >= 0xE0 and <= 0xEF or 0xFE));
            }
        );
    }

    private static KeptPhoto Taken(byte[] file) => Assert.IsType<PhotoResult.Taken>(PhotoIntake.Take(file)).Photo;

    private static PhotoResult.Refused Refused(byte[] file) =>
        Assert.IsType<PhotoResult.Refused>(PhotoIntake.Take(file));

    /// <summary>Red on the left, blue on the right.</summary>
    private static byte[] Encode(int width, int height, SKEncodedImageFormat format, bool noisy = false)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        using (var red = new SKPaint { Color = Red })
        {
            canvas.Clear(Blue);
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }

        if (noisy)
        {
            // An even picture is so small that its last bytes hold nothing.
            for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 7 * y), (byte)(x ^ y), (byte)(x * y / 3)));
        }

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static (int Width, int Height) Size(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        Assert.Equal(SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
        return (codec.Info.Width, codec.Info.Height);
    }

    private static SKColor Pixel(byte[] picture, double x, double y)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.GetPixel((int)(bitmap.Width * x), (int)(bitmap.Height * y));
    }

    private static void AssertNear(SKColor expected, SKColor found)
    {
        Assert.InRange(found.Red, expected.Red - 12, expected.Red + 12);
        Assert.InRange(found.Green, expected.Green - 12, expected.Green + 12);
        Assert.InRange(found.Blue, expected.Blue - 12, expected.Blue + 12);
    }

    /// <summary>A PNG's signature, its header and the beginning of its pixels, with sound checksums.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // 8 bits, red green blue.
        header[8] = 8;
        header[9] = 2;
        Chunk("IHDR", header);
        using var pixels = new MemoryStream();
        using (var deflate = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(new byte[1000]);
        Chunk("IDAT", pixels.ToArray());
        return file.ToArray();

        void Chunk(string type, byte[] content)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            file.Write(number);
            byte[] covered = [.. Encoding.ASCII.GetBytes(type), .. content];
            file.Write(covered);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(covered));
            file.Write(number);
        }
    }

    /// <summary>CRC-32 as in PNG, Annex D.</summary>
    private static uint Crc(byte[] bytes)
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

    /// <summary>
    /// Puts an EXIF block behind the JPEG's first marker, as a camera does: its orientation, its maker, and where it was
    /// (39°54′ N, 116°12′ E).
    /// </summary>
    private static byte[] WithExif(byte[] jpeg, ushort orientation)
    {
        using var tiff = new MemoryStream();
        var write = new BinaryWriter(tiff);
        // TIFF 6.0, little-endian: the first directory of three entries at 8, the GPS directory of four after it.
        write.Write("II"u8);
        write.Write((ushort)42);
        write.Write(8);
        const int Gps = 8 + 2 + 3 * 12 + 4;
        const int Values = Gps + 2 + 4 * 12 + 4;
        write.Write((ushort)3);
        Entry(0x010F, 2, 10, Values);
        Entry(0x0112, 3, 1, orientation);
        Entry(0x8825, 4, 1, Gps);
        write.Write(0);
        write.Write((ushort)4);
        Entry(1, 2, 2, 'N');
        Entry(2, 5, 3, Values + 10);
        Entry(3, 2, 2, 'E');
        Entry(4, 5, 3, Values + 34);
        write.Write(0);
        write.Write("SECRETCAM\0"u8);
        foreach (var number in (int[])[39, 1, 54, 1, 0, 1, 116, 1, 12, 1, 0, 1])
            write.Write(number);

        byte[] block = [.. "Exif\0\0"u8, .. tiff.ToArray()];
        var length = block.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. block, .. jpeg[2..]];

        void Entry(ushort tag, ushort type, int count, int value)
        {
            write.Write(tag);
            write.Write(type);
            write.Write(count);
            write.Write(value);
        }
    }

    /// <summary>The markers of a JPEG up to where its picture begins.</summary>
    private static List<int> Segments(byte[] jpeg)
    {
        var markers = new List<int>();
        for (var at = 2; at + 4 < jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA; )
        {
            markers.Add(jpeg[at + 1]);
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
        }

        return markers;
    }

    /// <summary>Gives bytes for ever and counts them.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
