using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>What stands behind an address that somebody opened.</summary>
public abstract record LinkOpening
{
    private LinkOpening() { }

    /// <summary>One item, and who may answer for it.</summary>
    public sealed record Item(string Token, LinkRow Link, Actor Actor, MeetingSession Session, CommitmentId Id)
        : LinkOpening
    {
        public Meeting Meeting => Session.Current;

        public Commitment Commitment => Meeting.Timetable[Id];

        public Track Track => Tracks.Of(Meeting, Id);
    }

    /// <summary>Nothing that may be shown: neither item nor street.</summary>
    /// <param name="Code">Key of the words under <c>shut.</c>.</param>
    public sealed record Shut(string Code, int Status) : LinkOpening;
}

/// <summary>
/// Opens signed links. Guessing is slowed down for the whole process, since whoever guesses brings no cookie; a link whose
/// seal is right is never held back (its seal has 80 bits), so nobody can lock a unit out by guessing.
/// </summary>
public sealed class LinkDoor(SignedLinks links, MeetingSessions sessions, TimeProvider clock)
{
    /// <summary>How many wrong addresses are looked at at once, and how many more a second.</summary>
    internal const double Burst = 60;

    private readonly DeviceThrottle guesses = new(clock, Burst, perSecond: 1);

    public async Task<LinkOpening> OpenAsync(string token, LinkKind kind, CancellationToken cancel)
    {
        switch (await links.OpenAsync(token, kind, cancel))
        {
            case LinkAnswer.Refused("link.forged"):
                return guesses.Admit("")
                    ? Unknown
                    : new LinkOpening.Shut("often", StatusCodes.Status429TooManyRequests);
            case LinkAnswer.Refused(var code):
                return new LinkOpening.Shut(code["link.".Length..], StatusCodes.Status410Gone);
            case LinkAnswer.Sound sound:
                return await ItemAsync(token, sound, kind);
            default:
                return Unknown;
        }
    }

    private static LinkOpening.Shut Unknown => new("forged", StatusCodes.Status404NotFound);

    private static LinkOpening.Shut Elsewhere => new("elsewhere", StatusCodes.Status410Gone);

    private async Task<LinkOpening> ItemAsync(string token, LinkAnswer.Sound sound, LinkKind kind)
    {
        var link = sound.Link;
        if (link.CommitmentId is not { } id)
            return Unknown;
        var session = await sessions.GetAsync(new MeetingId(link.MeetingId));
        if (!session.Current.Timetable.TryGetValue(new CommitmentId(id), out var commitment))
            return Elsewhere;
        // A bureau that is called is seldom the unit that answers for the item.
        var meant =
            kind == LinkKind.Whistle
                ? Tracks
                    .Of(session.Current, commitment.Id)
                    .Whistles.Any(w => w.Id.Value == link.WhistleId && w.Bureaus.Any(b => b.Bureau == link.Holder))
                : commitment.Unit == link.Holder && commitment.From is null;
        return meant ? new LinkOpening.Item(token, link, sound.Actor, session, commitment.Id) : Elsewhere;
    }
}
