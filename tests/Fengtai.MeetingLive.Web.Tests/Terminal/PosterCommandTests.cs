using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>The poster as an operator prints it.</summary>
public sealed class PosterCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-poster-");

    private string Data => $"--Storage:DataFolder={Path.Combine(folder.FullName, "data")}";

    private string Target => Path.Combine(folder.FullName, "poster.pdf");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_venue_s_poster_is_written_once_it_is_known_what_phones_can_open()
    {
        var pack = Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo");
        Assert.Equal(0, (await RunAsync(With("meeting", "add", pack, "--street", "wangzuo", Data))).Code);

        var nowhere = await RunAsync(With("poster", "FTFH01", "--out", Target, Data));
        Assert.Equal(2, nowhere.Code);
        Assert.Contains("--Public:Address=", nowhere.Complained, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));

        const string Address = "--Public:Address=https://baogao.example.cn";
        var unknown = await RunAsync(With("poster", "NOSUCH", "--out", Target, Data, Address));
        Assert.Equal(2, unknown.Code);
        Assert.Contains("NOSUCH", unknown.Complained, StringComparison.Ordinal);

        var written = await RunAsync(With("poster", "FTFH01", "--out", Target, Data, Address));
        Assert.Equal((0, ""), (written.Code, written.Complained));
        Assert.StartsWith(
            "%PDF-",
            await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("ftp://baogao.example.cn")]
    [InlineData("baogao.example.cn")]
    public async Task An_address_that_no_phone_opens_is_not_printed(string address)
    {
        var ended = await RunAsync(With("poster", "FT2025", "--out", Target, Data, $"--Public:Address={address}"));

        Assert.Equal(2, ended.Code);
        Assert.False(File.Exists(Target));
    }
}
