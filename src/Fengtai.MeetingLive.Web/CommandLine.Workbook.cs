using System.CommandLine;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
using Fengtai.MeetingLive.Web.Words;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>A meeting from a workbook, the empty workbook, and a meeting as one.</summary>
internal static partial class CommandLine
{
    private static Command TemplateCommand()
    {
        var file = new Option<FileInfo?>("--out") { Description = Say("opt.out") };
        var command = new Command("template", Say("meeting.template.description")) { file };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(() =>
                    WriteWorkbookAsync(parsed.GetValue(file), stream => WorkbookWriter.WriteTemplate(stream), cancel)
                )
        );
        return command;
    }

    private static Command ExportCommand(string[] settings)
    {
        var code = new Argument<string>("CODE") { Description = Say("arg.code") };
        var file = new Option<FileInfo?>("--out") { Description = Say("opt.out") };
        var command = new Command("export", Say("meeting.export.description")) { code, file };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    var wanted = parsed.GetRequiredValue(code);
                    await using var app = await PreparedAsync(settings, cancel);
                    if (
                        await app.Services.GetRequiredService<MeetingSessions>().FindAsync(wanted, cancel)
                        is not { } door
                    )
                        return Fail(Say("meeting.unknown", wanted));
                    var meeting = door.Session.Current;
                    return await WriteWorkbookAsync(
                        parsed.GetValue(file),
                        stream =>
                            WorkbookWriter.Write(
                                stream,
                                new WorkbookContent(meeting.Plan, meeting.ResponsePlans, meeting.HeldWords)
                            ),
                        cancel
                    );
                })
        );
        return command;
    }

    private static async Task<int> WriteWorkbookAsync(FileInfo? target, Action<Stream> write, CancellationToken cancel)
    {
        if (target is null)
            return Fail(Say("out.missing"));
        if (!string.Equals(target.Extension, ".xlsx", StringComparison.OrdinalIgnoreCase))
            return Fail(Say("format.unknown", target.Extension.Length == 0 ? target.Name : target.Extension, ".xlsx"));
        using var file = new MemoryStream();
        write(file);
        await File.WriteAllBytesAsync(target.FullName, file.ToArray(), cancel);
        Console.WriteLine(Say("written", target.FullName));
        return Done;
    }

    /// <summary>Announces what the workbook says; photos that it names lie beside it.</summary>
    private static async Task<int> AddWorkbookAsync(
        string[] settings,
        FileInfo workbook,
        StreetId street,
        CancellationToken cancel
    )
    {
        var photos = new PackPhotos(workbook.DirectoryName!);
        WorkbookResult read;
        await using (var file = workbook.OpenRead())
            read = WorkbookReader.Read(file, new WorkbookBasis(street, Code: null, photos.Find));
        switch (read)
        {
            case WorkbookResult.Sound(var content, _):
                await using (var app = await PreparedAsync(settings, cancel))
                {
                    var pack = new MeetingPack(content.Plan, content.ResponsePlans, [])
                    {
                        HeldWords = content.HeldWords,
                        Photos = photos.Kept,
                    };
                    var added = await AnnounceAsync(app.Services, pack, street, cancel);
                    return added == Done && !content.Demands.IsEmpty
                        ? await AddDemandsAsync(app.Services, street, workbook.Name, content, cancel)
                        : added;
                }
            default:
                return Complain(workbook.Name, read);
        }
    }

    /// <summary>Every mistake of a workbook that is not taken.</summary>
    private static int Complain(string name, WorkbookResult wrong)
    {
        switch (wrong)
        {
            case WorkbookResult.Refused(var why):
                return Fail($"{name}: {FileWording.Of(why, CultureInfo.CurrentUICulture)}");
            case WorkbookResult.Faulty faulty:
                Console.Error.WriteLine(Say("book.wrong", faulty.Total));
                foreach (var mistake in faulty.Mistakes)
                {
                    Console.Error.WriteLine(
                        $"  {WorkbookWords.Place(mistake)}: {WorkbookWords.Of(mistake, CultureInfo.CurrentUICulture)}"
                    );
                }

                return WrongInput;
            default:
                throw new NotSupportedException("A workbook is sound, faulty or refused.");
        }
    }

    private static async Task<int> AddDemandsAsync(
        IServiceProvider services,
        StreetId street,
        string name,
        WorkbookContent content,
        CancellationToken cancel
    )
    {
        var job = await WorkbookDemands.BeginAsync(
            services.GetRequiredService<DemandImports>(),
            street,
            name,
            content,
            Actor.System(street).Id.Value,
            cancel
        );
        await job.Ended.WaitAsync(cancel);
        if (job.Progress.Step != ImportStep.Done)
            return Fail(Say("book.demands-not", $"{job.Progress.Step}"));
        Console.WriteLine(Say("book.demands", job.Progress.Added, job.Progress.Updated));
        return Done;
    }
}
