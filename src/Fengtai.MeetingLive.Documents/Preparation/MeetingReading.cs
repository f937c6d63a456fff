using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>Who, when, where, the agenda, the rounds, the polls, and the lists that the rest refers to.</summary>
public static class MeetingReading
{
    public static readonly Choices<RatingSubject> Subjects = new(
        ("work", "工作成效", RatingSubject.Work),
        ("conduct", "干部作风", RatingSubject.Conduct)
    );

    public static readonly Choices<PollKind> PollKinds = new(
        ("one", "单选", PollKind.One),
        ("several", "多选", PollKind.Several),
        ("ranking", "排序", PollKind.Ranking)
    );

    public static readonly Choices<EntryRule> Entries = new(
        ("open", "开放", EntryRule.Open),
        ("hall", "现场码", EntryRule.Hall),
        ("ticket", "票", EntryRule.Ticket)
    );

    public static readonly Choices<MeetingScale> Scales = new(
        ("street", "街镇", MeetingScale.Street),
        ("community", "社区", MeetingScale.Community),
        ("property", "物业企业", MeetingScale.Property)
    );

    /// <summary>More rows cannot be read from the hall's last row.</summary>
    private const int ProposalsMost = 6;

    /// <summary>Of one topic on one street's list: more is a mistyped figure.</summary>
    private const int DemandsMost = 1_000_000;

    /// <summary>The plan without its deck and its commitments, which stand in files or sheets of their own.</summary>
    /// <param name="heldWords">敏感词, which are not part of the plan because that is published.</param>
    public static MeetingPlan? Read(Field? meeting, out ImmutableArray<string> heldWords)
    {
        ImmutableArray<string> held = [];
        var plan = meeting?.Object(json =>
        {
            held = Optional(json["heldWords"], 500, 20);
            return Meeting(json);
        });
        heldWords = held;
        return plan;
    }

    private static MeetingPlan Meeting(Field json)
    {
        var (venues, codes, items, rounds, polls) = (Set(), Set(), Set(), Set(), Set());
        // A question bears a topic or a part by its bare name, so no name may mean two things.
        var topics = Set();
        var scale = json["scale"].IsThere ? json["scale"].Choice(Scales) : MeetingScale.Street;
        var plan = new MeetingPlan(
            json["code"].Code(),
            new StreetId(json["street"].Id()),
            json["streetName"].Text(20),
            json["title"].Text(40),
            json["shortTitle"].Text(12),
            json["organiser"].Text(40),
            json["date"].Date(),
            json["place"].Text(40),
            json["sample"].Flag(),
            ShowFirst: false,
            json["venues"].Items(1, 20, venue => Venue(venue, venues, codes)),
            json["agenda"].Items(1, 12, item => AgendaItem(item, items)),
            Deck.Empty,
            json["rounds"].Items(1, 12, round => Round(round, rounds)),
            json["topics"].Items(1, 30, topic => Topic(topic, topics)),
            Names(json["leads"], 30),
            Names(json["units"], 60),
            Names(json["owners"], 100),
            [],
            json["contacts"].Items(1, 10, Contact),
            json["polls"].Items(0, 12, poll => Poll(poll, polls))
        )
        {
            Entry = json["entry"].IsThere ? json["entry"].Choice(Entries) : EntryRule.Open,
            Scale = scale,
            // Whoever reports in a smaller meeting is what it is counted by.
            HeldBy = scale == MeetingScale.Street ? json["heldBy"].OptionalText(20) : json["heldBy"].Text(20),
            Labels = Optional(json["labels"], 20, Labels.LengthMost) is { IsEmpty: false } labels ? labels : null,
            Minutes = json["minutes"].IsThere ? Form(json["minutes"]) : null,
            Baseline = json["baseline"].IsThere ? Baseline(json["baseline"]) : null,
        };
        if (plan.Code.Length > 0 && !plan.Venues.IsEmpty && plan.Venues.All(venue => venue.Code != plan.Code))
            json["venues"].Spot.Fault(ValueCode.VenueOfCode, plan.Code);
        return plan;
    }

