using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Workbooks;

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

/// <summary>What the demo's residents make of one proposal, and what is decided on it afterwards.</summary>
/// <param name="Votes">How many choose it; in a ranking, how many put it first.</param>
public sealed record PackVote(PollId Poll, ProposalId Proposal, int Votes, bool Adopted, string Reason);

/// <summary>A meeting as prepared in a folder of data files; the format is described in README.md beside this file.</summary>
/// <param name="Questions">For a demo only; empty in the pack of a real meeting.</param>
public sealed record MeetingPack(
    MeetingPlan Plan,
    ImmutableArray<ResponsePlan> ResponsePlans,
    ImmutableArray<PackQuestion> Questions
)
{
    /// <summary>The photos that the slides show, as they are kept.</summary>
    public ImmutableArray<KeptPhoto> Photos { get; init; } = [];

    /// <summary>For a demo only, as its questions are.</summary>
    public ImmutableArray<PackVote> Votes { get; init; } = [];

    /// <summary>敏感词: a question that holds one waits to be read.</summary>
    public ImmutableArray<string> HeldWords { get; init; } = [];

    /// <summary>The announcement of this meeting.</summary>
    public Announce Announce(CommandId id, Actor by, DateTimeOffset at, MeetingPlan plan) =>
        new(id, by, at, plan, ResponsePlans) { HeldWords = HeldWords.IsEmpty ? null : HeldWords };

    /// <summary>The demo's own pack, beside the program.</summary>
    public static string DemoFolder => Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo");

    /// <summary>In place of meeting.json, slides.json, plans.json and commitments.csv; the other files stay beside it.</summary>
    public const string WorkbookName = "meeting.xlsx";

    /// <summary>Reads the whole folder; what is wrong is told in one go, and then nothing is taken.</summary>
    public static PackResult Read(string folder) =>
        File.Exists(Path.Combine(folder, WorkbookName)) ? FromWorkbook(folder) : FromFiles(folder);

    private static PackResult FromWorkbook(string folder)
    {
        var photos = new PackPhotos(folder);
        using var file = File.OpenRead(Path.Combine(folder, WorkbookName));
        return WorkbookReader.Read(file, new WorkbookBasis(Street: null, Code: null, photos.Find)) switch
        {
            WorkbookResult.Sound(var content, _) => Played(
                folder,
                content.Plan,
                content.ResponsePlans,
                content.HeldWords,
                photos,
                new PackFaults()
            ),
            var wrong => new PackResult.FaultyWorkbook(wrong),
        };
    }

    private static PackResult FromFiles(string folder)
    {
        var faults = new PackFaults();
        var plan = MeetingReading.Read(PackJson.Open(folder, "meeting.json", faults), out var heldWords);
        var photos = new PackPhotos(folder);
        var deck = SlidesReading.Read(PackJson.Open(folder, "slides.json", faults), photos.Find);
        var responsePlans = PlansReading.Read(PackJson.Open(folder, "plans.json", faults), plan);
        var commitments = CommitmentsFile.Read(folder, plan, faults);
        if (plan is not null)
            plan = plan with { Deck = deck, Commitments = commitments };
        return Played(folder, plan, responsePlans, heldWords, photos, faults);
    }

    /// <summary>With what a demo asks and votes, where there is such.</summary>
    private static PackResult Played(
        string folder,
        MeetingPlan? plan,
        ImmutableArray<ResponsePlan> responsePlans,
        ImmutableArray<string> heldWords,
        PackPhotos photos,
        PackFaults faults
    )
    {
        var questions = File.Exists(Path.Combine(folder, QuestionsFile.Name))
            ? QuestionsFile.Read(folder, plan, responsePlans, faults)
            : [];
        var votes = File.Exists(Path.Combine(folder, VotesFile.Name)) ? VotesFile.Read(folder, plan, faults) : [];
        return plan is not null && faults.None
            ? new PackResult.Sound(
                new MeetingPack(plan, responsePlans, questions)
                {
                    Photos = photos.Kept,
                    Votes = votes,
                    HeldWords = heldWords,
                }
            )
            : new PackResult.Faulty(faults.All);
    }
}
