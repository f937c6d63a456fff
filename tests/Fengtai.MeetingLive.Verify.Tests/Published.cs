using System.Collections.Immutable;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>A meeting as it is published: its journal's lines, and the openings of what was closed.</summary>
internal sealed record Published(ImmutableArray<string> Lines, ImmutableArray<OpenedFile> Openings, Meeting Meeting)
{
    /// <summary>The entries' hashes, the first entry's first.</summary>
    public ImmutableArray<string> Hashes { get; private init; } = [];

    public int Entries => Lines.Length - 1;

    public byte[] Bytes => Text(Lines);

    public static byte[] Text(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>By the rules, the very writer of the journal and the very publisher; only the database is left out.</summary>
    public static Published Of(IEnumerable<MeetingCommand> commands)
    {
        var meeting = new Meeting(new MeetingId("published"));
        var (head, rows) = (Recorded.Genesis, new List<JournalRow>());
        foreach (var command in commands)
        {
            var decided = meeting.Decide(command with { At = meeting.Stamp(command) });
            foreach (var e in Assert.IsType<Decision.Accepted>(decided).Events)
            {
                var (type, body, _) = EventJson.Write(e);
                head = EventJson.Hash(head, rows.Count + 1, type, e.At.UtcTicks, body);
                rows.Add(
                    new JournalRow
                    {
                        MeetingId = meeting.Id.Value,
                        Version = rows.Count + 1,
                        Type = type,
                        At = e.At.UtcTicks,
                        Body = body,
                        Hash = head,
                        Batch = "",
                    }
                );
                meeting = meeting.Apply(e);
            }
        }

        var openings = meeting
            .Rounds.Keys.Select(id => Core.Openings.Of(meeting, id))
            .Concat(meeting.Polls.Keys.Select(id => Core.Openings.Of(meeting, id)))
            .OfType<Core.Openings>()
            .OrderBy(one => one.Id, StringComparer.Ordinal)
            .Select(one => new OpenedFile($"{one.Kind}-{one.Id}.json", one.Id, PublishedOpenings.Write(one)));
        return new Published(
            [.. rows.Select(PublishedJournal.Line), PublishedJournal.EndLine(rows.Count, head)],
            [.. openings],
            meeting
        )
        {
            Hashes = [.. rows.Select(row => row.Hash)],
        };
    }

    /// <summary>A small meeting in which everything happens that the checks look at.</summary>
    public static Published Meeting1(int raters = 12)
    {
        var script = new Script(new MeetingId("a1b2c3d4"));
        var (asked, refused) = (script.Ask(1), script.Ask(2));
        return Of([
            .. script.Running(),
            .. Enumerable.Range(1, raters).Select(script.Enter),
            asked,
            refused,
            script.Approve(asked.Question),
            script.Refuse(refused.Question),
            script.Support(3, asked.Question),
            .. Enumerable.Range(1, raters).Select(who => script.Rate(who, 1 + (who * 7 % 5))),
            script.Rate(1, 5),
            script.Stage(asked.Question),
            script.Answer(asked.Question) with
            {
                Gist = "请打13800001234，本月内开工。",
            },
            script.OpenPoll(),
            script.OpenPoll(Script.Order),
            .. Enumerable.Range(1, raters).Select(who => script.Vote(who, Script.Site, who % 3 == 0 ? "west" : "yard")),
            .. Enumerable
                .Range(1, raters)
                .Select(who => script.Vote(who, Script.Order, "shop", who % 2 == 0 ? "west" : "yard")),
            script.Vote(1, Script.Order, "west"),
            script.ClosePoll(),
            script.CloseRound(),
            script.OpenRound(Script.Conduct),
            .. Enumerable.Range(1, raters).Select(who => script.Rate(who, 1 + (who % 5), Script.Conduct)),
            script.Close(),
            script.Mark("yard", adopted: true),
        ]);
    }
}

/// <summary>Openings as a file.</summary>
internal sealed record OpenedFile(string Name, string Id, byte[] Bytes);
