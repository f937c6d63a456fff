using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents;

/// <summary>A photo as it is kept: upright, JPEG, without anything that its camera wrote about place, time and owner.</summary>
/// <param name="Small">The same for a phone, at most <see cref="PhotoIntake.SmallSide"/> pixels.</param>
public sealed record KeptPhoto(PhotoHash Hash, byte[] Bytes, byte[] Small, int Width, int Height)
{
    public const string MediaType = "image/jpeg";
}

/// <summary>A photo, or why it is not taken: a code with its arguments; the words are found at the edge.</summary>
public abstract record PhotoResult
{
    private PhotoResult() { }

    public sealed record Taken(KeptPhoto Photo) : PhotoResult;

    public sealed record Refused(string Code, ImmutableArray<string> Arguments) : PhotoResult;
}

/// <summary>
/// Takes photos in. Nothing is decoded before the header has been read, and nothing of the file itself is kept: what
/// goes on is drawn anew, so neither its metadata nor what was hidden in it survives.
/// </summary>
public static class PhotoIntake
{
    public const int BytesMost = 10 * 1024 * 1024;

    /// <summary>Longest side of what is kept, in pixels: the big screen's width.</summary>
    public const int SideMost = 1920;

    /// <summary>Longest side for a phone, in pixels.</summary>
    public const int SmallSide = 800;

    /// <summary>A phone camera's largest pictures have 50 million pixels.</summary>
    public const int PixelsMost = 50_000_000;

    /// <summary>What is decoded at most, four bytes each; JPEG and WebP are made smaller while they are decoded.</summary>
    private const int DecodedMost = 25_000_000;

    private const int Quality = 85;

    /// <summary>Reads a little more than is taken at most, never the whole of something larger.</summary>
    public static PhotoResult Read(Stream stream)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while (memory.Length <= BytesMost && (read = stream.Read(buffer)) > 0)
            memory.Write(buffer, 0, read);
        return Take(memory.ToArray());
    }

    public static PhotoResult Take(byte[] file)
    {
        if (file.Length > BytesMost)
            return Refuse("photo.too-large", BytesMost / 1024 / 1024);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (
            codec is null
            || codec.EncodedFormat
                is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)
        )
            return Refuse("photo.not-a-picture");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var size = DecodedSize(codec);
        if ((long)width * height > PixelsMost || (long)size.Width * size.Height > DecodedMost)
            return Refuse("photo.too-many-pixels", width, height, Limit(codec) / 1_000_000);

        using var decoded = new SKBitmap(
            new SKImageInfo(
                size.Width,
                size.Height,
                SKColorType.Rgba8888,
                SKAlphaType.Premul,
                SKColorSpace.CreateSrgb()
            )
        );
        // A file that ends too early would give a picture that is grey from some line on.
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
            return Refuse("photo.damaged");
        decoded.SetImmutable();
        using var image = SKImage.FromBitmap(decoded);
        var (bytes, kept) = Draw(image, codec.EncodedOrigin, SideMost);
        var (small, _) = Draw(image, codec.EncodedOrigin, SmallSide);
        var hash = new PhotoHash(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return new PhotoResult.Taken(new KeptPhoto(hash, bytes, small, kept.Width, kept.Height));
    }

    /// <summary>The least size that the format can be decoded in and that is not smaller than what is kept.</summary>
    private static SKSizeI DecodedSize(SKCodec codec)
    {
        for (var eighths = 1; eighths < 8; eighths++)
        {
            var size = codec.GetScaledDimensions(eighths / 8f);
            if (Math.Max(size.Width, size.Height) >= SideMost)
                return size;
        }

        return codec.Info.Size;
    }

    private static int Limit(SKCodec codec) =>
        codec.EncodedFormat == SKEncodedImageFormat.Png ? DecodedMost : PixelsMost;

    private static (byte[] Bytes, SKSizeI Size) Draw(SKImage image, SKEncodedOrigin origin, int side)
    {
        var (width, height) =
            origin >= SKEncodedOrigin.LeftTop ? (image.Height, image.Width) : (image.Width, image.Height);
        var scale = Math.Min(1, (float)side / Math.Max(width, height));
        var size = new SKSizeI(
            Math.Max(1, (int)MathF.Round(width * scale)),
            Math.Max(1, (int)MathF.Round(height * scale))
        );
        // Without a colour space, so that no profile is written; pixels are sRGB, as a browser takes them to be.
        using var surface = SKSurface.Create(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale((float)size.Width / width, (float)size.Height / height);
        canvas.Concat(Upright(origin, width, height));
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var snapshot = surface.Snapshot();
        using var encoded = snapshot.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return (encoded.ToArray(), size);
    }

    /// <summary>EXIF 2.32, 4.6.4 A, Orientation: from the picture as stored to the picture as seen.</summary>
    /// <param name="width">Of the picture as seen.</param>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => Matrix(-1, 0, width, 0, 1, 0),
            SKEncodedOrigin.BottomRight => Matrix(-1, 0, width, 0, -1, height),
            SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, height),
            SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
            SKEncodedOrigin.RightTop => Matrix(0, -1, width, 1, 0, 0),
            SKEncodedOrigin.RightBottom => Matrix(0, -1, width, -1, 0, height),
            SKEncodedOrigin.LeftBottom => Matrix(0, 1, 0, -1, 0, height),
            _ => SKMatrix.Identity,
        };

    private static SKMatrix Matrix(float scaleX, float skewX, float x, float skewY, float scaleY, float y) =>
        new(scaleX, skewX, x, skewY, scaleY, y, 0, 0, 1);

    private static PhotoResult.Refused Refuse(string code, params IEnumerable<int> arguments) =>
        new(code, [.. arguments.Select(argument => argument.ToString(CultureInfo.InvariantCulture))]);
}
