using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>责任清单: all that a street has promised, overdue first. What is filtered stands in the address.</summary>
public sealed partial class BoardPage
{
    private readonly HashSet<string> ticked = new(StringComparer.Ordinal);
    private Board board = null!;
    private string? said;
    private string? wrongSearch;
    private string? sought;

    [Inject]
    private BoardReader Reader { get; set; } = null!;

    [Inject]
    private MeetingSessions Sessions { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IStringLocalizer<TrackWords> W { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Common> C { get; set; } = null!;

    protected override Roles For => TrackRoles.All;

    private BoardFilter Filter { get; set; } = BoardFilter.All;

    private BoardMonth Month { get; set; } = null!;

    private string Base => $"/track/{Street}";

    private DateOnly Today => Beijing.Day(Time.GetUtcNow());

    /// <summary>Where 会中 and 公开页 lead: to the meeting that was announced, else to the last one that was held.</summary>
    private string? Code => Now.Phase == Phase.Draft ? board.Meetings.FirstOrDefault().Code : Now.Plan.Code;

    /// <summary>8月25日会议; 3场会议</summary>
    private string From =>
        board.Meetings switch
        {
            [] => "",
            [var one] => W["from-one", C.ShortDay(one.Date)],
            var several => W["from-several", several.Count],
        };

    /// <summary>What is late under the filters that are set.</summary>
    private ImmutableArray<BoardItem> Late => [.. board.Of(Filter with { State = BoardState.Overdue })];

    /// <summary>What the next meeting would have to hear of, under the filters that are set.</summary>
    private ImmutableArray<BoardItem> Unsettled =>
        [.. board.Of(Filter with { State = null }).Where(i => !i.IsSettled && i.Row.MeetingId != PreparedId)];

    private ImmutableArray<BoardItem> Chosen => [.. board.Items.Where(i => ticked.Contains(i.Key))];

    /// <summary>What is planned for the next meeting is put before it anyway.</summary>
    private string? PreparedId => Now.MayChange ? Now.Meeting.Value : null;

    private IReadOnlyList<BoardOffer> Dues =>
        [
            .. new[] { "week", "month", "overdue" }.Select(due => new BoardOffer(
                due,
                W["due." + due],
                board.Count(Filter with { Due = due }, Filter.State)
            )),
            .. BoardFilter.Day(Filter.Due) is { } day
                ? (BoardOffer[])[new(Filter.Due!, C.Day(day), board.Count(Filter, Filter.State))]
                : [],
        ];

    private IReadOnlyList<BoardOffer> Sources =>
        [
            .. board.Meetings.Select(m => new BoardOffer(
                m.Code,
                W["meeting-of", C.Day(m.Date), m.Title],
                board.Count(Filter with { Meeting = m.Code }, Filter.State)
            )),
        ];

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!MayEnter)
            return;
        Looked = false;
        await ReloadAsync();
        Looked = true;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) =>
        _ = InvokeAsync(async () =>
        {
            if (!new Uri(e.Location).AbsolutePath.Equals(Base, StringComparison.OrdinalIgnoreCase))
                return;
            (said, not, wrongSearch) = (null, [], null);
            await ReloadAsync();
            StateHasChanged();
        });

    private async Task ReloadAsync()
    {
        Filter = BoardFilter.From(new Uri(Navigation.Uri).Query);
        sought = Filter.Text;
        // Asked anew: a unit or a grid may have been given to this account meanwhile, or taken away.
        if (await ResolveAsync(StreetId) is not { } who)
            return;
        Who = who;
        board = await Reader.ReadAsync(StreetId, who, Today, Left);
        ticked.IntersectWith(board.Items.Select(i => i.Key));
        var month = Filter.Month ?? Today;
        var marks =
            Filter.View == BoardView.Calendar
                ? await BoardMonth.MarksAsync([.. board.Of(Filter)], Sessions, Today)
                : [];
        Month = BoardMonth.Of(marks, month, Today);
    }

    private string At(BoardFilter filter) => Base + filter.ToQuery();

    private void Go(BoardFilter to) => Navigation.NavigateTo(At(to with { Page = 1 }));

    private string Export(string kind) =>
        $"{Base}/items.{kind}{(Filter with { View = BoardView.List, Month = null, Page = 1 }).ToQuery()}";

    /// <summary>A receipt leads to its item at once and never stands in an address; anything else is looked for in the words.</summary>
    private async Task SearchAsync()
    {
        wrongSearch = null;
        if (ReceiptCode.Read(sought) is ReceiptCode.Sound receipt)
        {
            if (await Reader.FindAsync(board, receipt, Sessions, Left) is { } found)
                Navigation.NavigateTo(found.Address);
            else
                wrongSearch = W["receipt-none"];
            return;
        }

        Go(Filter with { Text = string.IsNullOrWhiteSpace(sought) ? null : sought.Trim() });
    }

    private void Tick((string Key, bool On) which)
    {
        if (which.On)
            ticked.Add(which.Key);
        else
            ticked.Remove(which.Key);
    }

    private void TickAll(PageOfBoard shown, bool on)
    {
        if (on)
            ticked.UnionWith(shown.Items.Select(i => i.Key));
        else
            ticked.ExceptWith(shown.Items.Select(i => i.Key));
    }

    private RenderFragment Pick(
        string name,
        string? value,
        Func<BoardFilter, BoardFilter> without,
        Func<BoardItem, string> of,
        Func<BoardFilter, string?, BoardFilter> with,
        string none = ""
    ) =>
        builder =>
        {
            builder.OpenComponent<BoardPick>(0);
            builder.AddAttribute(1, nameof(BoardPick.Name), name);
            builder.AddAttribute(2, nameof(BoardPick.Value), value);
            builder.AddAttribute(3, nameof(BoardPick.Offers), board.Offers(without(Filter), of, none));
            builder.AddAttribute(
                4,
                nameof(BoardPick.OnPick),
                EventCallback.Factory.Create<string?>(this, v => Go(with(Filter, v)))
            );
            builder.CloseComponent();
        };
}
