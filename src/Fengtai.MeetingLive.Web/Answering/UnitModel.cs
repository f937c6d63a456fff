using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Residents;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>What was typed and is not taken; what is wrong stands at its field (kind, due, text, photo, reason, or none).</summary>
/// <param name="Kept">Photos that stay with the form, sealed.</param>
public sealed record UnitTyped(
    string Kind,
    string Due,
    string Text,
    string Reason,
    ImmutableArray<(PhotoHash Photo, string Seal)> Kept,
    ImmutableArray<(string Field, string Message)> Wrong
)
{
    public static readonly UnitTyped Nothing = new("", "", "", "", [], []);
}

/// <summary>All that the page of one unit and one item is made of.</summary>
/// <param name="Done">What was just taken: <c>report</c> or <c>decline</c>.</param>
public sealed record UnitModel(
    LinkOpening.Item Opened,
    (string Name, string Value) Token,
    string FormId,
    DateOnly Today,
    Letters Letters,
    UnitTyped Typed,
    string? Done
)
{
    public Meeting Meeting => Opened.Meeting;

    public Commitment Item => Opened.Commitment;

    public Track Track => Opened.Track;

    /// <summary>What was asked, as everybody may read it; null: it was promised without a question, or that is erased.</summary>
    public Question? Question =>
        Item.Question is { } id && Meeting.Questions.TryGetValue(id, out var question) && question.IsPublic
            ? question
            : null;

    public string Title => CoreWords.Mask(Question?.Text ?? Item.Title);

    public ImmutableArray<PublicStep> Steps => [.. PublicTrack.StepsOf(Track)];

    public bool MayReport => !Tracks.IsSettled(Item) && Item.State != CommitmentState.AwaitingCheck;

    /// <summary>Whoever has just said that it is done does not say that it is not his.</summary>
    public bool MayDecline => MayReport && Track.Declined is null;

    /// <summary>Such as <c>/u/…</c>.</summary>
    public string Address => $"/u/{Opened.Token}";

    public string? Wrong(string field) =>
        Typed.Wrong.Where(wrong => wrong.Field == field).Select(wrong => wrong.Message) is var all && all.Any()
            ? string.Join(' ', all)
            : null;
}
