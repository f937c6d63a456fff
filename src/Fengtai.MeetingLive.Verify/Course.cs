using System.Text.Json;

namespace Fengtai.MeetingLive.Verify;

/// <summary>A round or poll as the journal tells it.</summary>
internal sealed class Ballot(string kind, string id, string title)
{
    /// <summary>rating or poll, as in the openings.</summary>
    public string Kind { get; } = kind;

    public string Id { get; } = id;

    public string Title { get; } = title;

    /// <summary>one, several or ranking; empty of a rating.</summary>
    public string Choice { get; init; } = "";

    /// <summary>How many may be chosen.</summary>
    public int Most { get; init; } = 1;

    /// <summary>Ids in the ballot's order; empty of a rating.</summary>
    public string[] Proposals { get; init; } = [];

    public bool Opened { get; set; }

    /// <summary>The entry that closed it; 0 while it is not closed.</summary>
    public long ClosedAt { get; set; }

    public bool IsOpen => Opened && ClosedAt == 0;

    /// <summary>How many entries say that somebody rated or voted; a change of mind is one more.</summary>
    public int Given { get; set; }

    public string Root { get; set; } = "";

    public int Total { get; set; }

    public int[] Counts { get; set; } = [];

    public int[] Firsts { get; set; } = [];

    /// <summary>The last count on paper: its command and account.</summary>
    public (string Id, string By)? Paper { get; set; }
}

/// <summary>
/// Whether the entries make a meeting: announced once and first, opened before it is closed, a round opened before it is
/// rated and rated before it is closed, two people for what is on paper. What each entry's words say is not judged.
/// </summary>
internal sealed class Course
{
    /// <summary>Without these nobody can count again; none of them holds anybody's words.</summary>
    private static readonly string[] NeverWithheld =
    [
        "announced",
        "opened",
        "closed",
        "round-opened",
        "round-closed",
        "rated",
        "poll-opened",
        "poll-closed",
        "voted",
    ];

    private readonly Dictionary<(string Kind, string Id), Ballot> ballots = [];
    private string phase = "";

    /// <summary>The meeting's join code.</summary>
    public string Code { get; private set; } = "";

    public string Title { get; private set; } = "";

    public bool Closed => phase == "closed";

    /// <summary>Rounds, then polls, as they are planned.</summary>
    public IEnumerable<Ballot> Ballots => ballots.Values;

    public Ballot? Find(string kind, string id) => ballots.GetValueOrDefault((kind, id));

    /// <summary>Takes the next entry in; false when its kind is not known here.</summary>
    /// <exception cref="BrokenException">No meeting can have had it at this place.</exception>
    public bool Take(Entry entry)
    {
        Require((phase.Length == 0) == (entry.Kind == "announced"), phase.Length == 0 ? "first" : "announced-again");
        if (entry.Body is null)
        {
            Require(!NeverWithheld.Contains(entry.Kind, StringComparer.Ordinal), "withheld");
            return true;
        }

        try
        {
            using var json = JsonDocument.Parse(entry.Body);
            var body = json.RootElement;
            Require(body.ValueKind == JsonValueKind.Object, "body");
            if (body.TryGetProperty("seal", out var seal))
                Require(Sha.IsHex(seal.GetString(), 64), "seal");
            return Take(entry, body);
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new BrokenException("body");
        }
    }

    private bool Take(Entry entry, JsonElement body)
    {
        switch (entry.Kind)
        {
            case "announced":
                Plan(body.GetProperty("plan"));
                phase = "preparing";
                return true;
            case "revised":
                Require(phase == "preparing", "revised-late");
                Plan(body.GetProperty("plan"));
                return true;
            case "opened":
                Require(phase == "preparing", "opened-again");
                phase = "running";
                return true;
            case "closed":
                Require(phase == "running", "closed-early");
                if (ballots.Values.FirstOrDefault(one => one.IsOpen) is { } open)
                    throw new BrokenException("closed-open", open.Id);
                phase = "closed";
                return true;
            case "round-opened":
                Open(Of("rating", body, "round"));
                return true;
            case "poll-opened":
                Open(Of("poll", body, "poll"));
                return true;
            case "rated":
                Give(Of("rating", body, "round"), body);
                return true;
            case "voted":
                Give(Of("poll", body, "poll"), body);
                return true;
            case "round-closed":
                CloseRound(Of("rating", body, "round"), entry.Version, body);
                return true;
            case "poll-closed":
                ClosePoll(Of("poll", body, "poll"), entry.Version, body);
                return true;
            case "round-shown":
                _ = Of("rating", body, "round");
                return true;
            case "poll-shown":
                _ = Of("poll", body, "poll");
                return true;
            case "proposal-marked":
                Require(Of("poll", body, "poll").ClosedAt > 0, "not-closed");
                return true;
            case "paper-entered":
                EnterPaper(Of("rating", body, "round"), body);
                return true;
            case "paper-confirmed":
                ConfirmPaper(Of("rating", body, "round"), body);
                return true;
            case "entered" or "asked" or "ticket-bound":
                Require(!Closed, "after-closing");
                return true;
            default:
                return Known.Contains(entry.Kind, StringComparer.Ordinal);
        }
    }

