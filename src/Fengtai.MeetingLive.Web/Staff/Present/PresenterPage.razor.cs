using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Staff.Present;

/// <summary>主讲台: a remote's keys and large buttons. What is shown follows the meeting, whoever changed it.</summary>
public sealed partial class PresenterPage
{
    private string? wrong;
    private string? said;
    private bool acting;
    private VenueId? target;

    protected override Roles For => Roles.Lead;

    private PresenterView View { get; set; } = null!;

    /// <summary>A question is being answered and the hall sees it: then nothing else is needed large.</summary>
    private bool Talking => View.OnStage is not null && View.Scene.Kind == SceneKind.Question;

    /// <summary>Before the first page the first one stands ready.</summary>
    private Slide? Shown => View.Current ?? View.Next;

    private Slide? Coming => View.Current is null ? Meeting.Plan.Deck.Slides.ElementAtOrDefault(1) : View.Next;

    private ImmutableArray<Question> Approved =>
        [
            .. Meeting
                .Questions.Values.Where(q => q.State == QuestionState.Approved)
                .OrderByDescending(q => q.Supports)
                .ThenBy(q => q.Number),
        ];

    private string? StageWhy =>
        View.Head.Phase != Phase.Running ? L["stage.not-running"].Value
        : View.OnStage is not null ? L["stage.occupied"].Value
        : null;

    private string Where =>
        View.OnStage is not null ? L["where.stage", View.Staged, View.Approved]
        : View.AgendaNow is { } part ? L["where.part", part.Title, part.Speaker]
        : L["phase." + View.Head.Phase];

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Door is not null)
            View = PresenterView.Of(Meeting);
    }

    protected override void OnMeetingChanged() => View = PresenterView.Of(Meeting);

    private Task OnKeyAsync(KeyboardEventArgs e)
    {
        if (e.CtrlKey || e.MetaKey || e.Repeat)
            return Task.CompletedTask;
        if (e is { AltKey: true, Code: ['D', 'i', 'g', 'i', 't', >= '1' and <= '6' and var digit] })
            return SceneAsync((SceneKind)(digit - '1'));
        return e.Key switch
        {
            "PageDown" or "ArrowRight" or "ArrowDown" => NextAsync(),
            "PageUp" or "ArrowLeft" or "ArrowUp" => PreviousAsync(),
            _ => Task.CompletedTask,
        };
    }

    private Task NextAsync() => TurnAsync(1, "slide.last");

    private Task PreviousAsync() => TurnAsync(-1, "slide.first");

    /// <summary>From another scene a key first brings the report back where it was left; only then it turns pages.</summary>
    private Task TurnAsync(int by, string end)
    {
        if (View.Scene.Kind != SceneKind.Slide || View.Current is not { } current)
            return SceneAsync(SceneKind.Slide);
        var slides = Meeting.Plan.Deck.Slides;
        var to = Meeting.Plan.Deck.IndexOf(current.Id) + by;
        if (to < 0 || to >= slides.Length)
        {
            said = L[end];
            return Task.CompletedTask;
        }

        var slide = slides[to].Id;
        return DoAsync($"slide:{slide}", (id, by, at) => new ShowSlide(id, by, at, slide));
    }

    private Task SceneAsync(SceneKind kind) =>
        DoAsync($"scene:{kind}", (id, by, at) => new ShowScene(id, by, at, kind));

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

    private Task OpenAsync() => DoAsync("open", (id, by, at) => new OpenMeeting(id, by, at));

    private async Task DoAsync(string act, Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        // A remote's key bounces; one page at a time.
        if (acting)
            return;
        acting = true;
        said = null;
        try
        {
            wrong = Say(await Acts.DoAsync(act, command));
            OnMeetingChanged();
        }
        finally
        {
            acting = false;
        }
    }
}
