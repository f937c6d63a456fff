using System.Globalization;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>Whatever is done to what was published is found, and the first entry that is wrong is the one that is named.</summary>
public sealed class DamageTests
{
    private const int Many = 1_000;

    [Theory]
    [InlineData(20250825)]
    [InlineData(1)]
    public void A_thousand_random_damages_are_found_all_of_them_at_the_first_broken_entry(int seed)
    {
        var sound = Published.Meeting1();
        Assert.Null(Found(sound.Bytes, sound.Openings, [new Head(sound.Hashes[^1], null)]));
        var damages = new Damages(sound, new Random(seed));
        var (found, missed) = (0, new List<string>());
        for (var i = 0; i < Many; i++)
        {
            var damage = damages.Next();
            var fault = Found(damage.Journal, damage.Openings, damage.Heads);
            var named =
                fault is not null
                && fault.File == (damage.File ?? "journal")
                && (damage.Entry is not { } entry || fault.Entry == entry);
            if (named)
                found++;
            else
                missed.Add(
                    $"{damage.What}: expected {damage.File} {damage.Entry}, {fault?.ToString() ?? "nothing found"}"
                );
        }

        Assert.Empty(missed);
        Assert.Equal(Many, found);
    }

    [Fact]
    public void Every_reason_that_is_found_can_be_said_in_both_languages()
    {
        var damages = new Damages(Published.Meeting1(), new Random(7));
        var reasons = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 400; i++)
        {
            var damage = damages.Next();
            if (Found(damage.Journal, damage.Openings, damage.Heads) is not { } fault)
                continue;
            reasons.Add(fault.Reason);
            foreach (var language in (string[])["zh-CN", "en"])
            {
                var words = Said.In(CultureInfo.GetCultureInfo(language), $"fault.{fault.Reason}", fault.About);
                Assert.DoesNotContain("{0}", words, StringComparison.Ordinal);
            }
        }

        Assert.True(reasons.Count >= 12, string.Join(' ', reasons));
    }

    /// <summary>As the program does it: the journal, then each file of openings; the first fault.</summary>
    private static Fault? Found(byte[] journal, IEnumerable<OpenedFile> openings, IReadOnlyCollection<Head> heads)
    {
        using var text = new MemoryStream(journal);
        var read = JournalCheck.Run("journal", text, heads);
        if (read is Fault broken)
            return broken;
        var sound = (Journal)read;
        foreach (var file in openings)
        {
            using var bytes = new MemoryStream(file.Bytes);
            if (OpeningsCheck.Run(file.Name, bytes, sound.Course) is Fault fault)
                return fault;
        }

        return null;
    }
}
