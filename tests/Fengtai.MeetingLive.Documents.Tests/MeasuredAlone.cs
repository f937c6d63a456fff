namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Tests that measure memory: what others allocate at the same time would be counted too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
