using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Staff.Present;

/// <summary>What the console and its remote have in common: they turn pages and switch scenes, by key or by button.</summary>
public abstract class ConsolePage : LiveMeetingPage
{
    private bool acting;

    protected override Roles For => Roles.Lead;

    protected PresenterView View { get; private set; } = null!;

    /// <summary>Why the last act was refused, in words.</summary>
    protected string? Wrong { get; private protected set; }

    /// <summary>What else is to be said of it, such as that this is the last page.</summary>
    protected string? Said { get; private set; }

    /// <summary>Before the first page the first one stands ready.</summary>
    protected Slide? Shown => View.Current ?? View.Next;

    protected Slide? Coming => View.Current is null ? Meeting.Plan.Deck.Slides.ElementAtOrDefault(1) : View.Next;

    protected bool HasPrevious => View.Scene.Kind != SceneKind.Slide || View.SlideNumber > 1;

    protected bool HasNext => View.Scene.Kind != SceneKind.Slide || View.Next is not null;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Door is not null)
            View = PresenterView.Of(Meeting);
    }

    protected override void OnMeetingChanged() => View = PresenterView.Of(Meeting);

    protected Task OnKeyAsync(KeyboardEventArgs e)
    {
        if (e.CtrlKey || e.MetaKey || e.Repeat)
            return Task.CompletedTask;
        if (e is { AltKey: true, Code: ['D', 'i', 'g', 'i', 't', >= '1' and <= '8' and var digit] })
            return SceneAsync((SceneKind)(digit - '1'));
        return e.Key switch
        {
            "PageDown" or "ArrowRight" or "ArrowDown" => NextAsync(),
            "PageUp" or "ArrowLeft" or "ArrowUp" => PreviousAsync(),
            _ => Task.CompletedTask,
        };
    }

    protected Task NextAsync() => TurnAsync(1, "slide.last");

    protected Task PreviousAsync() => TurnAsync(-1, "slide.first");

    protected Task SceneAsync(SceneKind kind) =>
        DoAsync($"scene:{kind}", (id, by, at) => new ShowScene(id, by, at, kind));

    protected async Task DoAsync(string act, Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        // A remote's key bounces; one page at a time.
        if (acting)
            return;
        acting = true;
        Said = null;
        try
        {
            Wrong = Say(await Acts.DoAsync(act, command));
            OnMeetingChanged();
        }
        finally
        {
            acting = false;
        }
    }

    /// <summary>From another scene a key first brings the report back where it was left; only then it turns pages.</summary>
    private Task TurnAsync(int by, string end)
    {
        if (View.Scene.Kind != SceneKind.Slide || View.Current is not { } current)
            return SceneAsync(SceneKind.Slide);
        var slides = Meeting.Plan.Deck.Slides;
        var to = Meeting.Plan.Deck.IndexOf(current.Id) + by;
        if (to < 0 || to >= slides.Length)
        {
            Said = L[end];
            return Task.CompletedTask;
        }

        var slide = slides[to].Id;
        return DoAsync($"slide:{slide}", (id, by, at) => new ShowSlide(id, by, at, slide));
    }
}
