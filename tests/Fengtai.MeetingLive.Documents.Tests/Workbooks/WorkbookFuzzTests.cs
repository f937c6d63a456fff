using System.IO.Compression;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>
/// Sound workbooks with bits turned by chance, in the packed file and inside its parts: each is refused with a code, its
/// mistakes are named, or it is read. What is hostile on purpose is in <see cref="HostileWorkbookTests"/>.
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class WorkbookFuzzTests
{
    private const int Files = 300;
    private const long MostMemory = 64 * 1024 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(20251123)]
    public void Workbooks_by_chance_are_refused_named_or_read_and_hold_no_memory(int seed)
    {
        var chance = new Random(seed);
        var content = SampleContent.Make();
        var basis = WorkbookRoundTripTests.Basis(content.Plan);
        var sound = WorkbookRoundTripTests.Written(content).ToArray();
        var (refused, others) = (0, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var n = 0; n < Files; n++)
        {
            using var file = new MemoryStream(n % 2 == 0 ? Turned(sound, chance) : TurnedInside(sound, chance));
            switch (WorkbookReader.Read(file, basis))
            {
                case WorkbookResult.Refused(var why):
                    Assert.StartsWith("file.", why.Code, StringComparison.Ordinal);
                    refused++;
                    break;
                case WorkbookResult.Faulty faulty:
                    Assert.NotEmpty(faulty.Mistakes);
                    others++;
                    break;
                default:
                    others++;
                    break;
            }
        }

        // Both happen, or the files were all alike.
        Assert.InRange(refused, 10, Files);
        Assert.InRange(others, 10, Files);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
    }

    private static byte[] Turned(byte[] bytes, Random chance)
    {
        var turned = bytes.ToArray();
        for (var times = chance.Next(1, 4); times > 0; times--)
            turned[chance.Next(turned.Length)] ^= (byte)(1 << chance.Next(8));
        return turned;
    }

    /// <summary>One part unpacked, turned or cut, and packed again: the zip itself is sound.</summary>
    private static byte[] TurnedInside(byte[] bytes, Random chance)
    {
        using var file = new MemoryStream();
        file.Write(bytes);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries[chance.Next(zip.Entries.Count)];
            var name = entry.FullName;
            using var part = new MemoryStream();
            using (var packed = entry.Open())
                packed.CopyTo(part);
            entry.Delete();
            var turned = Turned(part.ToArray(), chance);
            using var anew = zip.CreateEntry(name).Open();
            anew.Write(chance.Next(4) == 0 ? turned.AsSpan(0, chance.Next(turned.Length)) : turned);
        }

        return file.ToArray();
    }
}
