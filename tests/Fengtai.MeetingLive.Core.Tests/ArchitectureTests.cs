using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>
/// Core has no clock, chance, I/O, logging or task. Judged by what the compiled assembly refers to, so that nothing
/// can be reached unseen.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly string[] ForbiddenTypes =
    [
        "System.TimeProvider",
        "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.Console",
        "System.Diagnostics.Stopwatch",
    ];

    /// <summary>Namespaces of I/O, networks, threads and tasks.</summary>
    private static readonly string[] ForbiddenNamespaces =
    [
        "System.IO",
        "System.Net",
        "System.Data",
        "System.Threading",
        "System.Diagnostics.Tracing",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64",
        "System.Environment.get_MachineName",
        "System.Environment.GetEnvironmentVariable",
        "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
        "System.TimeZoneInfo.get_Local",
        "System.Linq.Enumerable.Shuffle",
    ];

    private static readonly Assembly Core = typeof(Meeting).Assembly;

    [Fact]
    public void Core_refers_to_nothing_but_the_base_library() =>
        Assert.All(
            Core.GetReferencedAssemblies(),
            name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal)
        );

    [Fact]
    public void Core_uses_no_type_of_clock_chance_or_io()
    {
        var used = References(Core).Types;
        Assert.Contains("System.Security.Cryptography.SHA256", used);
        Assert.DoesNotContain(used, IsForbidden);
    }

    [Fact]
    public void Core_calls_no_member_that_reads_a_clock_or_chance()
    {
        var used = References(Core).Members;
        Assert.Contains("System.DateTimeOffset.get_UtcTicks", used);
        Assert.DoesNotContain(used, member => ForbiddenMembers.Contains(member));
    }

    [Fact]
    public void The_same_search_finds_them_in_an_assembly_that_has_them()
    {
        // These tests read the file of an assembly; a search that finds nothing anywhere would prove nothing.
        Assert.Contains(References(typeof(ArchitectureTests).Assembly).Types, IsForbidden);
    }

    [Fact]
    public void Types_are_sealed_or_meant_to_be_inherited() =>
        Assert.All(
            Core.GetExportedTypes().Where(type => type.IsClass),
            type => Assert.True(type.IsSealed || type.IsAbstract, $"{type.Name} is open by accident.")
        );

    [Fact]
    public void Every_event_says_by_its_kind_who_did_it() =>
        Assert.All(
            Core.GetTypes().Where(type => type.IsSubclassOf(typeof(MeetingEvent)) && !type.IsAbstract),
            type =>
                Assert.Contains(
                    new[] { typeof(StaffEvent), typeof(ResidentEvent), typeof(AskerEvent) },
                    type.IsSubclassOf
                )
        );

    private static bool IsForbidden(string type) =>
        ForbiddenTypes.Contains(type)
        || ForbiddenNamespaces.Any(space => type.StartsWith($"{space}.", StringComparison.Ordinal));

    private static (string[] Types, string[] Members) References(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return (
            [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))],
            [
                .. metadata
                    .MemberReferences.Select(metadata.GetMemberReference)
                    .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                    .Select(member =>
                        $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"
                    ),
            ]
        );
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var outer = type.ResolutionScope is { IsNil: false, Kind: HandleKind.TypeReference } scope
            ? $"{NameOf(metadata, (TypeReferenceHandle)scope)}+"
            : $"{metadata.GetString(type.Namespace)}.";
        return outer + metadata.GetString(type.Name);
    }
}
