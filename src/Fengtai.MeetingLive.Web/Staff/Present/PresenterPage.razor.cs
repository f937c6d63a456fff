using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Present;

/// <summary>主讲台: a remote's keys and large buttons. What is shown follows the meeting, whoever changed it.</summary>
public sealed partial class PresenterPage
{
    /// <summary>How long one answer should take; longer is said quietly.</summary>
    private static readonly TimeSpan Advised = TimeSpan.FromMinutes(3);

    private VenueId? target;

    [Inject]
    private Opening Opening { get; set; } = null!;

    /// <summary>A question is being answered and the hall sees it: then nothing else is needed large.</summary>
    private bool Talking => View.OnStage is not null && View.Scene.Kind == SceneKind.Question;

    private ImmutableArray<Question> Approved =>
        [
            .. Meeting
                .Questions.Values.Where(q => q.State == QuestionState.Approved)
                .OrderByDescending(q => q.Supports)
                .ThenBy(q => q.Number),
        ];

    private string? StageWhy =>
        View.Head.Phase == Phase.Closed ? L["stage.closed"].Value
        : View.Head.Phase != Phase.Running ? L["stage.not-running"].Value
        : View.OnStage is not null ? L["stage.occupied"].Value
        : null;

    private string Where =>
        View.OnStage is not null ? L["where.stage", View.Staged, View.Approved]
        : View is { AgendaNow: { } part, Head.Phase: Phase.Running } ? L["where.part", part.Title, part.Speaker]
        : L["phase." + View.Head.Phase];

    /// <summary>A button may be for one venue; keys are always for all. The next one is for all again.</summary>
    private async Task ButtonAsync(SceneKind kind)
    {
        var venue = target;
        target = null;
        await DoAsync($"scene:{kind}:{venue}", (id, by, at) => new ShowScene(id, by, at, kind, Venue: venue));
    }

    private Task SameAsync(VenueId venue) => DoAsync($"same:{venue}", (id, by, at) => new ShowSame(id, by, at, venue));

    private Task StageAsync(QuestionId question) =>
        DoAsync($"stage:{question}", (id, by, at) => new PutOnStage(id, by, at, question));

    private async Task OpenAsync()
    {
        if (await Opening.BringUpToDateAsync(Meeting, command => Acts.DoAsync("refresh", command), Left) is { } refused)
        {
            Wrong = Say(refused);
            return;
        }

        OnMeetingChanged();
        var frozen = await Opening.FreezeAsync(Meeting, Left);
        await DoAsync("open", (id, by, at) => new OpenMeeting(id, by, at) { Frozen = frozen });
    }
}
