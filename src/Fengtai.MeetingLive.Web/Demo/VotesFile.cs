using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>votes.csv: how the demo's residents vote and what becomes of each proposal; a real meeting's pack has none.</summary>
internal static class VotesFile
{
    public const string Name = "votes.csv";

    /// <summary>As many residents can be made up at most.</summary>
    private const int VotesMost = 500;

    private static readonly ImmutableArray<PackColumn> Columns =
    [
        new("poll", "征集"),
        new("proposal", "方案"),
        new("votes", "票数"),
        new("adopted", "采纳"),
        new("reason", "理由"),
    ];

    private static readonly Dictionary<string, bool> YesNo = new(StringComparer.Ordinal)
    {
        ["是"] = true,
        ["否"] = false,
    };

    public static ImmutableArray<PackVote> Read(string folder, MeetingPlan? meeting, PackFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. PackTable.Read(folder, Name, Columns, faults).Select(row => Vote(row, meeting, seen))];
    }

    private static PackVote Vote(PackRow row, MeetingPlan? meeting, HashSet<string> seen)
    {
        var poll = row.At("poll").Id(row["poll"]);
        var proposal = row.At("proposal").Id(row["proposal"]);
        row.At("proposal").Once(seen, $"{poll} {proposal}");
        if (meeting is not null)
        {
            var polls = meeting.Polls ?? [];
            row.At("poll").Known(polls.Select(p => p.Id.Value), poll, PackCode.PollUnknown);
            var ballot = polls.FirstOrDefault(p => p.Id.Value == poll)?.Proposals ?? [];
            if (!ballot.IsEmpty)
                row.At("proposal").Known(ballot.Select(p => p.Id.Value), proposal, PackCode.ProposalUnknown);
        }

        return new PackVote(
            new PollId(poll),
            new ProposalId(proposal),
            row.Whole("votes", VotesMost),
            row.Choice("adopted", YesNo),
            row.Text("reason", MarkProposal.ReasonMost)
        );
    }
}
