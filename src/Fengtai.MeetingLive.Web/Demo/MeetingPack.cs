using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>Where a question of the demo stands when the demo starts.</summary>
public enum PackQuestionState
{
    /// <summary>待审核</summary>
    Waiting,

    /// <summary>待上台</summary>
    Approved,

    /// <summary>正在台上</summary>
    Stage,

    /// <summary>现场答复</summary>
    Answered,

    /// <summary>转办, by the response plan of its topic.</summary>
    HandedOver,
}

/// <summary>
/// A question that the demo asks. It ends as it says: refused with <paramref name="Reason"/>, answered with
/// <paramref name="Gist"/>, else handed over by <paramref name="Plan"/>; one of the three is always there.
/// </summary>
/// <param name="Supports">附议 at the demo's start.</param>
/// <param name="Plan">The response plan of its topic, if there is one.</param>
public sealed record PackQuestion(
    QuestionId Id,
    string Text,
    Channel Channel,
    string? Topic,
    Group Group,
    int Supports,
    PackQuestionState State,
    string? Gist,
    RefusalReason? Reason,
    ResponsePlan? Plan
);

/// <summary>A meeting as prepared in a folder of data files; the format is described in README.md beside this file.</summary>
/// <param name="Questions">For a demo only; empty in the pack of a real meeting.</param>
public sealed record MeetingPack(
    MeetingPlan Plan,
    ImmutableArray<ResponsePlan> ResponsePlans,
    ImmutableArray<PackQuestion> Questions
)
{
    /// <summary>敏感词: a question that holds one waits to be read.</summary>
    public ImmutableArray<string> HeldWords { get; init; } = [];

    /// <summary>The announcement of this meeting.</summary>
    public Announce Announce(CommandId id, Actor by, DateTimeOffset at, MeetingPlan plan) =>
        new(id, by, at, plan, ResponsePlans) { HeldWords = HeldWords.IsEmpty ? null : HeldWords };

    /// <summary>The demo's own pack, beside the program.</summary>
    public static string DemoFolder => Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo");

    /// <summary>Reads the whole folder; what is wrong is told in one go, and then nothing is taken.</summary>
    public static PackResult Read(string folder)
    {
        var faults = new PackFaults();
        var plan = MeetingFile.Read(folder, faults, out var heldWords);
        var deck = SlidesFile.Read(folder, faults);
        // References are judged only where the lists that they refer to could be read; else every one would be a mistake.
        var responsePlans = PlansFile.Read(folder, plan, faults);
        var commitments = CommitmentsFile.Read(folder, plan, faults);
        var questions = File.Exists(Path.Combine(folder, QuestionsFile.Name))
            ? QuestionsFile.Read(folder, plan, responsePlans, faults)
            : [];
        return plan is not null && faults.None
            ? new PackResult.Sound(
                new MeetingPack(plan with { Deck = deck, Commitments = commitments }, responsePlans, questions)
                {
                    HeldWords = heldWords,
                }
            )
            : new PackResult.Faulty(faults.All);
    }
}
