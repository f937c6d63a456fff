using System.IO.Compression;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>The search itself can fail: a number that is planted is found in every coding, and no other is.</summary>
public sealed class SeededPhonesScannerTests
{
    private static readonly SeededPhones Phones = new();
    private static readonly string One = Phones.All[37];

    public static TheoryData<int> Ways => [0, 1, 2, 3, 4, 5];

    [Fact]
    public void They_are_all_different() =>
        Assert.Equal(SeededPhones.Count, Phones.All.Distinct(StringComparer.Ordinal).Count(p => p.Length == 11));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_planted_number_is_found_however_it_is_typed_and_coded(int way)
    {
        var text = $"请打{SeededPhones.Typed(One, way)}，谢谢";
        var escaped = string.Concat(text.Select(c => c < 0x80 ? c.ToString() : $"\\u{(int)c:x4}"));
        var html = string.Concat(text.Select(c => c < 0x80 ? c.ToString() : $"&#{(int)c};"));

        Assert.Equal([One], Phones.In(text));
        Assert.Equal([One], Phones.In(escaped));
        Assert.Equal([One], Phones.In(html));
        Assert.Equal([One], Phones.In(Encoding.Unicode.GetBytes(text)));
        Assert.Equal([One], Phones.In([7, .. Encoding.Unicode.GetBytes(text)]));
        Assert.Equal([One], Phones.In([0, 255, 3, .. Encoding.UTF8.GetBytes(text), 200]));
    }

    [Fact]
    public void A_planted_number_is_found_in_what_is_packed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(One));
        using var office = new MemoryStream();
        using (var zip = new ZipArchive(office, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = zip.CreateEntry("word/document.xml").Open())
            part.Write(Encoding.UTF8.GetBytes($"<w:t>{One}</w:t>"));

        Assert.Equal([One], Phones.In(packed.ToArray()));
        Assert.Equal([One], Phones.In(office.ToArray()));
    }

    [Fact]
    public void A_masked_number_and_another_are_not_found() =>
        Assert.Empty(Phones.In($"{One[..3]}****{One[^4..]}、13000000000、{One[..10]}、12345"));
}
