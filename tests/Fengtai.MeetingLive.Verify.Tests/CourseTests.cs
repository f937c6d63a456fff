using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>Entries whose chain holds and which no meeting can have had; and journals of real meetings, which hold.</summary>
public sealed class CourseTests
{
    private static readonly DateTimeOffset Begin = new(2025, 8, 25, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_demo_s_meeting_played_to_its_end_holds_with_all_its_openings()
    {
        var proofs = new DemoProofs(act => Seals.Of("salt", act)[..32], act => Seals.Of("receipt", act));
        var pack = Assert.IsType<PackResult.Sound>(MeetingPack.Read(MeetingPack.DemoFolder)).Pack;
        ImmutableArray<MeetingCommand> commands =
        [
            .. DemoPlay.Start(pack, Begin, proofs),
            .. DemoPlay.PlayToTheEnd(pack, Begin + DemoPlay.Elapsed, proofs),
        ];

        var published = Published.Of(commands);
        var journal = Assert.IsType<Journal>(Run(published.Bytes));

        Assert.Equal(published.Meeting.Version, journal.Entries);
        Assert.Equal(0, journal.Unknown);
        Assert.NotEmpty(published.Openings);
        Assert.All(
            published.Openings,
            file => Assert.IsType<Openings>(OpeningsCheck.Run(file.Name, new MemoryStream(file.Bytes), journal.Course))
        );
        Assert.Equal(published.Openings.Length, journal.Course.Ballots.Count(ballot => ballot.ClosedAt > 0));
    }

    [Fact]
    public void A_round_that_nobody_rated_and_a_meeting_that_still_runs_hold_too()
    {
        var script = new Script(new MeetingId("e0e0e0e0"));

        var published = Published.Of([.. script.Running(), script.CloseRound()]);
        var journal = Assert.IsType<Journal>(Run(published.Bytes));

        Assert.False(journal.Course.Closed);
        var file = Assert.Single(published.Openings);
        Assert.Empty(
            Assert
                .IsType<Openings>(OpeningsCheck.Run(file.Name, new MemoryStream(file.Bytes), journal.Course))
                .Commitments
        );
    }

    [Fact]
    public void Every_number_of_leaves_gives_the_root_that_the_rules_gave()
    {
        for (var raters = 1; raters <= 34; raters++)
        {
            var published = Published.Meeting1(raters);
            var journal = Assert.IsType<Journal>(Run(published.Bytes));
            Assert.All(
                published.Openings,
                file =>
                    Assert.IsType<Openings>(OpeningsCheck.Run(file.Name, new MemoryStream(file.Bytes), journal.Course))
            );
        }
    }

    [Fact]
    public void Entries_of_a_later_program_are_counted_and_not_judged()
    {
        var published = Published.Meeting1();

        var journal = Assert.IsType<Journal>(
            Run(Chained([.. Entries(published), ("checked-by-ear.1", "{\"what\":1}")]))
        );

        Assert.Equal(1, journal.Unknown);
    }

    [Fact]
    public void Every_kind_of_entry_that_the_program_writes_is_known()
    {
        foreach (var type in EventJson.KnownTypes)
        {
            var entries = Entries(Published.Meeting1());
            entries.Insert(3, (type, "{}"));
            // Whatever is wrong with it at this place, it is not that nobody knows it.
            Assert.False(Run(Chained(entries)) is Journal { Unknown: > 0 }, type);
        }
    }

    public static TheoryData<string> Impossible =>
        [
            "first",
            "announced-again",
            "opened-again",
            "given-closed",
            "closed-twice",
            "closed-open",
            "counts-more",
            "after-closing",
            "seal",
            "ballot",
            "root",
            "counts",
            "body",
            "paper-alone",
        ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_no_meeting_can_have_had_is_named_though_the_chain_holds(string reason)
    {
        var entries = Entries(Published.Meeting1());
        int At(string type) => entries.FindIndex(entry => entry.Type == type);
        var rated = entries[At("rated.2")];
        var closed = At("round-closed.1");
        var wrong = reason switch
        {
            "first" => Drop(0),
            "announced-again" => Insert(5, entries[0]),
            "opened-again" => Insert(5, entries[At("opened.1")]),
            "given-closed" => Insert(closed + 1, rated),
            "closed-twice" => Insert(closed + 1, entries[closed]),
            "closed-open" => Move(At("closed.1"), closed - 1),
            "counts-more" => Set(closed, "counts", JsonNode.Parse("[0,0,0,0,14]")!),
            "after-closing" => Insert(entries.Count, entries[At("entered.1")]),
            "seal" => Set(At("rated.2"), "seal", "ab"),
            "ballot" => Set(At("rated.2"), "round", "none"),
            "root" => Set(closed, "root", "ab"),
            "counts" => Set(closed, "counts", JsonNode.Parse("[0,0,0,-1,13]")!),
            "body" => Insert(At("rated.2"), ("rated.2", "[]")),
            _ => Paper(),
        };

        var fault = Assert.IsType<Fault>(Run(Chained(entries)));

        Assert.Equal((reason, wrong), (fault.Reason, fault.Entry));

        long Drop(int at)
        {
            entries.RemoveAt(at);
            return at + 1;
        }

        long Insert(int at, (string, string) entry)
        {
            entries.Insert(at, entry);
            // A list is no entry's body, whatever its place.
            return at + 1;
        }

        long Move(int from, int to)
        {
            var entry = entries[from];
            entries.RemoveAt(from);
            entries.Insert(to, entry);
            return to + 1;
        }

        long Set(int at, string name, JsonNode value)
        {
            var body = JsonNode.Parse(entries[at].Body)!;
            body[name] = value;
            entries[at] = (entries[at].Type, body.ToJsonString(EventJson.Options));
            return at + 1;
        }

        long Paper()
        {
            entries.Add(
                (
                    "paper-entered.1",
                    """{"round":"overall","counts":[0,0,0,0,3],"present":3,"reason":"纸质","by":"anna","id":"p1"}"""
                )
            );
            return Insert(
                entries.Count,
                ("paper-confirmed.1", """{"round":"overall","entry":"p1","by":"anna","id":"p2"}""")
            );
        }
    }

    [Fact]
    public void A_line_of_sixty_megabytes_is_refused_without_reading_it_whole()
    {
        using var endless = new Repeated(60L * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.IsType<Fault>(JournalCheck.Run("journal", endless, []));

        Assert.Equal(("line-long", 1L), (fault.Reason, fault.Entry));
        Assert.InRange(endless.Position, Lines.Most, Lines.Most + 1024 * 1024);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * 1024 * 1024);
    }

    [Fact]
    public void The_verifier_refers_to_nothing_but_the_base_library()
    {
        Assert.All(
            typeof(Terminal).Assembly.GetReferencedAssemblies(),
            name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal)
        );
    }

    private static List<(string Type, string Body)> Entries(Published published) =>
        [
            .. published
                .Lines[..^1]
                .Select(line => JsonNode.Parse(line)!)
                // What is withheld has no text to be changed; its place in the course does not matter here.
                .Select(entry => (entry["type"]!.GetValue<string>(), entry["body"]?.GetValue<string>() ?? "{}")),
        ];

    private static byte[] Chained(List<(string Type, string Body)> entries)
    {
        var (head, lines) = (Recorded.Genesis, new List<string>());
        foreach (var (type, body) in entries)
        {
            var version = lines.Count + 1;
            head = EventJson.Hash(head, version, type, Begin.UtcTicks, body);
            lines.Add(
                new JsonObject
                {
                    ["version"] = version,
                    ["type"] = type,
                    ["at"] = Begin.UtcTicks,
                    ["body"] = body,
                    ["hash"] = head,
                }.ToJsonString(EventJson.Options)
            );
        }

        return Published.Text(lines.Append(PublishedJournal.EndLine(lines.Count, head)));
    }

    private static object Run(byte[] text)
    {
        using var stream = new MemoryStream(text);
        return JournalCheck.Run("journal", stream, []);
    }

    /// <summary>So many bytes of one kind, made as they are read.</summary>
    private sealed class Repeated(long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var now = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, now).Fill((byte)'a');
            Position += now;
            return now;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
