using System.Net;
using System.Net.Sockets;
using Fengtai.MeetingLive.Web.Tests.Demo;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>The program as an operator meets it: what it says, and the exit code that a script can use.</summary>
public sealed class CommandLineTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IDisposable
{
    private const int Done = 0;
    private const int WrongInput = 2;
    private const int NoStorage = 3;
    private const int NoPort = 4;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-terminal-");

    private static string DemoPack => Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_in_use_is_named_and_another_way_is_shown()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var start = With("run", Data());
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var ended = await RunAsync(start);

        Assert.Equal(NoPort, ended.Code);
        Assert.Contains("端口已被占用", ended.Complained, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", ended.Complained, StringComparison.Ordinal);
        AssertNoStackTrace(ended);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        // Not even the machine's administrator can make a folder there.
        var ended = await RunAsync(With("run", "--Storage:DataFolder=/proc/nope"));

        Assert.Equal(NoStorage, ended.Code);
        Assert.Contains("数据文件夹不能写入：/proc/nope", ended.Complained, StringComparison.Ordinal);
        AssertNoStackTrace(ended);
    }

    [Fact]
    public async Task PostgreSQL_without_an_address_says_which_setting_is_missing()
    {
        var ended = await RunAsync(With("run", "--Storage:Provider=Postgres"));

        Assert.Equal(NoStorage, ended.Code);
        Assert.Contains("Storage:ConnectionString", ended.Complained, StringComparison.Ordinal);
        AssertNoStackTrace(ended);
    }

