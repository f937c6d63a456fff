using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>The vectors that the phone opens too (wwwroot-assets/test/proof.test.ts); made by neither.</summary>
public sealed class OpeningsTests
{
    [Fact]
    public void The_rules_and_the_phone_seal_and_gather_alike()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Vectors()));

        Assert.Equal(9, vectors.RootElement.GetArrayLength());
        foreach (var openings in vectors.RootElement.EnumerateArray())
        {
            var id = openings.GetProperty("id").GetString()!;
            var commitments = openings
                .GetProperty("leaves")
                .EnumerateArray()
                .Select(leaf =>
                    leaf.TryGetProperty("score", out var score)
                        ? Seals.Rating(Salt(leaf), new RoundId(id), score.GetInt32())
                        : Seals.Ballot(
                            Salt(leaf),
                            new PollId(id),
                            [
                                .. leaf.GetProperty("choices")
                                    .EnumerateArray()
                                    .Select(choice => new ProposalId(choice.GetString()!)),
                            ]
                        )
                )
                .ToArray();

            Assert.Equal(commitments.Order(StringComparer.Ordinal), commitments);
            Assert.Equal(openings.GetProperty("root").GetString(), Seals.Root(commitments));
        }

        static string Salt(JsonElement leaf) => leaf.GetProperty("salt").GetString()!;
    }

    private static string Vectors([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../wwwroot-assets/test/proof-vectors.json");
}