    /// <summary>Kinds that have their place in a meeting at any time.</summary>
    private static readonly string[] Known =
    [
        "accepted",
        "agenda-item-started",
        "answered",
        "approved",
        "attendance-recorded",
        "carried-over",
        "declined",
        "erased",
        "evaluated",
        "evaluation-arranged",
        "evaluation-closed",
        "handed-over",
        "labels-put",
        "merged",
        "minutes-amended",
        "minutes-arranged",
        "minutes-passed",
        "minutes-returned",
        "minutes-sealed",
        "minutes-submitted",
        "minutes-supplemented",
        "outcome-rated",
        "postponed",
        "reassigned",
        "reconsidered",
        "refused",
        "reopened",
        "reported",
        "scene-shown",
        "sent-back",
        "site-visited",
        "staged",
        "supported",
        "ticket-released",
        "tickets-issued",
        "topic-changed",
        "unmerged",
        "urged",
        "venue-scene-shown",
        "whistle-answered",
        "whistle-blown",
        "whistle-concluded",
        "withdrawn",
    ];

    private void Plan(JsonElement plan)
    {
        var code = Text(plan, "code");
        Require(Code.Length == 0 || Code == code, "code");
        (Code, Title) = (code, Text(plan, "title"));
        ballots.Clear();
        foreach (var round in plan.GetProperty("rounds").EnumerateArray())
            Add(new Ballot("rating", Text(round, "id"), Text(round, "title")));
        if (!plan.TryGetProperty("polls", out var polls))
            return;
        foreach (var poll in polls.EnumerateArray())
        {
            Add(
                new Ballot("poll", Text(poll, "id"), Text(poll, "title"))
                {
                    Choice = Text(poll, "kind"),
                    Most = poll.GetProperty("most").GetInt32(),
                    Proposals = [.. poll.GetProperty("proposals").EnumerateArray().Select(p => Text(p, "id"))],
                }
            );
        }

        void Add(Ballot ballot) => Require(ballots.TryAdd((ballot.Kind, ballot.Id), ballot), "body");
    }

    private void Open(Ballot ballot)
    {
        Require(phase == "running", "not-running");
        Require(!ballot.Opened, "opened-twice", ballot.Id);
        ballot.Opened = true;
    }

    private static void Give(Ballot ballot, JsonElement body)
    {
        Require(ballot.IsOpen, "given-closed", ballot.Id);
        Require(body.TryGetProperty("seal", out _), "seal");
        ballot.Given++;
    }

    private static void Close(Ballot ballot, long at, JsonElement body)
    {
        Require(ballot.IsOpen, "closed-twice", ballot.Id);
        ballot.ClosedAt = at;
        ballot.Root = Text(body, "root");
        ballot.Counts = Numbers(body, "counts");
        Require(Sha.IsHex(ballot.Root, 64), "root");
    }

    private static void CloseRound(Ballot round, long at, JsonElement body)
    {
        Close(round, at, body);
        Require(round.Counts.Length == 5, "counts");
        round.Total = Sum(round.Counts);
        Require(round.Total <= round.Given, "counts-more", round.Total, round.Given);
    }

    private static void ClosePoll(Ballot poll, long at, JsonElement body)
    {
        Close(poll, at, body);
        poll.Total = body.GetProperty("total").GetInt32();
        poll.Firsts = Numbers(body, "firsts");
        Require(poll.Counts.Length == poll.Proposals.Length && poll.Total >= 0, "counts");
        Require(poll.Firsts.Length == (poll.Choice == "ranking" ? poll.Proposals.Length : 0), "counts");
        Require(poll.Total <= poll.Given, "counts-more", poll.Total, poll.Given);
    }

    private static void EnterPaper(Ballot round, JsonElement body)
    {
        Require(round.Opened, "paper-early", round.Id);
        var counts = Numbers(body, "counts");
        Require(counts.Length == 5 && Sum(counts) <= body.GetProperty("present").GetInt32(), "counts");
        round.Paper = (Text(body, "id"), Text(body, "by"));
    }

    private static void ConfirmPaper(Ballot round, JsonElement body)
    {
        // Its words may have been withheld; then there is nothing to compare with.
        if (round.Paper is not { } entered || entered.Id != Text(body, "entry"))
            return;
        Require(entered.By != Text(body, "by"), "paper-alone");
    }

    private Ballot Of(string kind, JsonElement body, string name) =>
        Find(kind, Text(body, name)) ?? throw new BrokenException("ballot", Text(body, name));

    private static int[] Numbers(JsonElement body, string name)
    {
        int[] all = [.. body.GetProperty(name).EnumerateArray().Select(n => n.GetInt32())];
        Require(Array.TrueForAll(all, n => n >= 0), "counts");
        return all;
    }

    private static int Sum(int[] counts)
    {
        var sum = counts.Sum(n => (long)n);
        Require(sum <= int.MaxValue, "counts");
        return (int)sum;
    }

    private static string Text(JsonElement from, string name) =>
        from.GetProperty(name).GetString() ?? throw new BrokenException("body");

    private static void Require(bool holds, string reason, params object[] about)
    {
        if (!holds)
            throw new BrokenException(reason, about);
    }
}
