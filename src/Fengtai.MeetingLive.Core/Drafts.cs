using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core;

/// <summary>The four steps of the minutes: 草拟, 核稿, 核定, 用印.</summary>
public enum MinutesStep
{
    /// <summary>草拟: follows the journal while the meeting runs.</summary>
    Draft,

    /// <summary>核稿: handed in; its wording may be amended.</summary>
    Review,

    /// <summary>核定: read and passed by somebody other than who handed it in.</summary>
    Passed,

    /// <summary>用印: its bytes are kept; what comes later is a supplement.</summary>
    Sealed,
}

/// <summary>附件, in the order in which they follow the minutes.</summary>
public enum AnnexKind
{
    /// <summary>成绩单</summary>
    Report,

    /// <summary>群众提问台账</summary>
    Questions,

    /// <summary>承办事项责任清单</summary>
    Commitments,

    /// <summary>满意度测评和意向征集结果</summary>
    Ratings,

    /// <summary>会前诉求底数</summary>
    Baseline,

    /// <summary>未予展示提问的理由</summary>
    Refusals,

    /// <summary>核验方法</summary>
    Verify,
}

/// <summary>
/// What the journal cannot know and the secretary settles before sealing (GB/T 9704-2012, 7.2, 7.3.5, 7.4 and 10.3).
/// </summary>
public sealed record MinutesForm
{
    public const int TextMost = 60;
    public const int PeopleMost = 200;

    /// <summary>版头: the red head. Null: the meeting's title and 纪要.</summary>
    public string? Head { get; init; }

    /// <summary>编号, such as 第1期. Null: none is printed.</summary>
    public string? Number { get; init; }

    /// <summary>出席, each as it is to be read: a name or an office.</summary>
    public ImmutableArray<string> Attending { get; init; } = [];

    /// <summary>请假</summary>
    public ImmutableArray<string> Excused { get; init; } = [];

    /// <summary>列席</summary>
    public ImmutableArray<string> Listening { get; init; } = [];

    /// <summary>签发人</summary>
    public string? Signer { get; init; }

    /// <summary>分送</summary>
    public ImmutableArray<string> SentTo { get; init; } = [];

    /// <summary>附件 that are to follow; one without content is left out all the same. Null: all.</summary>
    public ImmutableArray<AnnexKind>? Annexes { get; init; }

    public bool Has(AnnexKind annex) => Annexes is not { } chosen || chosen.Contains(annex);

    /// <summary>Null when every line may stand in an official document.</summary>
    public Rejection? Check()
    {
        foreach (var (field, text) in Lines)
        {
            if (text.Length == 0)
                return Rejection.MinutesLineEmpty(field);
            if (Words.Length(text) > TextMost)
                return Rejection.MinutesLineTooLong(field, TextMost);
            if (Words.HasForbidden(text) || text.Contains('\n', StringComparison.Ordinal))
                return Rejection.MinutesLineForbidden(field);
        }

        foreach (var (field, people) in Lists)
        {
            if (people.Length > PeopleMost)
                return Rejection.MinutesTooManyLines(field, PeopleMost);
        }

        return
            Annexes is { } chosen
            && (chosen.Any(annex => !Enum.IsDefined(annex)) || chosen.Distinct().Count() < chosen.Length)
            ? Rejection.MinutesAnnexUnknown
            : null;
    }

    /// <summary>Outer blanks and empty lines removed; an empty head, number or signer is none.</summary>
    public MinutesForm Tidied() =>
        new()
        {
            Head = Line(Head),
            Number = Line(Number),
            Signer = Line(Signer),
            Attending = People(Attending),
            Excused = People(Excused),
            Listening = People(Listening),
            SentTo = People(SentTo),
            Annexes = Annexes is { } chosen ? [.. chosen.Order()] : null,
        };

    /// <summary>The same words in the same order; arrays compare by what is in them.</summary>
    public bool Equals(MinutesForm? other) =>
        other is not null
        && Lines.SequenceEqual(other.Lines)
        && (Annexes ?? [.. Enum.GetValues<AnnexKind>()]).SequenceEqual(
            other.Annexes ?? [.. Enum.GetValues<AnnexKind>()]
        );

    public override int GetHashCode() => HashCode.Combine(Head, Number, Signer, Attending.Length, SentTo.Length);

    private static string? Line(string? text) => Words.Kept(text) is { Length: > 0 } line ? line : null;

    private static ImmutableArray<string> People(ImmutableArray<string> people) =>
        people.IsDefault ? [] : [.. people.Select(Words.Kept).Where(one => one.Length > 0)];

    private IEnumerable<(string Field, ImmutableArray<string> People)> Lists =>
        [("attending", Attending), ("excused", Excused), ("listening", Listening), ("sent-to", SentTo)];

    private IEnumerable<(string Field, string Text)> Lines =>
        new (string Field, string? Text)[] { ("head", Head), ("number", Number), ("signer", Signer) }
            .Where(line => line.Text is not null)
            .Select(line => (line.Field, line.Text!))
            .Concat(Lists.SelectMany(list => list.People.Select(one => (list.Field, one))));
}

/// <summary>Whose wording the staff may amend: its own. Residents' words stay as they were asked.</summary>
public enum WordingOf
{
    /// <summary>答复要点 of a question, by the question's id.</summary>
    Answer,

    /// <summary>A commitment's title, by the commitment's id.</summary>
    Commitment,
}

