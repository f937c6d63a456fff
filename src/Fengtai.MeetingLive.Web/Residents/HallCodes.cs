using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// The changing code on a hall's screen: a new one every 30 seconds, made from the server's key for one meeting and one
/// venue. A code admits from the moment it appears until exactly 120 seconds later, so a photo sent outside admits nobody
/// two minutes after it was taken, and mostly after one and a half. The clock set back revives no old code.
/// </summary>
public sealed class HallCodes(Pseudonyms pseudonyms, SteadyClock clock)
{
    /// <summary>How long one code stands on the screen.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>How many codes admit at one time: the one on the screen and those before it.</summary>
    public const int Accepted = 4;

    /// <summary>The code of this moment, and how long it stands.</summary>
    public (string Code, TimeSpan Left) Now(Meeting meeting, VenueId venue)
    {
        var now = clock.Now(meeting.LastAt).UtcTicks;
        return (
            pseudonyms.HallCode(meeting.Id, venue, now / Window.Ticks),
            TimeSpan.FromTicks(Window.Ticks - now % Window.Ticks)
        );
    }

    public bool Admits(Meeting meeting, VenueId venue, string code)
    {
        var given = Encoding.UTF8.GetBytes(code);
        var window = clock.Now(meeting.LastAt).UtcTicks / Window.Ticks;
        var admits = false;
        for (var back = 0; back < Accepted; back++)
        {
            var right = Encoding.UTF8.GetBytes(pseudonyms.HallCode(meeting.Id, venue, window - back));
            admits |= CryptographicOperations.FixedTimeEquals(given, right);
        }

        return admits;
    }
}
