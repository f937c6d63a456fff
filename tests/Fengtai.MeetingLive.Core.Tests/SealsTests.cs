using System.Security.Cryptography;
using System.Text;

namespace Fengtai.MeetingLive.Core.Tests;

public sealed class SealsTests
{
    /// <summary>The leaves and roots that the Certificate Transparency project tests RFC 6962 with, for one to eight leaves.</summary>
    private static readonly string[] CtLeaves =
    [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];

    private static readonly string[] CtRoots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_root_is_that_of_certificate_transparency(int count)
    {
        // These leaves are in ordinal order already, so sorting leaves them.
        Assert.Equal(CtRoots[count - 1], Seals.Root(CtLeaves[..count]));
    }

    [Fact]
    public void The_root_of_nothing_is_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Seals.Root([]));

    [Fact]
    public void The_order_in_which_people_rated_does_not_show()
    {
        string[] commitments = [.. Enumerable.Range(0, 7).Select(i => Seals.Of($"{i}"))];
        Assert.Equal(Seals.Root(commitments), Seals.Root(commitments.Reverse()));
    }

    [Fact]
    public void Large_roots_agree_with_the_definition_written_another_way()
    {
        foreach (var count in new[] { 9, 16, 17, 100, 257 })
        {
            string[] commitments = [.. Enumerable.Range(0, count).Select(i => Seals.Of($"{i}"))];
            Assert.Equal(RootByLevels(commitments), Seals.Root(commitments));
        }
    }

    [Fact]
    public void A_root_changes_with_each_commitment()
    {
        string[] all = [.. Enumerable.Range(0, 5).Select(i => Seals.Of($"{i}"))];
        var roots = Enumerable.Range(0, 5).Select(i => Seals.Root([.. all[..i], Seals.Of("x"), .. all[(i + 1)..]]));
        Assert.Equal(6, roots.Append(Seals.Root(all)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_commitment_is_the_hash_of_its_parts_and_changes_with_each()
    {
        var one = Seals.Rating("salt", new("overall"), 5);
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes("rating\nsalt\noverall\n5"));
        Assert.Equal(Convert.ToHexStringLower(expected), one);
        Assert.NotEqual(one, Seals.Rating("salt2", new("overall"), 5));
        Assert.NotEqual(one, Seals.Rating("salt", new("conduct"), 5));
        Assert.NotEqual(one, Seals.Rating("salt", new("overall"), 4));
    }

    [Fact]
    public void No_two_lists_of_parts_give_one_hash()
    {
        Assert.NotEqual(Seals.Of("ab", "c"), Seals.Of("a", "bc"));
        Assert.NotEqual(Seals.Of("a", ""), Seals.Of("a"));
        Assert.Throws<ArgumentException>(() => Seals.Of("a\nb"));
    }

    /// <summary>From the leaves upwards: pairs are joined, a last one without a partner goes up as it is.</summary>
    private static string RootByLevels(string[] commitments)
    {
        var level = commitments
            .Order(StringComparer.Ordinal)
            .Select(c => SHA256.HashData([0, .. Convert.FromHexString(c)]))
            .ToArray();
        while (level.Length > 1)
        {
            level =
            [
                .. level
                    .Chunk(2)
                    .Select(pair => pair.Length == 2 ? SHA256.HashData([1, .. pair[0], .. pair[1]]) : pair[0]),
            ];
        }

        return Convert.ToHexStringLower(level[0]);
    }
}
