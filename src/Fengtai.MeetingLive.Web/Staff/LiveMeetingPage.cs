using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>
/// A staff page that shows one meeting as it is: finds it by its code, follows its session, renders at most four times a
/// second, and turns what the person does into commands with that person as actor.
/// </summary>
public abstract class LiveMeetingPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource left = new();
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;
    private IDisposable? subscription;
    private Conflated? rendering;

    [Parameter]
    public string Code { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

    [Inject]
    private MeetingSessions Meetings { get; set; } = null!;

    [Inject]
    private StaffAccess Access { get; set; } = null!;

    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<StaffWords> L { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Refusals> Refusals { get; set; } = null!;

    /// <summary>False only while it is looked for.</summary>
    protected bool Looked { get; private set; }

    /// <summary>Null when no meeting has this code, or this person may not see it.</summary>
    protected Door? Door { get; private set; }

    /// <summary>Who looks, when the page was opened.</summary>
    protected Actor? Who { get; private set; }

    protected StaffActs Acts { get; private set; } = null!;

    protected MeetingSession Session => Door!.Session;

    protected Meeting Meeting => Session.Current;

    /// <summary>For tests in a browser: a key pressed before this would be lost.</summary>
    protected string Interactive => RendererInfo.IsInteractive ? "true" : "false";

    /// <summary>Which of these roles this page is for.</summary>
    protected abstract Roles For { get; }

    protected bool MayEnter => Who is { } who && (who.Roles & For) != Roles.None;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        Door = await Meetings.FindAsync(Code, left.Token);
        if (Door is not null)
        {
            Who = await ResolveAsync();
            Acts = new StaffActs(Session, ResolveAsync, Time);
            if (MayEnter && RendererInfo.IsInteractive)
                Follow();
        }

        Looked = true;
    }

    /// <summary>Called on the page's own thread before it renders what is new.</summary>
    protected virtual void OnMeetingChanged() { }

    /// <summary>The words of a refusal or a failure, null when it is done.</summary>
    protected string? Say(Outcome outcome) =>
        outcome switch
        {
            Outcome.Refused refused => Say(refused.Rejection),
            Outcome.Failed failed => Refusals[failed.Code],
            _ => null,
        };

    /// <summary>The words of a refusal; a field's code among its arguments becomes the field's name.</summary>
    protected string Say(Rejection rejection) =>
        Refusals[
            rejection.Code,
            [.. rejection.Arguments.Select(a => L["field." + a] is { ResourceNotFound: false } name ? name.Value : a)]
        ];

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        subscription?.Dispose();
        rendering?.Dispose();
        left.Cancel();
        left.Dispose();
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

    private async Task<Actor?> ResolveAsync()
    {
        var user = SignedIn is null ? new() : (await SignedIn).User;
        return await Access.ResolveAsync(user, Meeting, left.Token);
    }
}
