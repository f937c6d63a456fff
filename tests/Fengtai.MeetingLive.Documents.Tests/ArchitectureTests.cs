using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Documents turns models into bytes: it knows Core and its drawing libraries, and neither the web nor the database.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Drawing = ["SkiaSharp", "HarfBuzzSharp", "QRCoder"];
    private static readonly string[] Writing =
    [
        "CsvHelper",
        "MiniExcel",
        "Ical.Net",
        "DocumentFormat.OpenXml",
        "DocumentFormat.OpenXml.Framework",
    ];

    [Fact]
    public void Documents_knows_only_Core_and_what_it_draws_and_writes_with()
    {
        var foreign = typeof(MinutesPdf)
            .Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !IsOfTheRuntime(name) && !Drawing.Concat(Writing).Contains(name, StringComparer.Ordinal))
            .ToArray();

        Assert.Equal([typeof(Meeting).Assembly.GetName().Name], foreign);
    }

    /// <summary>ASP.NET Core and EF are called Microsoft.*, so they are foreign here.</summary>
    private static bool IsOfTheRuntime(string name) =>
        name is "netstandard" or "mscorlib" || name.StartsWith("System.", StringComparison.Ordinal);
}
