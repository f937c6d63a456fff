using System.Collections.Immutable;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>The topics of a street with their keyword lists.</summary>
public sealed class DemandTopics(MeetingStore store)
{
    public MeetingStore Store { get; } = store;

    public Task<ImmutableArray<TopicWords>> OfAsync(string street, CancellationToken cancel) =>
        Task.FromResult<ImmutableArray<TopicWords>>([]);
}
