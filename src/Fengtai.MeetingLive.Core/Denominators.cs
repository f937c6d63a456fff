namespace Fengtai.MeetingLive.Core;

/// <summary>Of how many present how many rated.</summary>
public readonly record struct Turnout(int Present, int Rated);

/// <summary>
/// Of whom a percentage speaks, in one place: 在场手机, 线上 and 纸质, kept apart. Devices are counted in when they enter;
/// paper by the slips that were handed out.
/// </summary>
public sealed record Denominators(Turnout Hall, Turnout Online, Turnout Paper)
{
    /// <summary>应评: all of whom it speaks.</summary>
    public int Present => Hall.Present + Online.Present + Paper.Present;

    public int Rated => Hall.Rated + Online.Rated + Paper.Rated;

    /// <summary>Those of one round.</summary>
    public static Denominators Of(Meeting meeting, RatingRound round) =>
        Count(
            meeting,
            round.Latest.Select(entry => (entry.Key, entry.Value.From)),
            counted: true,
            new Turnout(round.Paper?.Present ?? 0, round.Paper?.Tally.Total ?? 0)
        );

    /// <summary>Those of one poll; there are no ballots on paper.</summary>
    public static Denominators Of(Meeting meeting, Poll poll) =>
        Count(meeting, poll.Latest.Select(entry => (entry.Key, entry.Value.From)), counted: true, paper: default);

    /// <summary>Those of the whole meeting, of whom nobody is asked whether they rated; of paper the largest round's.</summary>
    public static Denominators Of(Meeting meeting) =>
        Count(
            meeting,
            meeting
                .Rounds.Values.SelectMany(round => round.Latest.Select(entry => (entry.Key, entry.Value.From)))
                .Concat(meeting.Polls.Values.SelectMany(p => p.Latest.Select(entry => (entry.Key, entry.Value.From))))
                .DistinctBy(entry => entry.Key),
            counted: false,
            new Turnout(meeting.Rounds.Values.Max(round => (int?)round.Paper?.Present) ?? 0, 0)
        );

    private static Denominators Count(
        Meeting meeting,
        IEnumerable<(ActorId Who, Origin From)> raters,
        bool counted,
        Turnout paper
    )
    {
        var venues = meeting.Plan.Venues.Where(v => v.Online).Select(v => v.Id).ToHashSet();
        var hall = new Turnout();
        var online = new Turnout();
        foreach (var origin in meeting.Present.Values)
            Add(origin, present: 1, rated: 0);
        foreach (var (who, from) in raters)
        {
            // Whoever rated was there, even when a form posted without the page's client. Where somebody came in decides,
            // so that nobody is present in one place and rates in another.
            var entered = meeting.Present.TryGetValue(who, out var origin);
            Add(entered ? origin! : from, present: entered ? 0 : 1, rated: counted ? 1 : 0);
        }

        return new Denominators(hall, online, paper);

        void Add(Origin origin, int present, int rated)
        {
            if (origin.Entry == Entry.Online || venues.Contains(origin.Venue))
                online = new Turnout(online.Present + present, online.Rated + rated);
            else
                hall = new Turnout(hall.Present + present, hall.Rated + rated);
        }
    }
}
