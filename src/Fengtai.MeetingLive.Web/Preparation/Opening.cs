using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Staff;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>What the opening of a meeting freezes, gathered at the moment of opening.</summary>
public sealed class Opening(DemandBook demands, TimeProvider clock)
{
    /// <summary>The list's figures and the deck's hash at this moment.</summary>
    public async Task<Frozen> FreezeAsync(Meeting meeting, CancellationToken cancel) =>
        new(
            await demands.BaselineAsync(meeting.Plan.Street, Beijing.Day(clock.GetUtcNow()), cancel),
            HashOf(meeting.Plan.Deck)
        );

    /// <summary>SHA-256 of the deck's JSON as the journal writes it, lower hex; anyone can make it again from the journal.</summary>
    public static string HashOf(Deck deck) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(deck, EventJson.Options)))
        );
}