    private static Venue Venue(Field json, HashSet<string> ids, HashSet<string> codes) =>
        new(new VenueId(json["id"].Id(ids)), json["code"].Code(codes), json["name"].Text(20), json["online"].Flag());

    private static AgendaItem AgendaItem(Field json, HashSet<string> ids) =>
        new(
            new AgendaItemId(json["id"].Id(ids)),
            json["title"].Text(12),
            json["hint"].Text(20),
            json["startsAt"].Time(),
            json["minutes"].Whole(1, 480),
            json["speaker"].Text(20)
        );

    private static RoundPlan Round(Field json, HashSet<string> ids) =>
        new(
            new RoundId(json["id"].Id(ids)),
            json["title"].Text(40),
            json["shortTitle"].Text(12),
            json["note"].Text(60),
            json["subject"].Choice(Subjects),
            json["live"].Flag()
        );

    private static PollPlan Poll(Field json, HashSet<string> ids)
    {
        var proposals = Set();
        var kind = json["kind"].Choice(PollKinds);
        var ballot = json["proposals"].Items(2, ProposalsMost, proposal => Proposal(proposal, proposals));
        // Where one is chosen there is nothing to say; otherwise no more can be chosen than there are.
        var most = json["most"];
        return new PollPlan(
            new PollId(json["id"].Id(ids)),
            json["title"].Text(12),
            json["question"].Text(30),
            json["note"].OptionalText(24) ?? "",
            kind,
            kind == PollKind.One && !most.IsThere
                ? 1
                : most.Whole(1, kind == PollKind.One ? 1 : Math.Max(ballot.Length, 1)),
            ballot,
            json["live"].Flag(),
            json["sample"].Flag()
        );
    }

    private static Proposal Proposal(Field json, HashSet<string> ids) =>
        new(new ProposalId(json["id"].Id(ids)), json["name"].Text(12), json["detail"].OptionalText(20) ?? "");

    private static Topic Topic(Field json, HashSet<string> names) =>
        new(json["name"].Text(12, names), [.. json["parts"].Items(0, 12).Select(part => part.Text(12, names))]);

    /// <summary>What is known of the minutes before the meeting; the desk may change all of it.</summary>
    private static MinutesForm Form(Field json) =>
        new()
        {
            Head = json["head"].OptionalText(MinutesForm.TextMost),
            Number = json["number"].OptionalText(MinutesForm.TextMost),
            Signer = json["signer"].OptionalText(MinutesForm.TextMost),
            Attending = Optional(json["attending"], MinutesForm.PeopleMost, MinutesForm.TextMost),
            Excused = Optional(json["excused"], MinutesForm.PeopleMost, MinutesForm.TextMost),
            Listening = Optional(json["listening"], MinutesForm.PeopleMost, MinutesForm.TextMost),
            SentTo = Optional(json["sentTo"], MinutesForm.PeopleMost, MinutesForm.TextMost),
        };

    private static DemandBaseline Baseline(Field json)
    {
        var topics = Set();
        return new DemandBaseline(
            json["asOf"].Date(),
            json["source"].Text(40),
            json["sample"].Flag(),
            json["rows"]
                .Items(
                    1,
                    60,
                    row => new BaselineRow(
                        row["topic"].Text(12, topics),
                        row["resolved"].Whole(0, DemandsMost),
                        row["inProgress"].Whole(0, DemandsMost),
                        row["needsCoordination"].Whole(0, DemandsMost)
                    )
                )
        );
    }

    private static Contact Contact(Field json) => new(json["name"].Text(30), json["reach"].Text(40));

    private static ImmutableArray<string> Names(Field list, int most)
    {
        var seen = Set();
        return [.. list.Items(1, most).Select(name => name.Text(Promise.FieldMost, seen))];
    }

    private static ImmutableArray<string> Optional(Field list, int most, int length)
    {
        var seen = Set();
        return [.. list.Items(0, most).Select(text => text.Text(length, seen))];
    }

    private static HashSet<string> Set() => new(StringComparer.Ordinal);
}
