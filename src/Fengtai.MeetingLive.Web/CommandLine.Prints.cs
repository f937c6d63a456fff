using System.CommandLine;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Prints;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.Extensions.Options;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>What is printed before a meeting and hung up after it.</summary>
internal static partial class CommandLine
{
    private static Command NoticeCommand(string[] settings)
    {
        var large = new Option<bool>("--a3") { Description = Say("opt.a3") };
        var command = PrintCommand(
            "notice",
            settings,
            (app, door, address, parsed) =>
                Printing.Pdf(
                    Printing.Notice(door.Session.Recorded, address),
                    app.Services.GetRequiredService<MinutesDocuments>().Fonts(),
                    parsed.GetValue(large) ? NoticePaper.A3 : NoticePaper.A4
                )
        );
        command.Options.Add(large);
        return command;
    }

    private static Command PosterCommand(string[] settings) =>
        PrintCommand(
            "poster",
            settings,
            (app, door, address, _) =>
                Printing.Pdf(
                    Printing.Poster(door.Session.Current, door.Venue, address),
                    app.Services.GetRequiredService<MinutesDocuments>().Fonts()
                )
        );

    private static Command TicketsCommand(string[] settings) =>
        PrintCommand(
            "tickets",
            settings,
            (app, door, address, _) =>
                Printing.Tickets(door.Session.Current, app.Services.GetRequiredService<TicketOffice>(), address)
                    is { } sheet
                    ? Printing.Pdf(sheet, app.Services.GetRequiredService<MinutesDocuments>().Fonts())
                    : null
        );

    /// <param name="make">Null: there is nothing to print, which the word <c>NAME.none</c> explains.</param>
    private static Command PrintCommand(
        string name,
        string[] settings,
        Func<WebApplication, Door, string, ParseResult, byte[]?> make
    )
    {
        var code = new Argument<string>("CODE") { Description = Say("arg.venue-code") };
        var file = new Option<FileInfo?>("--out") { Description = Say("opt.out") };
        var command = new Command(name, Say($"{name}.description")) { code, file };
        command.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    if (parsed.GetValue(file) is not { } target)
                        return Fail(Say("out.missing"));
                    if (!string.Equals(target.Extension, ".pdf", StringComparison.OrdinalIgnoreCase))
                        return Fail(Say("format.unknown", target.Extension, ".pdf"));
                    var wanted = parsed.GetRequiredValue(code);
                    await using var app = await PreparedAsync(settings, cancel);
                    // Nobody has asked for a page here, so there is no host to take the address from.
                    if (Address(app) is not { } address)
                        return Fail(Say("address.missing"));
                    if (
                        await app.Services.GetRequiredService<MeetingSessions>().FindAsync(wanted, cancel)
                        is not { } door
                    )
                        return Fail(Say("meeting.unknown", wanted));
                    if (make(app, door, address, parsed) is not { } pdf)
                        return Fail(Say($"{name}.none"));
                    await File.WriteAllBytesAsync(target.FullName, pdf, cancel);
                    Console.WriteLine(Say("written", target.FullName));
                    return Done;
                })
        );
        return command;
    }

    /// <summary>What phones can open, without a slash at its end; null when it is not given or is no web address.</summary>
    private static string? Address(WebApplication app)
    {
        var given = app.Services.GetRequiredService<IOptions<PublicOptions>>().Value.Address;
        return Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? given!.TrimEnd('/')
            : null;
    }
}