/// <summary>修改: other words for the same matter, figures unchanged.</summary>
public sealed record Amendment(WordingOf Of, string Key, string Before, string Text, ActorId By, DateTimeOffset At);

/// <summary>What was sealed, and by what it is known.</summary>
/// <param name="Version">The journal's version that the document states.</param>
/// <param name="Sha256">Of the PDF's bytes, lower hex.</param>
/// <param name="Address">The public address printed in it; the same bytes need the same address. Null: none.</param>
public sealed record SealedDocument(long Version, string Sha256, string? Address, ActorId By, DateTimeOffset At);

/// <summary>补充: what was to be added after the sealing, sealed in its turn.</summary>
/// <param name="Number">1 and up.</param>
public sealed record Supplement(int Number, string Text, SealedDocument Document);

/// <summary>Where the minutes stand.</summary>
public sealed record MinutesDraft
{
    public static readonly MinutesDraft Empty = new();

    public MinutesStep Step { get; init; }

    /// <summary>Null until the secretary has settled one; then the plan's stands.</summary>
    public MinutesForm? Form { get; init; }

    /// <summary>The one who handed it in, and may not pass it.</summary>
    public ActorId? SubmittedBy { get; init; }

    public ActorId? PassedBy { get; init; }

    /// <summary>Up to which version of the journal the minutes are as they were passed; sealed is only that.</summary>
    public long PassedAt { get; init; }

    /// <summary>Why it was returned, last.</summary>
    public string? Returned { get; init; }

    public ImmutableDictionary<(WordingOf Of, string Key), Amendment> Amendments { get; init; } =
        ImmutableDictionary<(WordingOf, string), Amendment>.Empty;

    public SealedDocument? Sealed { get; init; }

    public ImmutableArray<Supplement> Supplements { get; init; } = [];

    /// <summary>
    /// What the screens show is no part of the minutes, nor what becomes of a promise later: they stay as they were read.
    /// </summary>
    internal MinutesDraft After(MeetingEvent e, long version) =>
        IsNoPartOf(e) && PassedAt == version - 1 ? this with { PassedAt = version } : this;

    private static bool IsNoPartOf(MeetingEvent e) =>
        e
            is SceneShown
                or VenueSceneShown
                or TrackingEvent
                or AskerEvent
                or EvaluationArranged
                or Evaluated
                or EvaluationClosed;

    /// <summary>The wording that stands for <paramref name="original"/>.</summary>
    public string Wording(WordingOf of, string key, string original) =>
        Amendments.TryGetValue((of, key), out var amended) ? amended.Text : original;
}

/// <summary>Commands that concern the minutes; all are the secretary's.</summary>
public abstract record DraftingCommand(CommandId Id, Actor By, DateTimeOffset At) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Head, number, attendance, annexes: until they are passed.</summary>
public sealed record ArrangeMinutes(CommandId Id, Actor By, DateTimeOffset At, MinutesForm Form)
    : DraftingCommand(Id, By, At);

/// <summary>送核: the meeting is over and the draft is to be read by somebody else.</summary>
public sealed record SubmitMinutes(CommandId Id, Actor By, DateTimeOffset At) : DraftingCommand(Id, By, At);

/// <param name="Text">Null: the original words again.</param>
public sealed record AmendMinutes(CommandId Id, Actor By, DateTimeOffset At, WordingOf Of, string Key, string? Text)
    : DraftingCommand(Id, By, At);

/// <summary>核定</summary>
public sealed record PassMinutes(CommandId Id, Actor By, DateTimeOffset At) : DraftingCommand(Id, By, At);

/// <summary>退回: passed minutes go back to the review.</summary>
public sealed record ReturnMinutes(CommandId Id, Actor By, DateTimeOffset At, string Reason)
    : DraftingCommand(Id, By, At);

/// <summary>用印, once the bytes are kept.</summary>
/// <param name="Version">The journal's version that they were made from.</param>
public sealed record SealMinutes(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    long Version,
    string Sha256,
    string? Address
) : DraftingCommand(Id, By, At);

public sealed record SupplementMinutes(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    string Text,
    long Version,
    string Sha256,
    string? Address
) : DraftingCommand(Id, By, At);

public abstract record DraftingEvent(CommandId Id, ActorId By, DateTimeOffset At) : StaffEvent(Id, By, At);

public sealed record MinutesArranged(CommandId Id, ActorId By, DateTimeOffset At, MinutesForm Form)
    : DraftingEvent(Id, By, At);

public sealed record MinutesSubmitted(CommandId Id, ActorId By, DateTimeOffset At) : DraftingEvent(Id, By, At);

public sealed record MinutesAmended(CommandId Id, ActorId By, DateTimeOffset At, WordingOf Of, string Key, string? Text)
    : DraftingEvent(Id, By, At);

public sealed record MinutesPassed(CommandId Id, ActorId By, DateTimeOffset At) : DraftingEvent(Id, By, At);

public sealed record MinutesReturned(CommandId Id, ActorId By, DateTimeOffset At, string Reason)
    : DraftingEvent(Id, By, At);

public sealed record MinutesSealed(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    long Version,
    string Sha256,
    string? Address
) : DraftingEvent(Id, By, At);

public sealed record MinutesSupplemented(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    string Text,
    long Version,
    string Sha256,
    string? Address
) : DraftingEvent(Id, By, At);
