using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Residents;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>What was typed and is not taken; what is wrong stands at its field (coming, note, or none).</summary>
public sealed record WhistleTyped(bool? Coming, string Note, (string Field, string Message)? Wrong);

/// <summary>What one called bureau sees of the call.</summary>
public sealed record WhistleModel(
    LinkOpening.Item Opened,
    Whistle Whistle,
    (string Name, string Value) Token,
    string FormId,
    Letters Letters,
    WhistleTyped Typed,
    bool Done
)
{
    public string Bureau => Opened.Link.Holder;

    public BureauCall Own => Whistle.Bureaus.First(call => call.Bureau == Bureau);

    public bool Over => Whistle.ConcludedAt is not null;

    /// <summary>The question, or what was promised; numbers of persons masked.</summary>
    public string Title =>
        CoreWords.Mask(
            Opened.Commitment.Question is { } id
            && Opened.Meeting.Questions.TryGetValue(id, out var question)
            && question.IsPublic
                ? question.Text!
                : Opened.Commitment.Title
        );

    public string Address => $"/w/{Opened.Token}";

    public string? WrongAt(string field) => Typed.Wrong is { } wrong && wrong.Field == field ? wrong.Message : null;
}
