using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>采纳情况 of one closed poll, as it is typed.</summary>
public sealed class PollMarks(PollId poll, ImmutableArray<MarkDraft> rows)
{
    public PollId Poll => poll;

    public ImmutableArray<MarkDraft> Rows => rows;

    public static PollMarks Of(Poll poll) =>
        new(
            poll.Id,
            [
                .. poll.Plan.Proposals.Select(proposal => new MarkDraft(
                    proposal,
                    poll.Marks.GetValueOrDefault(proposal.Id)
                )),
            ]
        );
}

/// <summary>One proposal's mark as it is typed.</summary>
public sealed class MarkDraft(Proposal proposal, ProposalMark? before)
{
    private ProposalMark? saved = before;

    public Proposal Proposal => proposal;

    /// <summary>Null until one of the two is chosen.</summary>
    public bool? Adopted { get; set; } = before?.Adopted;

    public string Reason { get; set; } = before?.Reason ?? "";

    public string? Wrong { get; set; }

    /// <summary>Something stands here that is not in the journal.</summary>
    public bool IsChanged => (Adopted, Core.Words.Tidy(Reason)) != (saved?.Adopted, saved?.Reason ?? "");

    public void Save(ProposalMark mark) => saved = mark;
}
