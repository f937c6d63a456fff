using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>
/// A staff page that shows one meeting as it is: finds it by its code, follows its session, renders at most four times a
/// second, and turns what the person does into commands with that person as actor.
/// </summary>
public abstract class LiveMeetingPage : StaffPage
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;
    private IDisposable? subscription;
    private Conflated? rendering;

    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private MeetingSessions Meetings { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>Null when no meeting has this code, or this person may not see it.</summary>
    protected Door? Door { get; private set; }

    protected StaffActs Acts { get; private set; } = null!;

    protected MeetingSession Session => Door!.Session;

    protected Meeting Meeting => Session.Current;

    protected override async Task OnInitializedAsync()
    {
        Door = await FindAsync(Meetings);
        if (Door is not null)
        {
            Who = await ResolveAsync();
            Acts = new StaffActs(Session, ResolveAsync, Time);
            if (MayEnter && RendererInfo.IsInteractive)
                Follow();
        }

        Looked = true;
    }

    /// <summary>The meeting that the address names; null when there is none.</summary>
    protected virtual async Task<Door?> FindAsync(MeetingSessions meetings) => await meetings.FindAsync(Code, Left);

    /// <summary>Called on the page's own thread before it renders what is new.</summary>
    protected virtual void OnMeetingChanged() { }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            subscription?.Dispose();
            rendering?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Follow()
    {
        rendering = new Conflated(Time, Every, RenderAsync, Loggers.CreateLogger<LiveMeetingPage>());
        subscription = Session.Subscribe(_ => rendering.Signal());
        // What happened between reading and subscribing.
        OnMeetingChanged();
    }

    private Task RenderAsync() =>
        InvokeAsync(() =>
        {
            // The signal came from the meeting's own loop, which speaks the machine's language, not this person's.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            OnMeetingChanged();
            StateHasChanged();
        });

    private Task<Actor?> ResolveAsync() => ResolveAsync(Meeting.Plan.Street);
}
