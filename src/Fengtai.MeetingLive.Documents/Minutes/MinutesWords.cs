using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// The words of the minutes. They stand in Chinese only and not in the resources: the minutes are an official document
/// under GB/T 9704-2012, whose language does not follow the reader's.
/// </summary>
internal static class MinutesWords
{
    public static readonly ChartWords Chart = new(
        LastYear: "去年同期",
        ThisYear: "今年",
        Target: "目标{0}",
        TargetBelow: "目标{0}以下",
        Sample: "{0}（示例）",
        Short: "还差{0}",
        Over: "超出{0}",
        Points: "{0}个百分点",
        Lens: "放大{0}倍",
        LensNote: "只比这几项，不与上面比",
        OfTotal: "占比以{0}为分母",
        Sum: "{0}，共{1}",
        More: "另有{0}项未画出",
        Comma: "，",
        Semicolon: "；"
    );

    public static string Day(DateOnly day) => Text($"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>A title whose line ends are meant for the big screen.</summary>
    public static string OneLine(string text) => string.Concat(text.Split('\r', '\n'));

    public static string Time(DateTimeOffset time)
    {
        var local = Days.Local(time);
        return local.Minute == 0 ? Text($"{local.Hour}时") : Text($"{local.Hour}时{local.Minute}分");
    }

    public static string Of(Channel channel) =>
        channel switch
        {
            Channel.HallPhone => "现场手机",
            Channel.Voice => "现场发言",
            Channel.Paper => "纸条",
            Channel.Hotline => "12345热线",
            Channel.Petition => "信访",
            Channel.Grid => "网格",
            Channel.Mailbox => "线上意见箱",
            Channel.Visit => "走访",
            _ => throw new InvalidOperationException($"The minutes have no word for the channel {channel}."),
        };

    public static string TextOf(MinutesQuestion question) =>
        question.Text
        ?? (question.State == QuestionState.Waiting ? "（会上未及审核，审核后公布）" : "（提问人已要求删除原文）");

    /// <summary>去向: where it stands, and what became of it.</summary>
    public static string Of(QuestionState state) =>
        state switch
        {
            QuestionState.Waiting => "待审核",
            QuestionState.Approved => "会后答复",
            QuestionState.Refused => "未予展示",
            QuestionState.Withdrawn => "提问人撤回",
            QuestionState.OnStage => "正在台上",
            QuestionState.Answered => "现场答复",
            QuestionState.HandedOver => "列入时间表",
            QuestionState.Merged => "并入同类提问",
            _ => throw new InvalidOperationException($"The minutes have no word for the state {state}."),
        };

    public static string Of(CommitmentState state) =>
        state switch
        {
            CommitmentState.NotStarted => "未启动",
            CommitmentState.Moving => "推进中",
            CommitmentState.AwaitingCheck => "待验收",
            CommitmentState.Done => "已办结",
            CommitmentState.CannotBeDone => "无法办结",
            _ => throw new InvalidOperationException($"The minutes have no word for the state {state}."),
        };

    public static string Of(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.Privacy => "涉及他人隐私",
            RefusalReason.OffTopic => "与会议无关",
            RefusalReason.Advertising => "广告推销",
            RefusalReason.Abuse => "辱骂或不实指控",
            RefusalReason.Incomplete => "内容不完整",
            RefusalReason.Other => "其他",
            _ => throw new InvalidOperationException($"The minutes have no word for the reason {reason}."),
        };

    public static string Of(RatingSubject subject) =>
        subject switch
        {
            RatingSubject.Work => "工作成效",
            RatingSubject.Conduct => "干部作风",
            _ => throw new InvalidOperationException($"The minutes have no word for the subject {subject}."),
        };

    /// <summary>Who was there: on phones in the hall, online, and on paper where slips were handed out.</summary>
    public static string Of(Denominators present)
    {
        var online = present.Online.Present > 0 ? Text($"、线上{present.Online.Present}人") : "";
        var paper = present.Paper.Present > 0 ? Text($"，另发放纸质评价表{present.Paper.Present}张") : "";
        return Text($"登记入场现场手机{present.Hall.Present}部{online}{paper}");
    }

    /// <summary>The same with how many of each rated; what nobody used is left out.</summary>
    /// <param name="act">What they did: 评 or 投.</param>
    public static string Turnout(Denominators of, string act = "评")
    {
        var kinds = new (string Name, Turnout Turnout)[]
        {
            ("现场手机", of.Hall),
            ("线上", of.Online),
            ("纸质", of.Paper),
        };
        return string.Join(
            '，',
            kinds
                .Where(kind => kind.Turnout.Present > 0)
                .Select(kind => Text($"{kind.Name}应{act}{kind.Turnout.Present}、已{act}{kind.Turnout.Rated}"))
        );
    }

    /// <summary>Level 5 first, as the chart shows them.</summary>
    public static (string Name, int Count)[] Levels(Tally tally) =>
        [
            ("非常满意", tally.Five),
            ("满意", tally.Four),
            ("基本满意", tally.Three),
            ("不满意", tally.Two),
            ("非常不满意", tally.One),
        ];

    /// <summary>A share with its whole, such as 45.3%; — when there is nothing to take a share of.</summary>
    public static string Percent(int part, int whole) =>
        whole == 0 ? "—" : (100m * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>一 … 九十九, for headings.</summary>
    public static string Chinese(int number)
    {
        const string Digits = "零一二三四五六七八九";
        if (number is < 1 or > 99)
            return Text($"{number}");
        var text = new StringBuilder();
        if (number >= 20)
            text.Append(Digits[number / 10]);
        if (number >= 10)
            text.Append('十');
        if (number % 10 > 0)
            text.Append(Digits[number % 10]);
        return text.ToString();
    }

    public static string Text(FormattableString text) => FormattableString.Invariant(text);
}
