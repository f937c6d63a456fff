using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Demo;

/// <summary>The demo as a pack of files in place of its workbook, for tests that spoil one of them.</summary>
internal static class TestPack
{
    private static string Files => Path.Combine(AppContext.BaseDirectory, "Demo", "pack");

    public static void CopyTo(string folder)
    {
        // Those of the demo that stand beside a workbook too: pictures, questions, votes.
        var beside = Directory
            .EnumerateFiles(MeetingPack.DemoFolder)
            .Where(file =>
                Path.GetExtension(file) is ".png" || Path.GetFileName(file) is "questions.csv" or "votes.csv"
            );
        foreach (var file in beside.Concat(Directory.EnumerateFiles(Files)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }
}
