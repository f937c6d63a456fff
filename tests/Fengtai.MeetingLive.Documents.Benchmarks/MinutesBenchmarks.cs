using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Documents.Tests;

namespace Fengtai.MeetingLive.Documents.Benchmarks;

/// <summary>Whether time and memory grow as the questions do.</summary>
[MemoryDiagnoser]
[Config(typeof(Config))]
public class MinutesBenchmarks
{
    private FontBook fonts = null!;
    private Minutes minutes = null!;

    [Params(50, 500, 5000)]
    public int Questions { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        fonts = FontBook.Load();
        minutes = SizedMinutes.With(Questions);
    }

    [GlobalCleanup]
    public void CleanUp() => fonts.Dispose();

    [Benchmark]
    public int Pdf() => SizedMinutes.Pdf(minutes, fonts).Length;

    [Benchmark]
    public int Docx()
    {
        using var stream = new MemoryStream();
        MinutesDocx.Write(stream, minutes, fonts, SampleMinutes.Created);
        return (int)stream.Length;
    }

    /// <summary>In this process: the native libraries are found as the program finds them.</summary>
    private sealed class Config : ManualConfig
    {
        public Config() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
