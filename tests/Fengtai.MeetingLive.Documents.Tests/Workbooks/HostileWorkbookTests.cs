using System.Diagnostics;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>Whatever is handed in is refused with a reason, or its mistakes are named; it never crashes and never costs much.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class HostileWorkbookTests
{
    /// <summary>Beyond what was there before, of one file at its worst. The greatest of them is 11 MB.</summary>
    private const long HeldMost = 120_000_000;

    [Fact]
    public void Hostile_files_are_refused_or_their_mistakes_named_in_bounded_memory()
    {
        var basis = WorkbookRoundTripTests.Basis(SampleContent.Make().Plan);
        var taken = new List<string>();
        var (count, refused, slowest, most) = (0, 0, (Name: "", Milliseconds: 0L), (Name: "", Bytes: 0L));
        foreach (var (name, file) in HostileWorkbooks.All())
        {
            count++;
            var before = GC.GetTotalMemory(forceFullCollection: false);
            var highest = before;
            var watch = Stopwatch.StartNew();
            using (new Timer(_ => highest = Math.Max(highest, GC.GetTotalMemory(false)), null, 5, 5))
            {
                switch (WorkbookReader.Read(file, basis))
                {
                    case WorkbookResult.Refused(var why):
                        refused++;
                        Assert.StartsWith("file.", why.Code, StringComparison.Ordinal);
                        break;
                    case WorkbookResult.Faulty faulty:
                        Assert.NotEmpty(faulty.Mistakes);
                        Assert.InRange(faulty.Mistakes.Length, 1, WorkbookReader.MistakesMost);
                        break;
                    // A byte of a date in a zip's directory changes nothing that is read.
                    case WorkbookResult.Sound when !name.StartsWith('?'):
                        taken.Add(name);
                        break;
                }
            }

            highest = Math.Max(highest, GC.GetTotalMemory(false));
            if (watch.ElapsedMilliseconds > slowest.Milliseconds)
                slowest = (name, watch.ElapsedMilliseconds);
            if (highest - before > most.Bytes)
                most = (name, highest - before);
            file.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} files, {refused} refused whole; slowest {slowest}; most memory {most}"
        );
        Assert.Empty(taken);
        Assert.InRange(count, 200, int.MaxValue);
        Assert.InRange(refused, 100, count);
        Assert.InRange(most.Bytes, 0, HeldMost);
        Assert.InRange(slowest.Milliseconds, 0, 20_000);
    }
}
