using BenchmarkDotNet.Running;
using Fengtai.MeetingLive.Documents.Benchmarks;

// measure: BenchmarkDotNet; compare: beside Chromium, warm and cold; flat: memory over many documents; once: one
// document in a new process, which compare starts.
switch (args)
{
    case ["measure"]:
        BenchmarkRunner.Run<MinutesBenchmarks>();
        return 0;
    case ["compare"]:
        return await Comparison.RunAsync();
    case ["flat"]:
        return FlatMemory.Run(1000);
    case ["once"]:
        return Comparison.Once();
    default:
        Console.Error.WriteLine("Say what to run: measure, compare or flat.");
        return 1;
}
