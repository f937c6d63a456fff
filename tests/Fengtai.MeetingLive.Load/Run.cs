using Fengtai.MeetingLive.Load.Scenarios;

namespace Fengtai.MeetingLive.Load;

/// <summary>One run: our server with its swarm, then the bare hub with the same.</summary>
internal static class Run
{
    private static readonly (string Name, Func<Stage, Task> Play)[] Scenarios =
    [
        (Joining.Name, Joining.RunAsync),
        (Hour.Name, Hour.RunAsync),
        (FanOut.Name, FanOut.RunAsync),
        (Storming.Burst, Storming.BurstAsync),
        (Storming.Storm, Storming.StormAsync),
        (Flicker.Name, Flicker.RunAsync),
        (Stalled.Name, Stalled.RunAsync),
    ];

    public static async Task<Report> AllAsync(LoadOptions options)
    {
        var at = DateTimeOffset.UtcNow;
        if (options.Scenarios is [LoadOptions.Start])
            return Report.Of(options, Machine.Description, at, await Starting.RunAsync(), []);
        var (ours, sizes) = await OursAsync(options);
        var bare = await BareAsync(options, sizes);
        if (options.Runs(Starting.Name))
            ours = [.. ours, .. await Starting.RunAsync()];
        return Report.Of(options, Machine.Description, at, ours, bare);
    }

    private static async Task<(IReadOnlyList<Figure>, Sizes)> OursAsync(LoadOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("meetinglive-load-").FullName;
        try
        {
            using var server = await Child.StartOursAsync(folder, options.CountSyncs);
            Console.WriteLine($"Our server: process {server.Id}, {server.Address}, data in {folder}");
            var (sizes, rated) = await Joining.WarmAsync(server.Address);
            var disk = new Disk(folder);
            await using var swarm = new Swarm(server.Address);
            var stage = new Stage(options, server, swarm, disk, rated);
            // Syncs first here and last there: one that comes between the two must not lack for a commit.
            var synced = server.Syncs;
            var version = await disk.VersionAsync();
            await PlayAsync(stage);
            var commits = await disk.AllCommitsAsync(version);
            if (server.Syncs - synced is { } syncs)
            {
                stage.Note(Limits.Killed, "commits", commits);
                stage.Note(Limits.Killed, "syncs to disk", syncs);
                stage.Note(Limits.Killed, Limits.SyncsACommit, (double)syncs / commits);
            }

            // No chance to put anything in order: what was answered must be there all the same.
            await server.KillAsync();
            stage.Note(Limits.Killed, "ratings answered", stage.Kept.Count);
            stage.Note(Limits.Killed, Limits.Missing, await disk.MissingAsync(stage.Kept));
            return (stage.Figures, sizes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> BareAsync(LoadOptions options, Sizes sizes)
    {
        using var server = await Child.StartBareAsync(sizes);
        Console.WriteLine($"Bare hub: process {server.Id}, {server.Address}, {sizes}");
        var (_, rated) = await Joining.WarmAsync(server.Address);
        await using var swarm = new Swarm(server.Address);
        var stage = new Stage(options, server, swarm, disk: null, rated);
        await PlayAsync(stage);
        return stage.Figures;
    }

    private static async Task PlayAsync(Stage stage)
    {
        foreach (var (name, play) in Scenarios.Where(scenario => stage.Options.Runs(scenario.Name)))
        {
            Console.WriteLine($"  {name}");
            var noise = new Noise(Environment.ProcessId, stage.Server.Id);
            var worked = Machine.BusyOf(stage.Server.Id);
            await play(stage);
            stage.Note(name, "processor time of the server", Machine.BusyOf(stage.Server.Id) - worked, "s");
            stage.Note(name, "processor taken by others", 100 * noise.Others, "%");
        }
    }
}
