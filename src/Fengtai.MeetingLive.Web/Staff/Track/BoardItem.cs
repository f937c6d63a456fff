using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>Where an item stands. Each stands at exactly one of the first six; the last two are marks that come on top.</summary>
public enum BoardState
{
    /// <summary>逾期</summary>
    Overdue,

    /// <summary>7日内到期</summary>
    Soon,

    /// <summary>推进中、未启动</summary>
    Moving,

    /// <summary>待验收</summary>
    AwaitingCheck,

    /// <summary>办不成，已说明</summary>
    CannotBeDone,

    /// <summary>已办结</summary>
    Done,

    /// <summary>重新办理: residents sent it back and it is not settled again.</summary>
    Again,

    /// <summary>The unit says that it is not its own, and nobody was named since.</summary>
    Declined,
}

/// <summary>One commitment with the meeting that made it.</summary>
public sealed record BoardItem(CommitmentRow Row, string MeetingCode, string MeetingTitle, DateOnly MeetingDate)
{
    /// <summary>What is due in so many days is due soon.</summary>
    public const int SoonDays = 7;

    public CommitmentState State => (CommitmentState)Row.State;

    public bool IsSettled => State is CommitmentState.Done or CommitmentState.CannotBeDone;

    /// <summary>Promised to somebody who asked in the meeting; otherwise listed before it.</summary>
    public bool WasAsked => Row.QuestionId is not null;

    public bool IsAgain => Row.Reopenings > 0 && !IsSettled;

    /// <summary>Names it among all items of all meetings.</summary>
    public string Key => $"{Row.MeetingId}/{Row.Id}";

    public PromiseAt Promise => new(new MeetingId(Row.MeetingId), new CommitmentId(Row.Id));

    /// <summary>Page of the item.</summary>
    public string Address => $"/track/{Row.StreetId}/{MeetingCode}/{Uri.EscapeDataString(Row.Id)}";

    /// <summary>Negative: so many days late.</summary>
    public int DaysLeft(DateOnly today) => Row.Deadline.DayNumber - today.DayNumber;

    public BoardState At(DateOnly today) =>
        State switch
        {
            CommitmentState.Done => BoardState.Done,
            CommitmentState.CannotBeDone => BoardState.CannotBeDone,
            CommitmentState.AwaitingCheck => BoardState.AwaitingCheck,
            _ when DaysLeft(today) < 0 => BoardState.Overdue,
            _ when DaysLeft(today) <= SoonDays => BoardState.Soon,
            _ => BoardState.Moving,
        };

    public bool Is(BoardState state, DateOnly today) =>
        state switch
        {
            BoardState.Again => IsAgain,
            BoardState.Declined => Row.Declined && !IsSettled,
            _ => At(today) == state,
        };
}
