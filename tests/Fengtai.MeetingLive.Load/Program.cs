using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Load;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
if (args is ["bare", .. var sizes])
{
    await BareServer.RunAsync(sizes);
    return 0;
}

if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(LoadOptions.Help);
    return 0;
}

var runs = new List<LoadOptions>();
foreach (
    var chosen in args is ["all", .. var rest]
        ? LoadOptions.Everything.Select(run => (string[])[.. run, .. rest])
        : [args]
)
{
    var (options, mistake) = LoadOptions.Parse(chosen);
    mistake ??= Machine.Lacks(options!.Phones);
    if (options is null || mistake is not null)
    {
        await Console.Error.WriteLineAsync($"{mistake} --help says what there is.");
        return 2;
    }

    runs.Add(options);
}

var reports = new List<Report>();
try
{
    foreach (var run in runs)
    {
        reports.Add(await Run.AllAsync(run));
    }
}
catch (TracingRefusedException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (Exception e) when (Swarm.IsLoss(e) || e is HttpRequestException)
{
    // Such as a server that did not start: there is no table then.
    await Console.Error.WriteLineAsync($"The run ended early: {e}");
    return 1;
}

foreach (var report in reports)
{
    Console.WriteLine();
    Console.WriteLine(report);
}

if (runs[0].Json is { } file)
    await Report.WriteAsync(reports, file);
var missed = reports.SelectMany(report => report.Missed).ToArray();
foreach (var row in missed)
{
    Console.WriteLine($"Missed: {row.Scenario}, {row.Name} ({row.Limit})");
}

return missed.Length == 0 ? 0 : 1;
