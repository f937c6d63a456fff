using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>总览: what is ready, what is missing, and the announcement.</summary>
public sealed partial class PrepareHome
{
    private string? said;
    private DemandCounts demands = null!;
    private Coverage visits = null!;
    private int unsettled;
    private ImmutableArray<HomeRow> rows = [];

    [Inject]
    private DemandBook Book { get; set; } = null!;

    [Inject]
    private VisitCoverage Visited { get; set; } = null!;

    [Inject]
    private MeetingSessions Sessions { get; set; } = null!;

    [Inject]
    private BoardReader Promises { get; set; } = null!;

    private DateOnly Today => Beijing.Day(Time.GetUtcNow());

    private ImmutableArray<string> Missing => Readiness.Missing(Now.Plan, Today);

    private int Done => rows.Count(row => row.State == HomeState.Done);

    private string Title
    {
        get
        {
            if (Now.Phase is Phase.Running or Phase.Closed)
                return Now.Plan.Title;
            var days = Now.Plan.Date == default ? 0 : Now.Plan.Date.DayNumber - Today.DayNumber;
            return days > 0 ? L["prep.title-days", days, rows.Length, Done] : L["prep.title", rows.Length, Done];
        }
    }

    private string Status =>
        said
        ?? (
            Now.Phase != Phase.Draft ? L["phase." + Now.Phase].Value
            : Missing.IsEmpty ? L["prep.can-announce"].Value
            : L["prep.missing", string.Join(L["prep.comma"], Missing.Select(part => L["field." + part].Value))].Value
        );

    /// <summary>先办这一件: the most urgent matter, in the order of the page.</summary>
    private HomeRow? First => rows.Where(row => row.State != HomeState.Done).MinBy(row => row.State);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!MayEnter)
            return;
        demands = await Book.CountAsync(Street, Left);
        visits = await Visited.OfAsync(StreetId, Left);
        await CountAsync();
    }

    private async Task CountAsync()
    {
        unsettled = Now.MayChange ? await UnsettledAsync() : 0;
        var mailbox =
            Now.Phase == Phase.Draft
                ? 0
                : (await Sessions.GetAsync(Now.Meeting)).Current.Questions.Values.Count(q =>
                    q.From.Channel == Channel.Mailbox
                );
        rows = new HomeRows(L).Of(new HomeFacts(Now, Today, demands, visits, mailbox));
    }

    /// <summary>What earlier meetings promised and did not settle, as far as it is not on this meeting's plan.</summary>
    private async Task<int> UnsettledAsync() =>
        (await Promises.ReadAsync(StreetId, Who!, Today, Left)).Items.Count(i =>
            !i.IsSettled
            && i.Promise.Meeting != Now.Meeting
            && Now.Plan.Commitments.All(c =>
                c.From is not { } from || (from.Meeting, from.Commitment) != (i.Promise.Meeting, i.Promise.Commitment)
            )
        );

    private static string Class(HomeState state) =>
        state switch
        {
            HomeState.Late => "late",
            HomeState.Wait => "wait",
            _ => "done",
        };

    private static string Sign(HomeState state) =>
        state switch
        {
            HomeState.Late => "Closing",
            HomeState.Wait => "wait",
            _ => "done",
        };

    private async Task AnnounceAsync()
    {
        if (await DoAsync(by => Preparations.AnnounceAsync(Now, by, Left)))
            said = L["prep.announced", Now.Plan.Code];
        await CountAsync();
    }

    private async Task NextAsync()
    {
        if (await DoAsync(by => Preparations.BeginNextAsync(Now, by, Left)))
            said = L["prep.next-begun"];
        await CountAsync();
    }
}
