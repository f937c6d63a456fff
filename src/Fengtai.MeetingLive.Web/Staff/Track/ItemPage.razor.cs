using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>One commitment: who answers for it, what has happened, and all that can be done about it. Follows the journal.</summary>
public sealed partial class ItemPage
{
    private string? panel;
    private string? said;
    private StreetEntries lists = new([], [], []);

    /// <summary>As in the address: the join code of the meeting (or its id) stands in <see cref="LiveMeetingPage.Code"/>.</summary>
    [Parameter]
    public string Street { get; set; } = "";

    [Parameter]
    public string Item { get; set; } = "";

    [Inject]
    private MeetingStore Store { get; set; } = null!;

    [Inject]
    private StreetLists Lists { get; set; } = null!;

    [Inject]
    private CarryingOver Carrying { get; set; } = null!;

    [Inject]
    private IStringLocalizer<TrackWords> W { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Common> C { get; set; } = null!;

    protected override Roles For => TrackRoles.All;

    private Commitment? Commitment => Door is null ? null : Meeting.Timetable.GetValueOrDefault(new CommitmentId(Item));

    private Core.Tracking.Track Facts => Tracks.Of(Meeting, Commitment!.Id);

    private bool IsElsewhere => Commitment!.From is not null;

    private DateOnly Today => Beijing.Day(Time.GetUtcNow());

    private IReadOnlyList<OfficeStep> Steps => new OfficeSteps(W, C).Of(Meeting, Commitment!);

    /// <summary>Units of the street and of the meeting's own plan, as offers only.</summary>
    private ImmutableArray<string> Units =>
        [
            .. lists
                .Units.Where(u => !u.Closed)
                .Select(u => u.Name)
                .Concat(Meeting.Plan.Units)
                .Distinct(StringComparer.Ordinal),
        ];

    private BoardItem AsItem =>
        new(CommitmentRow.Of(Meeting, Commitment!), Meeting.Plan.Code, Meeting.Plan.Title, Meeting.Plan.Date);

    private (string Class, string Icon) Look =>
        BoardWording.Look(
            AsItem is { IsAgain: true } item && item.At(Today) == BoardState.Moving
                ? BoardState.Again
                : AsItem.At(Today)
        );

    /// <summary>重新办理，10月31日前办结</summary>
    private string Stands =>
        Tracks.IsSettled(Commitment!)
            ? BoardWording.State(W, AsItem, Today)
            : W[
                Tracks.IsOverdue(Commitment!, Today) ? "stands-late" : "stands",
                BoardWording.State(W, AsItem, Today),
                C.Day(Commitment!.Deadline)
            ];

    protected override async Task<Door?> FindAsync(MeetingSessions meetings)
    {
        var door = await base.FindAsync(meetings) ?? await ByIdAsync(meetings);
        // Another street's is as if it were not there.
        return door?.Session.Current.Plan.Street.Value == Street ? door : null;
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Door is null || !MayEnter)
            return;
        lists = await Lists.ReadAsync(Meeting.Plan.Street, Left);
    }

    private async Task<Door?> ByIdAsync(MeetingSessions meetings)
    {
        await using var context = Store.Create();
        return
            await context.Meetings.AnyAsync(m => m.Id == Code, Left)
            && await meetings.GetAsync(new MeetingId(Code)) is { } session
            && session.Current.Plan.Venues is [var main, ..]
            ? new Door(session, main.Id)
            : null;
    }

    /// <summary>Opens a form, or shuts it; what is typed stays in its draft.</summary>
    private void Toggle(string which)
    {
        said = null;
        panel = panel == which ? null : which;
        if (panel == "charge" && charge is { Lead: "", Unit: "", Owner: "" })
            (charge.Lead, charge.Unit, charge.Owner, charge.Grid) = (
                Commitment!.Lead,
                Commitment.Unit,
                Commitment.Owner,
                Commitment.Grid ?? ""
            );
        if (panel == "visit" && visit.Day.Length == 0)
            visit.Day = TypedTime.Write(Today);
    }

    private void Close() => panel = null;

    private RenderFragment Open(string which, string icon, string words) =>
        builder =>
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "type", "button");
            builder.AddAttribute(2, "class", "btn");
            builder.AddAttribute(3, "id", "open-" + which);
            builder.AddAttribute(4, "aria-expanded", panel == which ? "true" : "false");
            builder.AddAttribute(5, "onclick", EventCallback.Factory.Create(this, () => Toggle(which)));
            builder.OpenComponent<Parts.Icon>(6);
            builder.AddAttribute(7, nameof(Parts.Icon.Name), icon);
            builder.CloseComponent();
            builder.AddContent(8, W[words].Value);
            builder.CloseElement();
        };

    private static string Text(ChangeEventArgs e) => e.Value?.ToString() ?? "";
}
