using System.Collections.Immutable;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>The topics of a street with their keyword lists, as the street orders them.</summary>
public sealed class DemandTopics(MeetingStore store)
{
    public async Task<ImmutableArray<TopicWords>> OfAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var rows = await context.Topics.AsNoTracking().Where(t => t.StreetId == street).ToListAsync(cancel);
        return
        [
            .. rows.OrderBy(t => t.Order)
                .ThenBy(t => t.Name, StringComparer.Ordinal)
                .Select(t => new TopicWords(
                    t.Parent ?? t.Name,
                    t.Parent is null ? null : t.Name,
                    [
                        .. t.Keywords.Split(
                            ['\n', '，', ',', '、', ' '],
                            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                        ),
                    ]
                )),
        ];
    }
}
