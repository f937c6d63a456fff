using System.CommandLine;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Extensions.Options;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>backup and restore.</summary>
internal static partial class CommandLine
{
    private static Command BackupCommand(string[] settings)
    {
        var file = new Argument<FileInfo>("FILE") { Description = Say("arg.file") };
        var command = new Command("backup", Say("backup.description")) { file };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    var target = parsed.GetRequiredValue(file);
                    if (target.Exists)
                        return Fail(Say("backup.exists", target.FullName));
                    await using var app = await PreparedAsync(settings, cancel);
                    var store = app.Services.GetRequiredService<MeetingStore>();
                    if (store.Provider != StorageProvider.Sqlite)
                        return Fail(Say("backup.sqlite-only"));
                    await Backup.WriteAsync(store, target.FullName, cancel);
                    Console.WriteLine(Say("written", target.FullName));
                    return Done;
                })
        );
        return command;
    }

    private static Command RestoreCommand(string[] settings)
    {
        var file = new Argument<FileInfo>("FILE") { Description = Say("arg.file") };
        var command = new Command("restore", Say("restore.description")) { file };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    var source = parsed.GetRequiredValue(file);
                    if (!source.Exists)
                        return Fail(Say("backup.missing", source.FullName));
                    if (!await Backup.IsOursAsync(source.FullName, cancel))
                        return Fail(Say("backup.not-ours", source.FullName));
                    await using var app = MeetingHost.Build(MeetingHost.CreateBuilder(settings));
                    var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
                    if (storage.Provider != StorageProvider.Sqlite)
                        return Fail(Say("backup.sqlite-only"));
                    try
                    {
                        var kept = await Backup.RestoreAsync(source.FullName, storage.DataFolder, cancel);
                        Console.WriteLine(Say("restore.done", kept ?? "-"));
                        return Done;
                    }
                    catch (IOException e) when (e.Message == "in use")
                    {
                        return Fail(Say("restore.running"), NoStorage);
                    }
                })
        );
        return command;
    }
}
