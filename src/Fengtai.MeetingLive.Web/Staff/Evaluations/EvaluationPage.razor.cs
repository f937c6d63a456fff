using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Evaluating;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Fengtai.MeetingLive.Web.Staff.Evaluations;

/// <summary>评价: three scores side by side, and the panel with its invitations. Rules are not here; Core refuses.</summary>
public sealed partial class EvaluationPage
{
    private EvaluationView scores = new(null, null, null);
    private PanelDraft draft = new();
    private Evaluation? taken;
    private IReadOnlyList<LinkRow> links = [];
    private LinkRow? shown;
    private string? wrong;
    private string? wrongLink;
    private string? said;
    private string? copied;
    private bool busy;

    [Parameter]
    public string Street { get; set; } = "";

    [Inject]
    private IStringLocalizer<EvaluatingWords> W { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Common> C { get; set; } = null!;

    [Inject]
    private SignedLinks Links { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    protected override Roles For => EvaluationRoles.All;

    private bool IsOffice => EvaluationRoles.May(Who, EvaluationRoles.Office);

    private DateOnly Today => Beijing.Day(Time.GetUtcNow());

    /// <summary>The finding: what those who were there said, and what those who asked said once it was done.</summary>
    private string Title =>
        (Share(scores.OnSite?.Counts), Share(scores.FollowUp?.Counts)) switch
        {
            ({ } then, { } since) => W["heading.both", then, since],
            ({ } then, null) => W["heading.on-site", then],
            (null, { } since) => W["heading.follow-up", since],
            _ => W["title"],
        };

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Door is null || !MayEnter)
            return;
        taken = Meeting.Evaluation;
        draft = PanelDraft.Of(taken);
        scores = EvaluationView.Of(Meeting);
        if (IsOffice)
            await ReadLinksAsync();
    }

    /// <summary>New scores are shown as they come; what is being typed is never taken away.</summary>
    protected override void OnMeetingChanged() => scores = EvaluationView.Of(Meeting);

    private static string? Share(System.Collections.Immutable.ImmutableArray<int>? counts) =>
        counts is { } levels ? new Ratio(levels[3] + levels[4], levels.Sum()).Shown : null;

    private async Task ReadLinksAsync() =>
        links = [.. (await Links.OfAsync(Meeting.Id, item: null, Left)).Where(l => l.Kind == (int)LinkKind.Evaluator)];

    private Task SaveAsync() =>
        DoAsync(async () =>
        {
            if (draft.Numbers is not { } weights)
            {
                wrong = Say(Rejection.EvaluationWeightsWrong);
                return;
            }

            var outcome = await Acts.DoAsync(
                "arrange",
                (id, by, at) => new ArrangeEvaluation(id, by, at, draft.Named, weights)
            );
            wrong = Say(outcome);
            if (wrong is not null)
                return;
            taken = Meeting.Evaluation;
            draft = PanelDraft.Of(taken);
            said = W["panel.saved", taken!.Seats.Length];
            // Who is no longer on the panel opens nothing.
            foreach (var link in links.Where(l => Holds(l) && taken.Seats.All(s => s.Name != l.Holder)))
                await Links.WithdrawAsync(Meeting.Plan.Street, link.Id, Left);
        });

    private Task CloseAsync() =>
        DoAsync(async () =>
        {
            wrong = Say(await Acts.DoAsync("close-evaluation", (id, by, at) => new CloseEvaluation(id, by, at)));
            said = wrong is null ? W["panel.closed-said"].Value : null;
        });

    /// <summary>One link a seat: a new one takes the place of the old.</summary>
    private Task InviteAsync((string Seat, int Days) who) =>
        DoAsync(async () =>
        {
            if (await OfficeAsync() is not { } by)
                return;
            foreach (var link in links.Where(l => l.Holder == who.Seat && Holds(l)))
                await Links.WithdrawAsync(Meeting.Plan.Street, link.Id, Left);
            var subject = new LinkSubject(LinkKind.Evaluator, Meeting.Plan.Street, Meeting.Id);
            var until = Time.GetUtcNow().AddDays(who.Days);
            var token = await Links.IssueAsync(subject, who.Seat, by.Id, until, Left);
            await ReadLinksAsync();
            shown = links.FirstOrDefault(l => Links.TokenOf(l) == token);
        });

    private Task WithdrawAsync(LinkRow link) =>
        DoAsync(async () =>
        {
            if (await OfficeAsync() is null)
                return;
            await Links.WithdrawAsync(Meeting.Plan.Street, link.Id, Left);
            if (shown?.Id == link.Id)
                shown = null;
        });

    private void Show(LinkRow link) => (shown, copied) = (link, null);

    private async Task CopyAsync() =>
        copied = await Script.InvokeAsync<bool>("staff.copy", Left, "#invitation") ? W["copied"] : W["copy-by-hand"];

    private string AddressOf(LinkRow link) => $"{Address.Base(new Uri(Navigation.Uri))}/e/{Links.TokenOf(link)}";

    private bool Holds(LinkRow link) => link.WithdrawnAt is null && link.ExpiresAt > Time.GetUtcNow().UtcTicks;

    /// <summary>Links are no commands, so the roles are asked anew here.</summary>
    private async Task<Actor?> OfficeAsync()
    {
        var by = await ResolveAsync(Meeting.Plan.Street);
        if (EvaluationRoles.May(by, EvaluationRoles.Office))
            return by;
        wrongLink = Say(Rejection.NotAllowed);
        return null;
    }

    private async Task DoAsync(Func<Task> act)
    {
        if (busy)
            return;
        (busy, wrong, wrongLink, said, copied) = (true, null, null, null, null);
        try
        {
            await act();
            scores = EvaluationView.Of(Meeting);
            await ReadLinksAsync();
        }
        finally
        {
            busy = false;
        }
    }
}
