using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Staff;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>What the opening of a meeting freezes, gathered at the moment of opening.</summary>
public sealed class Opening(FollowedList list, DemandBook demands, TimeProvider clock)
{
    /// <summary>
    /// Slides that follow the demand list are brought up to date by a revision just before the opening, so that what is
    /// shown is what was frozen. Null when nothing was to be changed or it is done; otherwise why it is not: then the
    /// meeting must not be opened.
    /// </summary>
    /// <param name="execute">Says the command in the name of whoever opens.</param>
    public async Task<Outcome?> BringUpToDateAsync(
        Meeting meeting,
        Func<Func<CommandId, Actor, DateTimeOffset, MeetingCommand>, Task<Outcome>> execute,
        CancellationToken cancel
    )
    {
        if (meeting.Phase != Phase.Preparing)
            return null;
        var plan = meeting.Plan;
        if (
            !plan.Deck.Slides.Any(slide => slide.Follows is not null)
            || await list.OfAsync(plan.Street, cancel) is not { } counted
        )
            return null;
        var deck = Following.Fill(plan.Deck, counted, FollowedList.Words);
        if (ReferenceEquals(deck, plan.Deck))
            return null;
        var outcome = await execute(
            (id, by, at) =>
                new Revise(id, by, at, meeting.PlanVersion, plan with { Deck = deck }, meeting.ResponsePlans)
                {
                    Refresh = true,
                }
        );
        return outcome is Outcome.Done ? null : outcome;
    }

    /// <summary>The list's figures and the deck's hash at this moment.</summary>
    public async Task<Frozen> FreezeAsync(Meeting meeting, CancellationToken cancel) =>
        new(
            await demands.BaselineAsync(meeting.Plan.Street, Beijing.Day(clock.GetUtcNow()), cancel),
            HashOf(meeting.Plan.Deck),
            meeting.PlanVersion
        );

    /// <summary>SHA-256 of the deck's JSON as the journal writes it, lower hex; anyone can make it again from the journal.</summary>
    public static string HashOf(Deck deck) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(deck, EventJson.Options)))
        );
}
