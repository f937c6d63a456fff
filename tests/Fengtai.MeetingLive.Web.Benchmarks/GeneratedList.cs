using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Documents.Tables;

namespace Fengtai.MeetingLive.Web.Benchmarks;

/// <summary>A list as 12345 exports it, made up: the same for the same count.</summary>
internal static class GeneratedList
{
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static readonly string[] Columns =
    [
        "工单编号",
        "来电内容",
        "受理时间",
        "办理状态",
        "一级分类",
        "所属网格",
        "承办单位",
        "联系电话",
        "诉求人",
        "地址",
    ];

    private static readonly (string Topic, string[] Texts)[] Topics =
    [
        (
            "停车管理",
            [
                "小区晚上停不下车，旁边单位院里空着，能不能让停",
                "商场停车场夜间包月价太高",
                "早上7点必须挪车，上夜班的来不及",
            ]
        ),
        ("供暖", ["去冬室温只有16度，报修两次没人来", "暖气半边热半边凉", "供暖管道漏水两天没人修"]),
        ("物业管理", ["电梯停了三天没人修", "物业费涨了没有公示", "门禁坏了谁都能进楼"]),
        ("老旧小区改造", ["一层不同意加装电梯，卡了两年", "下水管反味，什么时候能换"]),
        ("环境卫生", ["夜里装修扰民，打电话也没人管", "垃圾桶站夏天太臭，离窗户太近"]),
        ("养老服务", ["助餐点周日不开门，老人没地方吃饭", "想要送餐上门"]),
        ("道路交通", ["路口绿灯太短，老人过不去马路", "小区外占道停车挡住出口"]),
        ("平安建设", ["楼道堆物挡住灭火器", "电动车推上楼充电"]),
    ];

    private static readonly string[] Places = ["祥和里", "文体路", "马家堡东里", "东大街", "西罗园", "洋桥北里"];

    private static readonly string[] More =
    [
        "家里有老人和孩子",
        "每天晚上都这样",
        "已经反映过多次",
        "希望给个准信",
        "邻居们都有意见",
        "去年也打过电话",
        "说好修一直没来",
        "请明确由谁负责",
    ];

    public static byte[] Csv(int count, Encoding encoding)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, encoding, leaveOpen: true))
        {
            writer.NewLine = "\r\n";
            writer.WriteLine("街道接诉即办台账（生成）" + new string(',', Columns.Length - 1));
            writer.WriteLine(string.Join(',', Columns));
            foreach (var row in Rows(count))
                writer.WriteLine(string.Join(',', row.Select(cell => $"\"{cell}\"")));
        }

        return stream.ToArray();
    }

    public static byte[] Xlsx(int count)
    {
        using var stream = new MemoryStream();
        TableFile.WriteXlsx(stream, "台账", Columns, Rows(count));
        return stream.ToArray();
    }

    private static IEnumerable<object?[]> Rows(int count)
    {
        var random = new Random(20250704);
        for (var i = 0; i < count; i++)
        {
            var (topic, texts) = Topics[(int)(random.NextDouble() * random.NextDouble() * Topics.Length)];
            var day = new DateOnly(2025, 1, 1).AddDays(random.Next(184));
            var state = random.Next(100);
            // Every twentieth calls again from the same phone.
            var phone = i % 20 == 0 ? 10_000_000 + i / 40 : 20_000_000 + i;
            yield return
            [
                $"B2025{i:000000}",
                $"{texts[random.Next(texts.Length)]}，{More[random.Next(More.Length)]}，{More[random.Next(More.Length)]}。{Places[random.Next(Places.Length)]}{random.Next(1, 80)}号楼附近，从{random.Next(1, 12)}月{random.Next(1, 28)}日开始。",
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    + $" {random.Next(24):00}:{random.Next(60):00}:00",
                state < 71 ? "已办结"
                : state < 94 ? "办理中"
                : "需协调",
                topic,
                $"第{random.Next(1, 15)}网格",
                "城市管理办",
                $"138{phone}",
                "王秀英",
                $"{Places[random.Next(Places.Length)]}{random.Next(1, 80)}号楼{random.Next(1, 6)}单元{random.Next(101, 620)}",
            ];
        }
    }
}
