using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Microsoft.AspNetCore.SignalR;
using Channels = System.Threading.Channels;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// Pushes what changed to the phones and screens of each meeting: the first change at once, later ones at most every
/// 250 ms (mere figures every 500 ms, above 2,000 phones after 100 ms, above 10,000 every second). A send is started and
/// observed, never awaited: one phone that does not read keeps nobody waiting, and is cut off by
/// <see cref="ReadingLines"/>, which also keeps pushes in the order in which they are sent here.
/// </summary>
public sealed class ResidentBroadcaster(
    IHubContext<ResidentHub, IResidentClient> hub,
    MeetingStore store,
    Pseudonyms pseudonyms,
    TimeProvider clock,
    ILogger<ResidentBroadcaster> logger,
    LiveMeter meter
) : IAsyncDisposable
{
    internal static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Of mere figures: while a hall rates, they are nearly all that a phone is sent, and in four rounds of an hour four a
    /// second come to more than a megabyte.
    /// </summary>
    internal static readonly TimeSpan FiguresWindow = TimeSpan.FromMilliseconds(500);
    internal static readonly TimeSpan CrowdedWindow = TimeSpan.FromSeconds(1);
    internal const int Crowd = 10_000;

    /// <summary>
    /// In a throng mere figures settle for so long before the first of them goes out: handing the first rating to thousands
    /// would keep the answers to all who rate in the same moment waiting.
    /// </summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);
    internal const int Throng = 2_000;
    internal const int LooksAWindow = 16;

    private readonly MeetingStore store = store;
    private readonly TimeProvider clock = clock;
    private readonly ILogger logger = logger;
    private readonly LiveMeter meter = meter;
    private readonly ConcurrentDictionary<string, Lazy<Station>> stations = new(StringComparer.Ordinal);

    public static string GroupOf(MeetingId meeting) => $"meeting:{meeting.Value}";

    public static string GroupOf(MeetingId meeting, ActorId who) => $"mine:{meeting.Value}:{who.Value}";

    /// <summary>What to show a client that just subscribed and holds <paramref name="version"/> of <paramref name="epoch"/>.</summary>
    public Patch Catch(MeetingSession session, string? epoch, long? version)
    {
        var station = StationOf(session);
        station.Freshen(session.Current);
        return station.Feed.Catch(epoch, version);
    }

    /// <summary>The section of one device's own, with the receipts made again from the server's key.</summary>
    public JsonNode Mine(Meeting meeting, ActorId who)
    {
        var mine = MineView.Of(meeting, who);
        var questions = new JsonObject();
        foreach (var question in mine.Questions)
        {
            var node = JsonSerializer.SerializeToNode(question, EventJson.Options)!.AsObject();
            node["receipt"] = pseudonyms.Receipt(meeting.Id, who, question.AskedAs);
            questions[question.Id] = node;
        }

        var ratings = new JsonObject();
        foreach (var rating in mine.Ratings)
        {
            ratings[rating.Round] = new JsonObject
            {
                ["score"] = rating.Score,
                ["receipt"] = pseudonyms.Receipt(meeting.Id, who, rating.As),
            };
        }

        var votes = new JsonObject();
        foreach (var vote in mine.Votes)
        {
            votes[vote.Poll] = new JsonObject
            {
                ["choices"] = new JsonArray([.. vote.Choices.Select(id => JsonValue.Create(id))]),
                ["receipt"] = pseudonyms.Receipt(meeting.Id, who, vote.As),
            };
        }

        return new JsonObject
        {
            ["questions"] = questions,
            ["ratings"] = ratings,
            ["votes"] = votes,
            ["supported"] = new JsonArray([.. mine.Supported.Select(id => JsonValue.Create(id))]),
            ["replaced"] = new JsonArray([.. mine.Replaced.Select(key => JsonValue.Create(key))]),
        };
    }

    /// <summary>Begins to follow a meeting; called by whoever joins it.</summary>
    public void Follow(MeetingSession session) => StationOf(session);

    public async ValueTask DisposeAsync()
    {
        foreach (var station in stations.Values.Where(s => s.IsValueCreated))
        {
            await station.Value.DisposeAsync();
        }
    }

    private Station StationOf(MeetingSession session) =>
        stations.GetOrAdd(session.Current.Id.Value, _ => new Lazy<Station>(() => new Station(this, session))).Value;

    private void Send(Meeting meeting, Patch patch) => Observe(hub.Clients.Group(GroupOf(meeting.Id)).Show(patch));

    private void SendMine(Meeting meeting, ActorId who)
    {
        var sections = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["mine"] = Mine(meeting, who) };
        Observe(hub.Clients.Group(GroupOf(meeting.Id, who)).Show(new Patch(store.Epoch, meeting.Version, sections)));
    }

    private void Observe(Task sending) =>
        _ = sending.ContinueWith(
            // One connection that is gone does not fail a send to many: this is a message that could not be written at all.
            sent => logger.LogError(sent.Exception, "A push reached nobody"),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

    /// <summary>One meeting's feed and the loop that empties it.</summary>
    private sealed class Station : IAsyncDisposable
    {
        private readonly ResidentBroadcaster owner;
        private readonly IDisposable subscription;

        /// <summary>Holds at most one wake-up: it stands for all that came since the last push.</summary>
        private readonly Channels.Channel<bool> changed = Channels.Channel.CreateBounded<bool>(
            new Channels.BoundedChannelOptions(1) { FullMode = Channels.BoundedChannelFullMode.DropWrite }
        );
        private readonly CancellationTokenSource stopping = new();
        private readonly Task loop;
        private Meeting sent;
        private int looks;
        private volatile Meeting latest;

        /// <summary>When the oldest change came that nobody was shown yet; 0: there is none.</summary>
        private long changedAt;

        public Station(ResidentBroadcaster owner, MeetingSession session)
        {
            this.owner = owner;
            Feed = new ResidentFeed(owner.store.Epoch);
            // Subscribe before reading: what happens in between is then seen twice rather than not at all.
            latest = session.Current;
            subscription = session.Subscribe(now =>
            {
                latest = now.Meeting;
                Interlocked.CompareExchange(ref changedAt, Stopwatch.GetTimestamp(), 0);
                changed.Writer.TryWrite(true);
            });
            sent = latest = session.Current;
            Feed.Advance(sent);
            loop = Task.Run(RunAsync);
        }

        public ResidentFeed Feed { get; }

        /// <summary>
        /// Brings the feed to this state for somebody who joins. Everybody who comes changes how many are present, so of a
        /// crowd that comes at once only the first few of each window look; the others are shown what was, and the push at
        /// the window's end, to which they have subscribed already, tells the rest.
        /// </summary>
        public void Freshen(Meeting now)
        {
            if (Interlocked.Increment(ref looks) <= LooksAWindow)
                Feed.Advance(now);
        }

        public async ValueTask DisposeAsync()
        {
            subscription.Dispose();
            await stopping.CancelAsync();
            await loop;
            stopping.Dispose();
        }

        private async Task RunAsync()
        {
            try
            {
                while (true)
                {
                    if (!changed.Reader.TryRead(out _))
                    {
                        await changed.Reader.ReadAsync(stopping.Token);
                        if (latest.Present.Count > Throng && IsFiguresOnly(sent, latest))
                            await Task.Delay(Settling, owner.clock, stopping.Token);
                    }

                    Volatile.Write(ref looks, 0);
                    Push();
                    // Figures wait for the longer window; a question or a scene that comes meanwhile ends it.
                    var waited = TimeSpan.Zero;
                    do
                    {
                        await Task.Delay(Window, owner.clock, stopping.Token);
                        waited += Window;
                    } while (
                        waited < (latest.Present.Count > Crowd ? CrowdedWindow : FiguresWindow)
                        && !ReferenceEquals(sent, latest)
                        && IsFiguresOnly(sent, latest)
                    );
                }
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
        }

        /// <summary>Whether nothing but counts of people, ratings and ballots differs.</summary>
        private static bool IsFiguresOnly(Meeting before, Meeting now) =>
            now.Rounds.Values.All(round => before.Rounds.GetValueOrDefault(round.Id)?.State == round.State)
            && now.Polls.Values.All(poll => before.Polls.GetValueOrDefault(poll.Id)?.State == poll.State)
            && now
                == before with
                {
                    Version = now.Version,
                    LastAt = now.LastAt,
                    Present = now.Present,
                    Rounds = now.Rounds,
                    Polls = now.Polls,
                    Draft = now.Draft,
                    Seen = now.Seen,
                };

        private void Push()
        {
            if (Interlocked.Exchange(ref changedAt, 0) is var since and not 0)
                owner.meter.Pushed(Stopwatch.GetElapsedTime(since));
            var now = latest;
            var before = sent;
            sent = now;
            try
            {
                // The feed may have been advanced by somebody who joined; what it told them, the others still need.
                Feed.Advance(now);
                var patch = Feed.Catch(owner.store.Epoch, before.Version);
                if (patch.Sections.Count > 0)
                    owner.Send(now, patch);
                foreach (var who in Concerned(before, now))
                {
                    owner.SendMine(now, who);
                }
            }
            catch (Exception e)
            {
                // Nothing is lost: the next push and every join start from the journal's state.
                owner.logger.LogError(e, "A push of meeting {Meeting} failed", now.Id);
            }
        }

        /// <summary>
        /// Whose own questions changed, or the one into which theirs was merged; and who supported a question that was
        /// merged or separated just now. A rater or supporter has the answer to the call already.
        /// </summary>
        private static IEnumerable<ActorId> Concerned(Meeting before, Meeting now) =>
            now.Questions.Values.SelectMany(q => Concerned(before, now, q)).Distinct();

        private static IEnumerable<ActorId> Concerned(Meeting before, Meeting now, Question q)
        {
            var old = before.Questions.GetValueOrDefault(q.Id);
            var moved = old?.MergedInto != q.MergedInto;
            var isNew =
                !ReferenceEquals(old, q)
                || q.MergedInto is not null && !ReferenceEquals(before.Standing(q.Id), now.Standing(q.Id));
            if (isNew && q.AskedBy is { } asker)
                yield return asker;
            if (!moved)
                yield break;
            foreach (var supporter in q.Supporters)
                yield return supporter;
        }
    }
}
