using Fengtai.MeetingLive.Core;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>One of a street's lists: read, one entry edited at a time.</summary>
public abstract class ListPanelBase : AdminPageBase
{
    [Parameter, EditorRequired]
    public StreetId Street { get; set; }

    [Inject]
    protected StreetLists Lists { get; set; } = null!;

    protected StreetEntries Entries { get; private set; } = new([], [], []);

    /// <summary>The entry that is being edited, null when none is.</summary>
    protected string? Editing { get; set; }

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task ReadAsync() => Entries = await Lists.ReadAsync(Street, Left);
}
