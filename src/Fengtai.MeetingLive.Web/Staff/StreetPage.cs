using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>A staff page about what one street prepares: reads it, and saves it in the name of who looks.</summary>
public abstract class StreetPage : StaffPage
{
    [Parameter]
    public string Street { get; set; } = "";

    [Inject]
    protected Preparations Preparations { get; set; } = null!;

    protected override Roles For => Roles.Secretary | Roles.Administrator;

    /// <summary>As it was last read or saved.</summary>
    protected Preparing Now { get; set; } = null!;

    /// <summary>Why the last act was not done, in words.</summary>
    protected string? Wrong { get; set; }

    /// <summary>An act is under way: another one waits for it.</summary>
    protected bool Busy { get; private set; }

    protected StreetId StreetId => new(Street);

    protected override async Task OnInitializedAsync()
    {
        Who = await ResolveAsync(StreetId);
        if (MayEnter)
            Now = await Preparations.LoadAsync(StreetId, Left);
        Looked = true;
    }

    /// <summary>Keeps <paramref name="content"/> in place of what was read.</summary>
    /// <returns>True when it is kept. Otherwise <see cref="Wrong"/> says why, and what is typed stays.</returns>
    protected Task<bool> SaveAsync(Prepared content) => DoAsync(by => Preparations.SaveAsync(Now, content, by, Left));

    /// <summary>One act at a time, by whoever still may.</summary>
    protected async Task<bool> DoAsync(Func<Actor, Task<Saved>> act)
    {
        if (Busy)
            return false;
        Busy = true;
        try
        {
            var saved = await ResolveAsync(StreetId) is { } by
                ? await act(by)
                : new Saved.Refused(Rejection.NotAllowed);
            Wrong = saved switch
            {
                Saved.Refused(var rejection) => Say(rejection),
                Saved.Failed(var code) => SayFailure(code),
                _ => null,
            };
            if (saved is Saved.Kept(var now))
                Now = now;
            return saved is Saved.Kept;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Reads it again, such as after somebody else has changed it.</summary>
    protected async Task ReadAgainAsync() => Now = await Preparations.LoadAsync(StreetId, Left);
}
