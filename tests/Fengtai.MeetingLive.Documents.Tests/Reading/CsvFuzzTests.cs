using System.Text;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Tests.Reading;

/// <summary>
/// Tables by chance: sound ones with bits turned, cut off, mixed, and noise. Each is read or refused with a code, and
/// never holds more than the limits say. Workbooks go the same way in Workbooks/.
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class CsvFuzzTests
{
    private const int Files = 3_000;
    private const long MostMemory = 32 * 1024 * 1024;

    private static readonly CsvLimits Limits = new(Bytes: 256 * 1024, Rows: 2_000, Columns: 50, Cell: 2_000);

    private static readonly byte[][] Sound =
    [
        Encoding.UTF8.GetBytes(
            "工单编号,诉求内容,日期\r\nA1,\"停车难，\n夜里\"\"绕三圈\"\"\",2025-06-01\r\nA2,𠮷祥里暖气不热,\r\n"
        ),
        [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("a;b;c\n1;\"x;y\";3\n\n\n;;;\n")],
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("编号\t内容\n1\t路灯不亮\n2\t䶮㙍𠮷\n"),
        Encoding.Unicode.GetBytes("编号,内容\n1,x\n"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20251123)]
    public void Whatever_is_no_table_is_refused_with_a_code_and_what_is_one_is_read(int seed)
    {
        var chance = new Random(seed);
        var (read, refused) = (0, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var n = 0; n < Files; n++)
        {
            var bytes = Made(chance);
            try
            {
                using var file = new MemoryStream(bytes);
                var shape = CsvShape.Of(file, Limits);
                var rows = CsvRows.Read(file, shape, Limits).ToList();
                Assert.InRange(rows.Count, 0, Limits.Rows);
                Assert.All(rows, row => Assert.InRange(row.Cells.Count, 1, Limits.Columns));
                read++;
            }
            catch (FileRefusedException e)
            {
                Assert.StartsWith("file.", e.Refusal.Code, StringComparison.Ordinal);
                refused++;
            }
        }

        // Both happen, or the files were all alike.
        Assert.InRange(read, 100, Files);
        Assert.InRange(refused, 100, Files);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
    }

    private static byte[] Made(Random chance)
    {
        var bytes = Sound[chance.Next(Sound.Length)].ToArray();
        switch (chance.Next(7))
        {
            case 0:
                return bytes[..chance.Next(bytes.Length)];
            case 1:
                var noise = new byte[chance.Next(1, 4_000)];
                chance.NextBytes(noise);
                return noise;
            case 2:
                // One endless field, row or column.
                return [.. bytes, .. Enumerable.Repeat((byte)"\"\n,a"[chance.Next(4)], chance.Next(5_000))];
            case 3:
                return [.. bytes, .. Sound[chance.Next(Sound.Length)]];
            case 4:
                // Signs that mean something, in any order.
                return [.. Enumerable.Range(0, chance.Next(1, 500)).Select(_ => (byte)"\",;\t\r\n a"[chance.Next(8)])];
            default:
                for (var times = chance.Next(1, 6); times > 0; times--)
                    bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
                return bytes;
        }
    }
}
