using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents.Tables;

/// <summary>One sheet of a workbook. A cell is a text, an <see cref="int"/>, a <see cref="DateOnly"/> or empty (null).</summary>
public sealed record MinutesTable(
    string Name,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<object?>> Rows
);

/// <summary>The minutes as tables: 提问台账, 承办事项, 推进节点, 满意度测评, 意向征集. In Chinese only, as the minutes are.</summary>
public static class MinutesTables
{
    /// <summary>提问台账: every public question with its outcome, in order of arrival.</summary>
    public static MinutesTable Questions(Minutes minutes) =>
        new(
            "提问台账",
            [
                "编号",
                "内容",
                "主题",
                "渠道",
                "会场",
                "附议",
                "并入",
                "去向",
                "答复要点",
                "承办事项",
                "牵头领导",
                "责任单位",
                "责任人",
                "办结时限",
            ],
            [
                .. minutes.Questions.Select(q =>
                    Row(
                        q.Number,
                        TextOf(q),
                        q.Topic,
                        Of(q.Channel),
                        q.Venue,
                        q.Supports,
                        q.Joined.IsEmpty ? null : string.Join('、', q.Joined),
                        Of(q.State),
                        q.Gist,
                        q.Commitment?.Title,
                        q.Commitment?.Lead,
                        q.Commitment?.Unit,
                        q.Commitment?.Owner,
                        q.Commitment?.Deadline
                    )
                ),
            ]
        );

    public static ImmutableArray<MinutesTable> All(Minutes minutes) =>
        [Questions(minutes), Commitments(minutes), Milestones(minutes), Ratings(minutes), Polls(minutes)];

    private static MinutesTable Commitments(Minutes minutes) =>
        new(
            "承办事项",
            ["编号", "事项", "牵头领导", "责任单位", "责任人", "办结时限", "状态"],
            [
                .. minutes.Commitments.Select(c =>
                    Row(c.Id.Value, c.Title, c.Lead, c.Unit, c.Owner, c.Deadline, Of(c.State))
                ),
            ]
        );

    private static MinutesTable Milestones(Minutes minutes) =>
        new(
            "推进节点",
            ["事项编号", "事项", "日期", "节点", "完成"],
            [
                .. minutes.Commitments.SelectMany(c =>
                    c.Milestones.Select(m => Row(c.Id.Value, c.Title, m.Date, m.Text, m.Done ? "是" : "否"))
                ),
            ]
        );

    private static MinutesTable Ratings(Minutes minutes) =>
        new(
            "满意度测评",
            [
                "轮次",
                "题目",
                "非常满意",
                "满意",
                "基本满意",
                "不满意",
                "非常不满意",
                "评价人数",
                "其中纸质",
                "应评人数",
                "应评现场",
                "应评线上",
                "应评纸质",
                "结束",
            ],
            [
                .. minutes.Rounds.Select(r =>
                    Row(
                        r.Number,
                        r.Title,
                        r.Tally.Five,
                        r.Tally.Four,
                        r.Tally.Three,
                        r.Tally.Two,
                        r.Tally.One,
                        r.Tally.Total,
                        r.Paper?.Tally.Total ?? 0,
                        r.Of.Present,
                        r.Of.Hall.Present,
                        r.Of.Online.Present,
                        r.Of.Paper.Present,
                        r.Closed ? "是" : "否"
                    )
                ),
            ]
        );

    private static MinutesTable Polls(Minutes minutes) =>
        new(
            "意向征集",
            ["序号", "题目", "方案号", "方案", "票数或分数", "排第一", "投票人数", "应投人数", "采纳", "理由"],
            [
                .. minutes.Polls.SelectMany(p =>
                    p.Rows.OrderBy(row => row.Number)
                        .Select(row =>
                            Row(
                                p.Poll.Number,
                                p.Poll.Question,
                                row.Number,
                                row.Proposal.Name,
                                row.Count,
                                row.Firsts,
                                p.Votes.Total,
                                p.Votes.Present,
                                row.Proposal.Adopted switch
                                {
                                    true => "采纳",
                                    false => "未采纳",
                                    null => "未定",
                                },
                                row.Proposal.Reason
                            )
                        )
                ),
            ]
        );

    private static ImmutableArray<object?> Row(params ImmutableArray<object?> cells) => cells;
}
