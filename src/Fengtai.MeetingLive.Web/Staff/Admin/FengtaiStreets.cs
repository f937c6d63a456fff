using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>
/// The 26 streets and towns of Fengtai, offered for taking over: 24 街道 and 2 镇 since the district's division of 2021,
/// by the public names under which the district's government lists them (北京市丰台区人民政府, 街镇).
/// </summary>
public static class FengtaiStreets
{
    /// <summary>An id stands in addresses: the name in pinyin without its kind.</summary>
    public static readonly ImmutableArray<(string Id, string Name)> All =
    [
        ("fengtai", "丰台街道"),
        ("lugouqiao", "卢沟桥街道"),
        ("xincun", "新村街道"),
        ("changxindian", "长辛店街道"),
        ("yungang", "云岗街道"),
        ("fangzhuang", "方庄街道"),
        ("dongtiejiangying", "东铁匠营街道"),
        ("youanmen", "右安门街道"),
        ("nanyuan", "南苑街道"),
        ("donggaodi", "东高地街道"),
        ("heyi", "和义街道"),
        ("majiapu", "马家堡街道"),
        ("xiluoyuan", "西罗园街道"),
        ("dahongmen", "大红门街道"),
        ("taipingqiao", "太平桥街道"),
        ("liuliqiao", "六里桥街道"),
        ("wulidian", "五里店街道"),
        ("qingta", "青塔街道"),
        ("shiliuzhuang", "石榴庄街道"),
        ("chengshousi", "成寿寺街道"),
        ("yuquanying", "玉泉营街道"),
        ("kandan", "看丹街道"),
        ("wanping", "宛平街道"),
        ("huaxiang", "花乡街道"),
        ("beigong", "北宫镇"),
        ("wangzuo", "王佐镇"),
    ];
}
