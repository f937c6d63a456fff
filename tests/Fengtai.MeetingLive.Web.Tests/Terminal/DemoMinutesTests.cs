using System.Diagnostics;
using System.Text.RegularExpressions;
using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>The minutes of the demo's meeting, read back with the tools that readers have.</summary>
public sealed partial class DemoMinutesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-minutes-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_demos_minutes_are_whole_in_order_and_searchable()
    {
        var target = Path.Combine(folder.FullName, "minutes.pdf");
        var ended = await RunAsync(With("minutes", "--demo", "--out", target));
        Assert.Equal(0, ended.Code);

        var text = Blanks().Replace(await ReadAsync("pdftotext", "-raw", "-enc", "UTF-8", target, "-"), "");
        string[] parts =
        [
            // Played to its end, and nobody has sealed it.
            "送审稿",
            "向群众报告工作会纪要",
            "丰台区王佐镇人民政府",
            "现纪要如下：",
            "一、报告工作情况",
            "二、回应群众提问",
            "三、承办事项",
            "四、满意度测评",
            "五、意向征集",
            "附件：1.成绩单",
            "附件1成绩单",
            "附件2群众提问台账",
            "附件3承办事项责任清单",
            "附件4满意度测评和意向征集结果",
            "核验方法",
            "会议日志第",
            "印发",
        ];
        var at = 0;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(next >= at, $"{part} is missing or out of order");
            at = next + part.Length;
        }

        var fonts = (await ReadAsync("pdffonts", target)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.InRange(fonts.Length, 4, 6);
        Assert.All(fonts, font => Assert.Matches("CID TrueType +Identity-H +yes yes yes", font));
    }

    private static async Task<string> ReadAsync(string tool, params string[] words)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(tool, words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        var said = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blanks();
}
