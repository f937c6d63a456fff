using System.Collections.Immutable;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Web.Residents.Page;

/// <summary>What a refused form post shows again: the reason at its place, and what was typed.</summary>
/// <param name="Form">rate, vote, ask, support or withdraw.</param>
/// <param name="At">The round's, poll's or question's id; empty for a new question.</param>
/// <param name="Id">The form's id, kept: the same text sent again must not count twice.</param>
public sealed record Mistake(string Form, string At, string Message, string? Id, string Text, string? Topic);

/// <summary>All that one view of the residents' page is made of.</summary>
/// <param name="Token">The antiforgery token; one for all forms.</param>
/// <param name="Done">What a form post has just done: a round's id, or ask, support, withdraw.</param>
/// <param name="All">The whole board, not only its first rows.</param>
public sealed record PageModel(
    string Code,
    string Epoch,
    Meeting Meeting,
    MineView Mine,
    Func<CommandId, string> ReceiptOf,
    (string Name, string Value) Token,
    Letters Letters,
    DateTimeOffset Now,
    string? Done,
    bool All,
    Mistake? Mistake
)
{
    private const int FirstOnBoard = 8;
    private const int MostOnBoard = 200;
    private static readonly TimeSpan JustListed = TimeSpan.FromMinutes(10);

    private readonly ILookup<string, ViewItem> items = ResidentView
        .Of(Meeting)
        .ToLookup(item => item.Section, StringComparer.Ordinal);

    /// <summary>How this device was let in; null where it follows from outside, or entry is open.</summary>
    public Origin? Admitted { get; init; }

    public Ticket? Ticket { get; init; }

    /// <summary>What became of the code or ticket in the address; null when there was none.</summary>
    public EntryOutcome? Entered { get; init; }

    public PhaseItem Phase => One<PhaseItem>("phase")!;

    public StageItem? Stage => One<StageItem>("stage");

    /// <summary>The slide that the hall sees now.</summary>
    public Slide? Slide =>
        One<SceneItem>("scene") is { Kind: "slide", Slide: { } id } ? Meeting.Plan.Deck.Find(new SlideId(id)) : null;

    public string Action(string form) => $"/m/{Code}/{form}";

    /// <summary>For one form; pressing its button twice sends the same.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(11));

    /// <summary>As it is read aloud: W3K7-Q2D9-5M.</summary>
    public string Receipt(CommandId id) => string.Join('-', ReceiptOf(id).Chunk(4).Select(part => new string(part)));

    public Mistake? MistakeAt(string form, string at) => Mistake is { } m && m.Form == form && m.At == at ? m : null;

    /// <summary>What there is to rate, or what is rated and closed; the client's rule (rating.ts) is the same.</summary>
    public ImmutableArray<RoundRow> Rounds(bool settled)
    {
        var busy = Stage is not null || Slide is not null;
        var rows =
            from item in items["rating"]
            let round = (RatingItem)item.Value!
            let mine = Mine.Ratings.FirstOrDefault(rating => rating.Round == item.Key)
            where round.Open || round.Shown || mine is not null
            orderby round.Open descending, round.Open ? round.Number : -round.Number
            let gone = !round.Open || (busy && mine is not null && Done != item.Key)
            where gone == settled
            select new RoundRow(item.Key!, round, mine?.Score, mine is null ? null : Receipt(mine.As));
        return [.. rows];
    }

    /// <summary>Polls that are open, or those that are closed; the client's rule (polls.ts) is the same.</summary>
    public ImmutableArray<PollFormRow> Polls(bool open) =>
        [
            .. items["polls"]
                .Select(item => item.Key!)
                .Select(id => new PollFormRow(
                    id,
                    PollView.Of(Meeting, Meeting.Polls[new PollId(id)]),
                    Mine.Votes.FirstOrDefault(vote => vote.Poll == id) is { } vote ? vote.Choices : [],
                    Mine.Votes.FirstOrDefault(vote => vote.Poll == id) is { } voted ? Receipt(voted.As) : null
                ))
                .Where(row => row.View.Poll.Open == open),
        ];

    public (ImmutableArray<BoardRow> Rows, int More) Board()
    {
        var all = items["board"]
            .Select(item => new BoardRow(
                item.Key!,
                (BoardItem)item.Value!,
                Supports(item.Key!),
                Mine.Supported.Contains(item.Key!, StringComparer.Ordinal)
            ))
            .OrderByDescending(row => row.IsOpen)
            .ThenByDescending(row => row.Supports)
            .ToArray();
        var rows = all.Take(All ? MostOnBoard : FirstOnBoard).ToImmutableArray();
        return (rows, all.Length - rows.Length);
    }

    public int Supports(string question) =>
        items["supports"].FirstOrDefault(item => item.Key == question)?.Value is int n ? n : 0;

    public ImmutableArray<PromiseRow> Timetable()
    {
        var own = Mine.Questions.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        var newest = Meeting.Timetable.Values.Max(c => c.ListedAt);
        return
        [
            .. ResidentView
                .Timetable(Meeting)
                .Select(c => new PromiseRow(
                    c.Id.Value,
                    ResidentView.Timetable(c),
                    c.Question is { } question && own.Contains(question.Value),
                    c.ListedAt is { } at && at == newest && Now - at < JustListed
                )),
        ];
    }

    private T? One<T>(string section)
        where T : class => items[section].First().Value as T;
}

/// <param name="Score">One's own; null while not rated.</param>
public sealed record RoundRow(string Id, RatingItem Round, int? Score, string? Receipt)
{
    /// <summary>The others' ratings are shown only once one's own is in, so that they do not lead it.</summary>
    public ImmutableArray<int>? Counts =>
        Round is { Shown: true, Total: > 0 } && (Score is not null || !Round.Open) ? Round.Counts : null;
}

/// <param name="Mine">One's own ballot; a ranking's first place first, empty while not voted.</param>
public sealed record PollFormRow(string Id, PollView View, ImmutableArray<string> Mine, string? Receipt);

public sealed record BoardRow(string Id, BoardItem Item, int Supports, bool Supported)
{
    public bool IsOpen => Item.State is "approved" or "stage";
}

public sealed record PromiseRow(string Id, TimetableItem Item, bool IsMine, bool IsNew);
