using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>One topic that a street begins with, with the words at which the list suggests it.</summary>
public sealed record DefaultTopic(string Name, string[] Keywords, DefaultTopic[] Parts)
{
    /// <summary>What streets ask about, in two levels; each street edits its own copy.</summary>
    public static readonly ImmutableArray<DefaultTopic> All =
    [
        Topic(
            "养老服务",
            "养老 老人 老年",
            ("助餐", "助餐 食堂 送餐"),
            ("助浴", "助浴 洗澡"),
            ("助医", "助医 陪诊 取药"),
            ("精神慰藉", "陪伴 独居 慰藉")
        ),
        Topic(
            "停车管理",
            "停车 车位 乱停",
            ("错峰停车", "错峰 夜间停车"),
            ("共享车位", "共享车位 共享停车"),
            ("立体停车", "立体停车 机械车位")
        ),
        Topic(
            "老旧小区改造",
            "老旧小区 改造",
            ("加装电梯", "电梯 加装"),
            ("上下水", "上下水 下水道 管道 漏水"),
            ("保温", "保温 外墙"),
            ("适老化", "适老 扶手 坡道")
        ),
        Topic("物业管理", "物业 物业费 保安"),
        Topic("供暖", "供暖 暖气 不热 供热"),
        Topic(
            "环境卫生",
            "卫生 脏乱",
            ("垃圾分类", "垃圾 清运"),
            ("绿化", "绿化 树木 草坪"),
            ("噪声", "噪声 噪音 扰民")
        ),
        Topic("教育", "学校 幼儿园 入学 课后"),
        Topic("医疗", "医院 看病 社区医院"),
        Topic("道路交通", "道路 路灯 公交 红绿灯 拥堵"),
        Topic(
            "平安建设",
            "治安 安全",
            ("反诈", "诈骗 反诈"),
            ("消防", "消防 火灾 通道堵塞"),
            ("电动自行车", "电动自行车 电动车 充电")
        ),
        Topic("新就业群体", "外卖 快递 骑手 网约车"),
        Topic("营商服务", "企业 营商 商户 执照"),
    ];

    private static DefaultTopic Topic(
        string name,
        string keywords,
        params ReadOnlySpan<(string Name, string Keywords)> parts
    )
    {
        var under = new List<DefaultTopic>();
        foreach (var (part, words) in parts)
            under.Add(new DefaultTopic(part, words.Split(' '), []));
        return new DefaultTopic(name, keywords.Split(' '), [.. under]);
    }
}
