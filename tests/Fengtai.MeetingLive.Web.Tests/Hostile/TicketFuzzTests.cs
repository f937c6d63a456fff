using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Doors;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>Tickets by chance: only who holds a code has its seat, and a code that is nearly right is no code.</summary>
public sealed class TicketFuzzTests(EntryHost host) : IClassFixture<EntryHost>
{
    private const int Calls = 300;

    /// <summary>So long nobody is held back for having tried before.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(11)]
    public async Task A_ticket_by_chance_takes_no_seat_and_fails_nowhere(int seed)
    {
        var chance = new Random(seed);
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        var tickets = await hall.IssueAsync([.. Enumerable.Range(1, 30).Select(seat => $"C{seat}")]);
        var codes = tickets.Select(ticket => TicketOffice.Tidy(ticket.Code)).ToHashSet(StringComparer.Ordinal);
        var answered = 0;

        for (var call = 0; call < Calls; call++)
        {
            var typed = call % 3 == 0 ? chance.Nonsense() : Near(chance.Of(tickets).Code, chance);
            if (codes.Contains(TicketOffice.Tidy(typed)))
                continue;
            host.Clock.Advance(Rest);
            using var phone = host.Browser();
            using var answer = await phone.GetAsync(
                new Uri($"/m/{hall.Code}?t={Escaped(typed)}", UriKind.Relative),
                Cancel
            );
            Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode} at {typed}");
            Inside.IsNotTold(await answer.Content.ReadAsStringAsync(Cancel));
            answered += 1;
        }

        Assert.InRange(answered, Calls * 9 / 10, Calls);
        var now = await hall.NowAsync();
        Assert.All(now.Tickets.ByHash.Values, ticket => Assert.Null(ticket.Holder));
        // The codes themselves are still good.
        using var holder = host.Browser();
        using var admitted = await holder.GetAsync(
            new Uri(new Uri(tickets[0].Url).PathAndQuery, UriKind.Relative),
            Cancel
        );
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
        Assert.Single((await hall.NowAsync()).Tickets.ByHash.Values, ticket => ticket.Holder is not null);
    }

    /// <summary>A real code with one or two letters changed, turned, doubled or cut.</summary>
    private static string Near(string code, Random chance)
    {
        const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var letters = code.ToList();
        for (var times = chance.Next(1, 3); times > 0; times--)
        {
            var at = chance.Next(letters.Count);
            switch (chance.Next(4))
            {
                case 0:
                    letters[at] = Letters[chance.Next(Letters.Length)];
                    break;
                case 1:
                    letters.Insert(at, letters[at]);
                    break;
                case 2:
                    letters.RemoveAt(at);
                    break;
                default:
                    letters.Reverse();
                    break;
            }
        }

        return new string([.. letters]);
    }

    /// <summary>As an address carries it; half of a pair is no text, and no browser sends it.</summary>
    private static string Escaped(string typed) =>
        Uri.EscapeDataString(new string([.. typed.Where(c => !char.IsSurrogate(c))]));
}
