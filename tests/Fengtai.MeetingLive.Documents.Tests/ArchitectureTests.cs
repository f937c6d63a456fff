using System.Reflection;
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

    /// <summary>The layout engine could be taken out and set anything: of Core it draws charts, and knows nothing else.</summary>
    [Fact]
    public void The_layout_engine_knows_no_meetings()
    {
        const BindingFlags All =
            BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        var engine = typeof(Pdf.Document);
        var used = engine
            .Assembly.GetTypes()
            .Where(type => type.Namespace == engine.Namespace)
            .SelectMany(type =>
                type.GetFields(All)
                    .Select(field => field.FieldType)
                    .Concat(
                        type.GetMethods(All).SelectMany(method => method.GetParameters()).Select(p => p.ParameterType)
                    )
                    .Concat(
                        type.GetConstructors(All).SelectMany(made => made.GetParameters()).Select(p => p.ParameterType)
                    )
                    .Concat(type.GetMethods(All).Select(method => method.ReturnType))
            )
            .Where(type => type.Namespace is { } name && name.StartsWith("Fengtai.", StringComparison.Ordinal))
            .Select(type => type.Namespace!)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal([typeof(Core.Charts.Chart).Namespace!, engine.Namespace!], used);
    }

    /// <summary>ASP.NET Core and EF are called Microsoft.*, so they are foreign here.</summary>
    private static bool IsOfTheRuntime(string name) =>
        name is "netstandard" or "mscorlib" || name.StartsWith("System.", StringComparison.Ordinal);
}
