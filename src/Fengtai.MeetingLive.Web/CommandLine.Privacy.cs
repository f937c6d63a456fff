using System.CommandLine;
using Fengtai.MeetingLive.Web.Privacy;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>retention.</summary>
internal static partial class CommandLine
{
    /// <summary>Once, now; a server that runs does the same every day.</summary>
    private static Command RetentionCommand(string[] settings)
    {
        var command = new Command("retention", Say("retention.description"));
        command.SetAction(
            (_, cancel) =>
                GuardAsync(async () =>
                {
                    await using var app = await PreparedAsync(settings, cancel);
                    var counts = await app.Services.GetRequiredService<Retention>().RunAsync(cancel);
                    Console.WriteLine(
                        Say("retention.done", counts.Demands, counts.Visits, counts.Sessions, counts.Records)
                    );
                    return Done;
                })
        );
        return command;
    }
}
