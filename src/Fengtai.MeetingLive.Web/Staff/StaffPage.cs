using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>What every page of the staff has: who looks at it, the words, and an end.</summary>
public abstract class StaffPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource left = new();

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

    [Inject]
    private StaffAccess Access { get; set; } = null!;

    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<StaffWords> L { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Refusals> Refusals { get; set; } = null!;

    /// <summary>False only while what the page shows is looked for.</summary>
    protected bool Looked { get; set; }

    /// <summary>Who looks, when the page was opened.</summary>
    protected Actor? Who { get; set; }

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => left.Token;

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

    /// <summary>The words of a refusal or a failure, null when it is done.</summary>
    protected string? Say(Outcome outcome) =>
        outcome switch
        {
            Outcome.Refused refused => Say(refused.Rejection),
            Outcome.Failed failed => SayFailure(failed.Code),
            _ => null,
        };

    /// <summary>The words of a refusal; a field's code among its arguments becomes the field's name.</summary>
    protected string Say(Rejection rejection) =>
        Refusals[
            rejection.Code,
            [.. rejection.Arguments.Select(a => L["field." + a] is { ResourceNotFound: false } name ? name.Value : a)]
        ];

    protected string SayFailure(string code) => Refusals[code];

    /// <summary>Asked anew for every act, so that a role that was taken away is gone at once.</summary>
    protected async Task<Actor?> ResolveAsync(StreetId street)
    {
        var user = SignedIn is null ? new() : (await SignedIn).User;
        return await Access.ResolveAsync(user, street, Left);
    }

    /// <summary>Who looks, with all that was granted; null when nobody is signed in any more. Asked anew like the roles.</summary>
    protected async Task<StaffPerson?> PersonAsync() =>
        await Access.WhoAsync(SignedIn is null ? new() : (await SignedIn).User, Left);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        left.Cancel();
        left.Dispose();
    }
}
