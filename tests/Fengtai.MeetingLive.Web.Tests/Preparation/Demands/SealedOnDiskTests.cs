using System.Text;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>Seeded phones, names and addresses are looked for wherever they could have gone.</summary>
public sealed class SealedOnDiskTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task They_stand_in_no_file_of_the_database_no_log_and_no_shown_row()
    {
        var keyFile = Path.Combine(database.Options.DataFolder, "outside.key");
        await using var room = await DemandRoom.OpenAsync(database, keyFile);
        string[] secrets = ["13812345678", "13787654321", "欧阳秀英", "2单元301"];
        var rows = Enumerable
            .Range(1, 300)
            .Select(n => $"A{n},第{n}件 请打13787654321,2025-06-27,13812345678,欧阳秀英,祥和里6号楼2单元301");
        var job = await room.ImportAsync(DemandRoom.Utf8(["工单编号,来电内容,受理时间,联系电话,诉求人,地址", .. rows]));
        await room.ImportAsync(
            DemandRoom.Utf8(
                "工单编号,来电内容,受理时间,联系电话,诉求人,地址",
                "B1,事,不是日期,13812345678,欧阳秀英,祥和里6号楼2单元301"
            )
        );
        await room.Acts.LookAsync(
            DemandRoom.Street,
            (await room.PageAsync()).Rows[0].Id,
            "回访",
            new Looker(DemandRoom.By, Core.Roles.Secretary),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(300, job.Progress.Added);
        foreach (var file in Directory.GetFiles(database.Options.DataFolder, "meetings.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var secret in secrets)
            {
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"{secret} in {file}");
                Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) < 0, $"{secret} in {file}");
            }
        }

        var shown = string.Concat(
            await room
                .Book.AllAsync(DemandRoom.Street, DemandFilter.All, TestContext.Current.CancellationToken)
                .Select(row => row.ToString())
                .ToListAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains("137****4321", shown, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shown + room.Log.Said, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(keyFile));
    }
}