    [Fact]
    public async Task A_missing_font_is_named_and_no_half_document_is_left()
    {
        var target = Path.Combine(folder.FullName, "minutes.pdf");

        var ended = await RunAsync(With("minutes", "--demo", "--out", target, $"--Documents:Fonts={folder.FullName}"));

        Assert.Equal(NoStorage, ended.Code);
        Assert.Contains("NotoSerifSC-Regular.ttf", ended.Complained, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
        AssertNoStackTrace(ended);
    }

    [Fact]
    public async Task The_demos_minutes_are_a_pdf()
    {
        var target = Path.Combine(folder.FullName, "minutes.pdf");

        var ended = await RunAsync(With("minutes", "--demo", "--out", target));

        Assert.Equal(Done, ended.Code);
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(target, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretary", "short", "密码")]
    [InlineData("king", "a-long-enough-password-1", "king")]
    public async Task An_account_that_cannot_be_made_says_why(string role, string password, string named)
    {
        var ended = await RunAsync(
            With("account", "add", "wang", "--role", role, "--street", "wangzuo", Data()),
            password
        );

        Assert.Equal(WrongInput, ended.Code);
        Assert.Contains(named, ended.Complained, StringComparison.Ordinal);
        AssertNoStackTrace(ended);
    }

    [Fact]
    public async Task An_account_is_made_once()
    {
        string[] words = ["account", "add", "li", "--role", "secretary", "--street", "wangzuo", Data()];

        var first = await RunAsync(With(words), "a-long-enough-password-1\n");
        var second = await RunAsync(With(words), "a-long-enough-password-1\n");

        Assert.Equal((Done, ""), (first.Code, first.Complained));
        Assert.DoesNotContain("password-1", first.Said, StringComparison.Ordinal);
        Assert.Equal(WrongInput, second.Code);
        Assert.Contains("已有", second.Complained, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unit", "wangzuo")]
    [InlineData("grid", "wangzuo")]
    [InlineData("evaluator", "*")]
    public async Task An_account_of_every_role_is_made_for_one_street_or_for_all(string role, string street)
    {
        var ended = await RunAsync(
            With("account", "add", $"post of {role}", "--role", role, "--street", street, Data()),
            "a-long-enough-password-1\n"
        );

        Assert.Equal((Done, ""), (ended.Code, ended.Complained));
    }

    [Theory]
    [InlineData("grid", "--grid", "第7网格", Done, "")]
    [InlineData("unit", "--unit", "城市管理办", Done, "")]
    [InlineData("secretary", "--grid", "第7网格", WrongInput, "--role grid")]
    public async Task An_account_speaks_for_the_unit_or_grid_that_goes_with_its_role(
        string role,
        string option,
        string name,
        int code,
        string complained
    )
    {
        var ended = await RunAsync(
            With("account", "add", $"for {name}", "--role", role, "--street", "wangzuo", option, name, Data()),
            "a-long-enough-password-1\n"
        );

        Assert.Equal(code, ended.Code);
        Assert.Contains(complained, ended.Complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_asks_for_English_gets_it()
    {
        var start = With("meeting", "add", folder.FullName, "--street", "wangzuo", Data());
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "en_US.UTF-8";

        var ended = await RunAsync(start);

        Assert.Equal(WrongInput, ended.Code);
        Assert.Contains("meeting.json", ended.Complained, StringComparison.Ordinal);
        Assert.DoesNotContain((IEnumerable<char>)ended.Complained, letter => letter is >= '一' and <= '鿿');
    }

    [Fact]
    public async Task A_faulty_pack_names_every_mistake_and_adds_nothing()
    {
        var pack = PackOfFiles();
        var slides = Path.Combine(pack, "slides.json");
        await File.WriteAllTextAsync(slides, "this is no list", Cancel);
        File.Delete(Path.Combine(pack, "commitments.csv"));

        var ended = await RunAsync(With("meeting", "add", pack, "--street", "wangzuo", Data()));
        var sound = await RunAsync(With("meeting", "add", DemoPack, "--street", "wangzuo", Data()));
        var again = await RunAsync(With("meeting", "add", DemoPack, "--street", "wangzuo", Data()));

        Assert.Equal(WrongInput, ended.Code);
        Assert.Contains("slides.json", ended.Complained, StringComparison.Ordinal);
        Assert.Contains("commitments.csv", ended.Complained, StringComparison.Ordinal);
        AssertNoStackTrace(ended);
        // The faulty one has taken neither name nor code; the second sound one finds it taken.
        Assert.Equal((Done, ""), (sound.Code, sound.Complained));
        Assert.Equal(WrongInput, again.Code);
        Assert.Contains("FT2025", again.Complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_brings_the_journal_back_byte_for_byte_and_never_under_a_running_server()
    {
        Assert.Equal(Done, (await RunAsync(With("meeting", "add", DemoPack, "--street", "w", Data("from")))).Code);
        var (before, after, backup) = (InFolder("before.jsonl"), InFolder("after.jsonl"), InFolder("kept.db"));
        Assert.Equal(Done, (await RunAsync(With("journal", "FT2025", "--out", before, Data("from")))).Code);
        using (await ServerProcess.StartAsync(Path.Combine(folder.FullName, "from")))
        {
            Assert.Equal(Done, (await RunAsync(With("backup", backup, Data("from")))).Code);
            var running = await RunAsync(With("restore", backup, Data("from")));
            Assert.Equal(NoStorage, running.Code);
            AssertNoStackTrace(running);
        }

        var overwriting = await RunAsync(With("backup", backup, Data("from")));
        Assert.Equal(WrongInput, overwriting.Code);
        Assert.Equal(Done, (await RunAsync(With("restore", backup, Data("to")))).Code);
        Assert.Equal(Done, (await RunAsync(With("journal", "FT2025", "--out", after, Data("to")))).Code);
        Assert.NotEmpty(await File.ReadAllBytesAsync(before, Cancel));
        Assert.Equal(await File.ReadAllBytesAsync(before, Cancel), await File.ReadAllBytesAsync(after, Cancel));
    }

    [Fact]
    public async Task A_file_that_is_no_backup_replaces_nothing()
    {
        Assert.Equal(Done, (await RunAsync(With("meeting", "add", DemoPack, "--street", "w", Data("sound")))).Code);
        var stranger = InFolder("letter.txt");
        await File.WriteAllTextAsync(stranger, "This is a letter.", Cancel);

        var ended = await RunAsync(With("restore", stranger, Data("sound")));
        var still = await RunAsync(With("journal", "FT2025", "--out", InFolder("still.jsonl"), Data("sound")));

        Assert.Equal(WrongInput, ended.Code);
        Assert.Contains(stranger, ended.Complained, StringComparison.Ordinal);
        AssertNoStackTrace(ended);
        Assert.Equal(Done, still.Code);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void AssertNoStackTrace(Ended ended) =>
        Assert.DoesNotContain("   at ", ended.Complained + ended.Said, StringComparison.Ordinal);

    private string Data() => $"--Storage:DataFolder={database.Options.DataFolder}";

    private string Data(string name) => $"--Storage:DataFolder={InFolder(name)}";

    private string InFolder(string name) => Path.Combine(folder.FullName, name);

    private string PackOfFiles()
    {
        var pack = Directory.CreateDirectory(InFolder("pack"));
        TestPack.CopyTo(pack.FullName);
        return pack.FullName;
    }
}
