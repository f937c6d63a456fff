using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>What the list keeps of a row.</summary>
public enum DemandField
{
    /// <summary>工单编号</summary>
    Number,

    /// <summary>诉求内容; required.</summary>
    Text,

    /// <summary>受理时间; required.</summary>
    Received,
    Source,

    /// <summary>一级分类</summary>
    Topic,

    /// <summary>二级分类</summary>
    Part,

    /// <summary>办理状态</summary>
    State,
    Grid,

    /// <summary>承办单位</summary>
    Unit,
    Phone,
    Person,
    Address,
}

/// <summary>Which header stands for which field; a field that is not in the file is missing here.</summary>
public sealed record DemandMapping(ImmutableSortedDictionary<DemandField, string> Headers)
{
    public static readonly ImmutableArray<DemandField> Required = [DemandField.Text, DemandField.Received];

    /// <summary>By name: the synonyms that 12345, petition and grid systems use. The first column of a name wins.</summary>
    public static DemandMapping Guess(IEnumerable<string> headers)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<DemandField, string>();
        foreach (var header in headers)
        {
            if (FieldOf(header) is { } field && !found.ContainsKey(field))
                found.Add(field, header);
        }

        return new DemandMapping(found.ToImmutable());
    }

    /// <summary>Null when no field is called so.</summary>
    public static DemandField? FieldOf(string header) =>
        Names.TryGetValue(Core.Words.Plain(header), out var field) ? field : null;

    /// <summary>The same for the same headers, in whichever order they stand.</summary>
    public static string KeyOf(IEnumerable<string> headers) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        headers.Select(Core.Words.Plain).Where(h => h.Length > 0).Order(StringComparer.Ordinal)
                    )
                )
            )
        );

    public string ToJson() => JsonSerializer.Serialize(Headers);

    public static DemandMapping FromJson(string json) =>
        new(JsonSerializer.Deserialize<ImmutableSortedDictionary<DemandField, string>>(json)!);

    /// <summary>The names as they are shown when no heading is found.</summary>
    public static ImmutableArray<string> NamesOf(DemandField field) => Synonyms[field];

    private static readonly FrozenDictionary<DemandField, ImmutableArray<string>> Synonyms = new Dictionary<
        DemandField,
        ImmutableArray<string>
    >
    {
        [DemandField.Number] =
        [
            "工单编号",
            "工单号",
            "诉求编号",
            "编号",
            "信访件编号",
            "信访编号",
            "案件编号",
            "事件编号",
            "受理编号",
            "流水号",
            "Number",
            "Case number",
        ],
        [DemandField.Text] =
        [
            "诉求内容",
            "来电内容",
            "反映内容",
            "主要内容",
            "工单内容",
            "问题描述",
            "事件描述",
            "信访内容",
            "诉求",
            "内容",
            "内容摘要",
            "具体诉求",
            "反映问题",
            "Text",
            "Content",
        ],
        [DemandField.Received] =
        [
            "受理时间",
            "受理日期",
            "来电时间",
            "来电日期",
            "诉求时间",
            "登记时间",
            "登记日期",
            "信访日期",
            "上报时间",
            "派单时间",
            "创建时间",
            "反映时间",
            "时间",
            "日期",
            "Received",
            "Date",
        ],
        [DemandField.Source] = ["来源", "诉求来源", "工单来源", "渠道", "来源渠道", "信访形式", "受理渠道", "Source"],
        [DemandField.Topic] =
        [
            "一级分类",
            "一级主题",
            "主题",
            "问题分类",
            "诉求分类",
            "问题类别",
            "一级类别",
            "诉求类别",
            "分类",
            "类别",
            "事件大类",
            "大类",
            "Topic",
        ],
        [DemandField.Part] = ["二级分类", "二级主题", "二级类别", "子类", "小类", "事件小类", "问题点位", "Subtopic"],
        [DemandField.State] =
        [
            "办理状态",
            "状态",
            "工单状态",
            "办理情况",
            "办理结果",
            "处理状态",
            "解决情况",
            "是否解决",
            "清单",
            "办结状态",
            "List",
            "State",
        ],
        [DemandField.Grid] = ["网格", "所属网格", "网格编号", "网格名称", "Grid"],
        [DemandField.Unit] =
        [
            "承办单位",
            "责任单位",
            "主办单位",
            "办理单位",
            "处置部门",
            "承办部门",
            "责任部门",
            "Unit",
        ],
        [DemandField.Phone] =
        [
            "联系电话",
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "来电号码",
            "电话号码",
            "联系方式",
            "诉求人电话",
            "Phone",
        ],
        [DemandField.Person] =
        [
            "诉求人",
            "来电人",
            "姓名",
            "联系人",
            "信访人",
            "反映人",
            "诉求人姓名",
            "来电人姓名",
            "居民姓名",
            "Name",
        ],
        [DemandField.Address] =
        [
            "地址",
            "诉求地址",
            "事发地址",
            "问题地址",
            "详细地址",
            "反映地址",
            "事发地点",
            "地点",
            "住址",
            "点位地址",
            "Address",
        ],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DemandField> Names = Synonyms
        .SelectMany(pair => pair.Value.Select(name => (Name: Core.Words.Plain(name), pair.Key)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Key, StringComparer.Ordinal);
}
