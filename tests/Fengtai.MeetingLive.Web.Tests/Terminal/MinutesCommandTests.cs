using Fengtai.MeetingLive.Web.Tests.Demo;
using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>The minutes of several meetings, as an operator fetches them.</summary>
public sealed class MinutesCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-minutes-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => $"--Storage:DataFolder={InFolder("data")}";

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Several_go_to_a_folder_with_a_line_each_and_one_that_is_unknown_keeps_no_other_back()
    {
        await AddMeetingsAsync();
        var target = InFolder("minutes");

        var ended = await RunAsync(
            With("minutes", "FT2025", "NOSUCH", "ft2026", "--out", target, "--format", "docx", Data)
        );

        Assert.Equal(2, ended.Code);
        Assert.Contains("[1/3] 已写入", ended.Said, StringComparison.Ordinal);
        Assert.Contains("[2/3] 没有会议码为 NOSUCH", ended.Complained, StringComparison.Ordinal);
        Assert.Contains("[3/3] 已写入", ended.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Complained, StringComparison.Ordinal);
        Assert.Equal(
            ["FT2025.docx", "FT2026.docx"],
            Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.All(Directory.GetFiles(target), file => Assert.Equal("PK"u8, File.ReadAllBytes(file).AsSpan(0, 2)));

        var both = await RunAsync(With("minutes", "FT2025", "FT2026", "--out", target, Data));
        Assert.Equal((0, ""), (both.Code, both.Complained));
        Assert.True(File.Exists(Path.Combine(target, "FT2026.pdf")));

        var one = await RunAsync(With("minutes", "FT2025", "--out", InFolder("one.docx"), Data));
        Assert.Equal((0, ""), (one.Code, one.Complained));
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(target, "FT2025.docx"), Cancel),
            await File.ReadAllBytesAsync(InFolder("one.docx"), Cancel)
        );
    }

    [Theory]
    [InlineData("文件夹", "A", "B", "--out", "all.pdf")]
    [InlineData(".odt", "A", "--out", "one.odt")]
    [InlineData(".odt", "A", "B", "--out", "all", "--format", "odt")]
    [InlineData("会议码", "--out", "one.pdf")]
    [InlineData("--out", "A")]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string said, params string[] words)
    {
        string[] placed =
        [
            .. words.Select(word => word is "all.pdf" or "one.odt" or "all" or "one.pdf" ? InFolder(word) : word),
        ];

        var ended = await RunAsync(With(["minutes", .. placed, Data]));

        Assert.Equal(2, ended.Code);
        Assert.Contains(said, ended.Complained, StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos("all*").Concat(folder.GetFileSystemInfos("one*")));
    }

    private async Task AddMeetingsAsync()
    {
        var pack = Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo");
        Assert.Equal(0, (await RunAsync(With("meeting", "add", pack, "--street", "wangzuo", Data))).Code);
        var second = Directory.CreateDirectory(InFolder("pack"));
        TestPack.CopyTo(second.FullName);
        var meeting = Path.Combine(second.FullName, "meeting.json");
        await File.WriteAllTextAsync(
            meeting,
            (await File.ReadAllTextAsync(meeting, Cancel))
                .Replace("FT2025", "FT2026", StringComparison.Ordinal)
                .Replace("FTFH0", "FTGH0", StringComparison.Ordinal)
                .Replace("FTXS0", "FTXT0", StringComparison.Ordinal),
            Cancel
        );

        var added = await RunAsync(With("meeting", "add", second.FullName, "--street", "wangzuo", Data));
        Assert.Equal((0, ""), (added.Code, added.Complained));
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);
}
