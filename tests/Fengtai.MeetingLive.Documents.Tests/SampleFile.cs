using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>The sample minutes, written once and read back.</summary>
public sealed class SampleFile : IDisposable
{
    /// <summary>The environment variable that says where the file is to be left.</summary>
    internal const string OutVariable = "MEETINGLIVE_TEST_SAMPLE_PDF";

    public SampleFile()
    {
        Fonts = FontBook.Load();
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, SampleMinutes.Make(), Fonts, SampleMinutes.Created);
        Bytes = stream.ToArray();
        // A person can look at what the tests have read; another process leaves its file where it was told.
        var kept = Environment.GetEnvironmentVariable(OutVariable);
        File.WriteAllBytes(kept ?? Path.Combine(AppContext.BaseDirectory, "sample-minutes.pdf"), Bytes);
        Pdf = PdfDocument.Open(Bytes);
        Pages = [.. Pdf.GetPages().Select(page => PageLines.Read(page))];
    }

    public FontBook Fonts { get; }

    public byte[] Bytes { get; }

    public PdfDocument Pdf { get; }

    /// <summary>Each page's lines from top to bottom.</summary>
    public ImmutableArray<ImmutableArray<string>> Pages { get; }

    public void Dispose()
    {
        Pdf.Dispose();
        Fonts.Dispose();
    }
}
