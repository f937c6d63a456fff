using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>What may stand in a field: by its name in a pack's JSON, and by its Chinese word in tables.</summary>
public sealed class Choices<T>(params ImmutableArray<(string Name, string Chinese, T Value)> all)
{
    public IReadOnlyDictionary<string, T> ByName { get; } =
        all.ToDictionary(choice => choice.Name, choice => choice.Value, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, T> ByChinese { get; } =
        all.ToDictionary(choice => choice.Chinese, choice => choice.Value, StringComparer.Ordinal);

    public ImmutableArray<string> Chinese => [.. all.Select(choice => choice.Chinese)];

    public string ChineseOf(T value) =>
        all.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Chinese;
}

/// <summary>是, 否.</summary>
public static class YesNo
{
    public static readonly Choices<bool> Choices = new(("false", "否", false), ("true", "是", true));
}
