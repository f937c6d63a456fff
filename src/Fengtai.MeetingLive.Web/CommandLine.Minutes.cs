using System.CommandLine;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Public;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>The minutes of one meeting as a file, or those of several in a folder.</summary>
internal static partial class CommandLine
{
    private static Command MinutesCommand(string[] settings)
    {
        var codes = new Argument<string[]>("CODE") { Description = Say("arg.codes"), Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<FileInfo?>("--out") { Description = Say("opt.out-many") };
        var form = new Option<string?>("--format") { Description = Say("opt.format", Formats) };
        var demo = new Option<bool>("--demo") { Description = Say("opt.demo") };
        var command = new Command("minutes", Say("minutes.description")) { codes, file, form, demo };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    if (parsed.GetValue(file) is not { } target)
                        return Fail(Say("out.missing"));
                    string[] wanted = [.. (parsed.GetValue(codes) ?? []).Distinct(StringComparer.OrdinalIgnoreCase)];
                    var toFolder = wanted.Length > 1 || Directory.Exists(target.FullName);
                    var named = parsed.GetValue(form) ?? (toFolder ? "pdf" : target.Extension.TrimStart('.'));
                    if (
                        toFolder
                        && FormatOf(target.Extension.TrimStart('.')) is not null
                        && !Directory.Exists(target.FullName)
                    )
                        return Fail(Say("out.folder", target.FullName));
                    if (FormatOf(named) is not { } format)
                        return Fail(Say("format.unknown", named.Length == 0 ? target.Name : $".{named}", Formats));
                    if (parsed.GetValue(demo))
                        return await WriteDemoAsync(settings, format, target, cancel);
                    if (wanted.Length == 0)
                        return Fail(Say("code.missing"));
                    await using var app = await PreparedAsync(settings, cancel);
                    return toFolder
                        ? await WriteAllAsync(app, wanted, format, target, cancel)
                        : await WriteOneAsync(app, wanted[0], format, _ => target.FullName, "", cancel);
                })
        );
        return command;
    }

    private static async Task<int> WriteDemoAsync(
        string[] settings,
        string format,
        FileInfo target,
        CancellationToken cancel
    )
    {
        await using var unstored = MeetingHost.Build(MeetingHost.CreateBuilder(settings));
        var (played, pictures) = DemoStart.PlayedToTheEnd();
        var made = unstored
            .Services.GetRequiredService<MinutesDocuments>()
            .Make(format, played, PhotoStore.Pictures(pictures));
        var path = Directory.Exists(target.FullName)
            ? Path.Combine(target.FullName, $"{played.Meeting.Plan.Code}.{format}")
            : target.FullName;
        await File.WriteAllBytesAsync(path, made, cancel);
        Console.WriteLine(Say("written", path));
        return Done;
    }

    /// <summary>One line a document. What cannot be made is said and does not keep the others from being written; the exit
    /// code is that of the worst.</summary>
    private static async Task<int> WriteAllAsync(
        WebApplication app,
        string[] codes,
        string format,
        FileInfo folder,
        CancellationToken cancel
    )
    {
        Directory.CreateDirectory(folder.FullName);
        var worst = Done;
        foreach (var (index, code) in codes.Index())
        {
            var progress = $"[{index + 1}/{codes.Length}] ";
            int ended;
            try
            {
                ended = await WriteOneAsync(
                    app,
                    code,
                    format,
                    meant => Path.Combine(folder.FullName, $"{meant}.{format}"),
                    progress,
                    cancel
                );
            }
            catch (SealBrokenException e)
            {
                ended = Fail(progress + Say("seal.broken", e.Message), Broken);
            }
            catch (JournalBrokenException e)
            {
                ended = Fail(progress + Say("journal.broken", e.Version, e.Message), Broken);
            }

            worst = Math.Max(worst, ended);
        }

        return worst;
    }

    /// <param name="path">From the meeting's own code, as it stands in its plan.</param>
    private static async Task<int> WriteOneAsync(
        WebApplication app,
        string code,
        string format,
        Func<string, string> path,
        string progress,
        CancellationToken cancel
    )
    {
        if (await app.Services.GetRequiredService<MeetingSessions>().FindAsync(code, cancel) is not { } door)
            return Fail(progress + Say("meeting.unknown", code));
        var recorded = door.Session.Recorded;
        var plan = recorded.Meeting.Plan;
        var root = app.Services.GetRequiredService<PublicAddress>().Configured;
        var bytes = await app
            .Services.GetRequiredService<MinutesArchive>()
            .MakeAsync(format, recorded, root is null ? null : PublicAddress.Of(root, plan), cancel);
        var target = path(plan.Code);
        await File.WriteAllBytesAsync(target, bytes, cancel);
        Console.WriteLine(progress + Say("written", target));
        return Done;
    }

    /// <summary>Null when the minutes cannot be had in that form.</summary>
    private static string? FormatOf(string name) =>
        MinutesDocuments.Formats.FirstOrDefault(known =>
            string.Equals(name, known, StringComparison.OrdinalIgnoreCase)
        );

    private static string Formats => string.Join(' ', MinutesDocuments.Formats.Select(known => $".{known}"));
}
