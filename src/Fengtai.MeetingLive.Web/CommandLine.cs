using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Staff.Access;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>
/// The commands of the program. Exit codes: 0 done, 1 the words were wrong, 2 the input is wrong and nothing was changed,
/// 3 the storage cannot be used, 4 the port is in use, 5 the journal does not verify.
/// </summary>
internal static partial class CommandLine
{
    private const int Done = 0;
    private const int WrongInput = 2;
    private const int NoStorage = 3;
    private const int NoPort = 4;
    private const int Broken = 5;

    /// <summary>
    /// So long a command that is told to stop may go on with what it is at, as the service manager lets it (TimeoutStopSec of
    /// meetinglive.service). A server needs less: see MeetingHost.
    /// </summary>
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        // A service without a language (LANG=C) speaks Chinese; a terminal that asks for English gets it.
        if (CultureInfo.CurrentUICulture.Equals(CultureInfo.InvariantCulture))
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("zh-CN");
        // Settings (--Storage:DataFolder=…) are the host's to read; the rest are commands.
        var settings = args.Where(IsSetting).ToArray();
        return await Root(settings)
            .Parse([.. args.Where(arg => !IsSetting(arg))])
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Leave });
    }

    private static bool IsSetting(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains(':') && arg.Contains('=');

    private static RootCommand Root(string[] settings)
    {
        var root = new RootCommand(Say("app.description"))
        {
            Serve("run", settings, demo: false),
            Serve("demo", settings, demo: true),
            AccountCommand(settings),
            MeetingCommand(settings),
            MinutesCommand(settings),
            PosterCommand(settings),
            NoticeCommand(settings),
            TicketsCommand(settings),
            JournalCommand(settings),
            BackupCommand(settings),
            RestoreCommand(settings),
            RetentionCommand(settings),
        };
        root.SetAction((_, cancel) => ServeAsync(settings, demo: false, cancel));
        return root;
    }

    private static Command Serve(string name, string[] settings, bool demo)
    {
        var command = new Command(name, Say($"{name}.description"));
        command.SetAction((_, cancel) => ServeAsync(settings, demo, cancel));
        return command;
    }

    private static Task<int> ServeAsync(string[] settings, bool demo, CancellationToken cancel) =>
        GuardAsync(async () =>
        {
            var builder = MeetingHost.CreateBuilder(settings);
            if (demo)
                DemoStart.UseDefaults(builder);
            MeetingHost.UseDefaultAddress(builder, demo ? "http://*:5080" : "http://localhost:5080");
            await using var app = MeetingHost.Build(builder);
            var store = app.Services.GetRequiredService<MeetingStore>();
            await store.PrepareAsync(cancel);
            if (demo)
                await DemoStart.SeedAsync(app.Services, cancel);
            await app.ServeAsync(
                async () =>
                {
                    Greeting.Print(app, demo);
                    var first = app.Services.GetRequiredService<FirstStart>();
                    if (await first.IsOpenAsync(cancel))
                        Greeting.PrintSetup(app, first.Issue());
                },
                cancel
            );
            return Done;
        });

    private static Command JournalCommand(string[] settings)
    {
        var code = new Argument<string>("CODE") { Description = Say("arg.code") };
        var file = new Option<FileInfo?>("--out") { Description = Say("opt.out") };
        var command = new Command("journal", Say("journal.description")) { code, file };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    if (parsed.GetValue(file) is not { } target)
                        return Fail(Say("out.missing"));
                    var wanted = parsed.GetRequiredValue(code);
                    await using var app = await PreparedAsync(settings, cancel);
                    var door = await app.Services.GetRequiredService<MeetingSessions>().FindAsync(wanted, cancel);
                    if (door is null)
                        return Fail(Say("meeting.unknown", wanted));
                    var rows = app
                        .Services.GetRequiredService<MeetingJournal>()
                        .StreamAsync(door.Session.Current.Id, door.Session.Current.Version, cancel);
                    await using (var to = target.Create())
                        await PublishedJournal.WriteAsync(to, rows, cancel);
                    Console.WriteLine(Say("written", target.FullName));
                    return Done;
                })
        );
        return command;
    }

    private static Command MeetingCommand(string[] settings)
    {
        var pack = new Argument<FileSystemInfo>("PACK") { Description = Say("arg.pack") };
        var street = new Option<string>("--street") { Description = Say("opt.street"), Required = true };
        var add = new Command("add", Say("meeting.add.description")) { pack, street };
        add.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    if (parsed.GetRequiredValue(pack) is FileInfo { Exists: true } workbook)
                        return await AddWorkbookAsync(
                            settings,
                            workbook,
                            new StreetId(parsed.GetRequiredValue(street)),
                            cancel
                        );
                    switch (MeetingPack.Read(parsed.GetRequiredValue(pack).FullName))
                    {
                        case PackResult.Faulty(var mistakes):
                            Console.Error.WriteLine(Say("pack.wrong", mistakes.Length));
                            foreach (var mistake in mistakes)
                            {
                                Console.Error.WriteLine(
                                    $"  {mistake.File} {mistake.Place}: {PackWords.Of(mistake, CultureInfo.CurrentUICulture)}"
                                );
                            }

                            return WrongInput;
                        case PackResult.FaultyWorkbook(var wrong):
                            return Complain(MeetingPack.WorkbookName, wrong);
                        case PackResult.Sound(var sound):
                            await using (var app = await PreparedAsync(settings, cancel))
                            {
                                return await AnnounceAsync(
                                    app.Services,
                                    sound,
                                    new StreetId(parsed.GetRequiredValue(street)),
                                    cancel
                                );
                            }
                        default:
                            throw new NotSupportedException("A pack is sound or faulty.");
                    }
                })
        );
        return new Command("meeting", Say("meeting.description")) { add, TemplateCommand(), ExportCommand(settings) };
    }

    private static async Task<int> AnnounceAsync(
        IServiceProvider services,
        MeetingPack pack,
        StreetId street,
        CancellationToken cancel
    )
    {
        var sessions = services.GetRequiredService<MeetingSessions>();
        var plan = pack.Plan with { Street = street };
        foreach (var code in plan.Venues.Select(venue => venue.Code))
        {
            if (await sessions.FindAsync(code, cancel) is not null)
                return Fail(Say("pack.code-taken", code));
        }

        // Before the meeting: what the journal names must be there.
        await services.GetRequiredService<PhotoStore>().KeepAsync(street, pack.Photos, cancel);
        var session = await sessions.GetAsync(new MeetingId(Guid.NewGuid().ToString("N")));
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var announce = pack.Announce(new CommandId("announce"), Actor.System(street), now, plan);
        switch (await session.ExecuteAsync(announce, cancel))
        {
            case Outcome.Done:
                Console.WriteLine(Say("meeting.added", plan.Title, plan.Code));
                return Done;
            case Outcome.Refused(var rejection, _):
                return Fail(rejection.Code);
            case Outcome.Failed(var code):
                return Fail(code);
            default:
                throw new NotSupportedException("An outcome is done, refused or failed.");
        }
    }

    /// <summary>The services with the storage ready, and no server.</summary>
    private static async Task<WebApplication> PreparedAsync(string[] settings, CancellationToken cancel)
    {
        var app = MeetingHost.Build(MeetingHost.CreateBuilder([.. settings, "--Logging:LogLevel:Default=Warning"]));
        await app.Services.GetRequiredService<MeetingStore>().PrepareAsync(cancel);
        return app;
    }

    private static int Fail(string message, int exitCode = WrongInput)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }

    /// <summary>What can go wrong outside ourselves gets a sentence and an exit code, never a stack trace.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (StorageException e)
        {
            return Fail(Say(e.Code, e.Argument), NoStorage);
        }
        catch (Exception e) when (StorageException.IsFull(e))
        {
            return Fail(Say("storage.full"), NoStorage);
        }
        catch (ProxyUnknownException e)
        {
            return Fail(Say("proxy.shape", e.Message));
        }
        catch (JournalBrokenException e)
        {
            return Fail(Say("journal.broken", e.Version, e.Message), Broken);
        }
        catch (SealBrokenException e)
        {
            return Fail(Say("seal.broken", e.Message), Broken);
        }
        catch (FontMissingException e)
        {
            return Fail(Say("font.missing", e.Message), NoStorage);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Fail(Say("port.in-use"), NoPort);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return Fail(Say("port.in-use"), NoPort);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(Say("file.unwritable", "", e.Message));
        }
    }
}
