using System.Collections.Immutable;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Plans;

/// <summary>回应预案: what is missing on top, with how many demands it concerns; the plan itself at the right.</summary>
public sealed partial class PlansPage
{
    private ListFigures? counts;
    private PlanDraft? draft;
    private PlanDraft? asRead;
    private ImmutableArray<PlanFault> faults = [];
    private ResponsePlan? removed;
    private Clash<ResponsePlan>? clash;
    private Preparing? theirs;
    private string? said;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Unit { get; set; }

    [SupplyParameterFromQuery]
    public string? Topic { get; set; }

    [SupplyParameterFromQuery]
    public string? Part { get; set; }

    [Inject]
    private IStringLocalizer<PlanWords> P { get; set; } = null!;

    [Inject]
    private FollowedList Lists { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private ImmutableArray<PlanRow> Rows { get; set; } = [];

    private ImmutableArray<PlanRow> Shown =>
        [
            .. Rows.Where(row =>
                (
                    string.IsNullOrEmpty(State)
                    || string.Equals(row.State.ToString(), State, StringComparison.OrdinalIgnoreCase)
                ) && (Unit is null || row.Plan?.Unit == Unit)
            ),
        ];

    private IEnumerable<(string Value, int Count)> States =>
        Enum.GetValues<PlanState>()
            .Select(state => (Value: state.ToString().ToLowerInvariant(), Count: Rows.Count(row => row.State == state)))
            .Where(state => state.Count > 0)
            .Prepend(("", Rows.Length));

    private IEnumerable<string> Units =>
        Rows.Select(row => row.Plan?.Unit)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private PlanRow? Opened =>
        draft is { } open ? Rows.FirstOrDefault(row => row.Topic == open.Topic && row.Part == open.Part) : null;

    private bool Changed => draft is not null && Json(draft) != Json(asRead!);

    private string Heading
    {
        get
        {
            var missing = Rows.Where(row => row.State == PlanState.Missing).ToList();
            return missing.Count == 0 ? P["title"]
                : counts is null ? P["missing", missing.Count]
                : P["missing-of", missing.Count, missing.Sum(row => row.Concerned)];
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!MayEnter)
            return;
        counts = await Lists.OfAsync(StreetId, Left);
        Count();
    }

    protected override void OnParametersSet()
    {
        if (!MayEnter || Topic is null)
            return;
        if (draft is not null && draft.Topic == Topic && draft.Part == Part)
            return;
        if (Rows.FirstOrDefault(row => row.Topic == Topic && row.Part == Part) is { } row)
            Take(row);
    }

    private void Count() => Rows = PlanRow.Of(Now.Plan, Now.Content.ResponsePlans, counts);

    private void Take(PlanRow row)
    {
        (draft, asRead) = (PlanDraft.Of(row.Topic, row.Part, row.Plan), PlanDraft.Of(row.Topic, row.Part, row.Plan));
        (faults, clash, theirs) = ([], null, null);
    }

    private bool IsOpen(PlanRow row) => draft is { } open && open.Topic == row.Topic && open.Part == row.Part;

    private int Width(int count) =>
        Rows.Max(row => row.Count ?? 0) is var most and > 0 ? Math.Max(1, count * 120 / most) : 0;

    private string Name(string topic, string? part) => part is null ? topic : topic + L["gap"] + part;

    private static string Json(PlanDraft draft) => JsonSerializer.Serialize(draft, EventJson.Options);

    private static string Json(ResponsePlan plan) => JsonSerializer.Serialize(plan, EventJson.Options);

    private static string Key(ResponsePlan plan) => plan.Topic + "\n" + plan.Part;

    private string Address(PlanRow row) => Address(State, Unit, row.Topic, row.Part);

    private string Address(string? state = null, string? unit = null) =>
        Address(state ?? State, unit ?? Unit, Topic, Part);

    private string Address(string? state, string? unit, string? topic, string? part) =>
        Navigation.GetUriWithQueryParameters(
            $"{Navigation.BaseUri}prepare/{Street}/plans",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["state"] = Some(state),
                ["unit"] = Some(unit),
                ["topic"] = Some(topic),
                ["part"] = Some(part),
            }
        );

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>What was typed and can be read is saved first; what cannot be read keeps its place and says why.</summary>
    private async Task OpenAsync(PlanRow row)
    {
        if (IsOpen(row) || (Changed && Now.MayChange && !await KeepAsync(check: false)))
            return;
        var (topic, part) = (row.Topic, row.Part);
        Take(Rows.First(other => other.Topic == topic && other.Part == part));
        Navigation.NavigateTo(Address(row), replace: true);
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        var step = e.Key switch
        {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => 0,
        };
        if (step == 0 || Shown.IsEmpty)
            return;
        var at = Opened is { } opened ? Shown.IndexOf(opened) + step : 0;
        if (at < 0 || at >= Shown.Length)
            return;
        var row = Shown[at];
        await OpenAsync(row);
        await Script.InvokeVoidAsync("deck.focusLink", Left, $"[data-plan='{row.Topic}/{row.Part}']");
    }

    private void TypedAsync() => said = null;

    private Task SaveAsync() => KeepAsync(check: false);

    private Task CheckAsync() => KeepAsync(check: true);

    private async Task<bool> KeepAsync(bool check)
    {
        var before = PlanChecks.Find(Now.Content.ResponsePlans, draft!.Topic, draft.Part);
        var (plan, wrong) = draft.Read(Now.Plan, before);
        faults = wrong;
        if (!wrong.IsEmpty)
        {
            said = P["not-saved"];
            return false;
        }

        if (check)
            plan = plan with { CheckedBy = Who!.Id.Value, CheckedOn = Beijing.Day(Time.GetUtcNow()) };
        return await PutAsync(
            plan.Topic,
            plan.Part,
            plan,
            P[check ? "said-checked" : "said-saved", Name(plan.Topic, plan.Part)]
        );
    }

    private async Task<bool> PutAsync(string topic, string? part, ResponsePlan? plan, string done)
    {
        var basis = Now.Content.ResponsePlans;
        var mine = With(basis, topic, part, plan);
        Saved? last = null;
        if (
            await DoAsync(async by =>
                last = await Preparations.SaveAsync(Now, Now.Content with { ResponsePlans = mine }, by, Left)
            )
        )
        {
            Done(topic, part, done);
            return true;
        }

        if (last is not Saved.Refused { Rejection.Code: "plan.changed-meanwhile" })
            return false;
        // Somebody else saved: when it was another plan, both stand; when it was this one, a person decides.
        theirs = await Preparations.LoadAsync(StreetId, Left);
        var (merged, clashes) = ThreeWay.Merge(
            basis,
            mine,
            theirs.Content.ResponsePlans,
            Key,
            Json,
            new Dictionary<string, bool>(StringComparer.Ordinal)
        );
        if (clashes is [var open, ..] || !theirs.MayChange)
        {
            clash = clashes.FirstOrDefault();
            return false;
        }

        Now = theirs;
        if (!await DoAsync(by => Preparations.SaveAsync(Now, Now.Content with { ResponsePlans = merged }, by, Left)))
            return false;
        Done(topic, part, P["merged"]);
        return true;
    }

    private void Done(string topic, string? part, string done)
    {
        (said, clash, theirs) = (done, null, null);
        Count();
        if (Rows.FirstOrDefault(row => row.Topic == topic && row.Part == part) is { } row)
            Take(row);
    }

    private static ImmutableArray<ResponsePlan> With(
        ImmutableArray<ResponsePlan> plans,
        string topic,
        string? part,
        ResponsePlan? plan
    )
    {
        var at = plans.Select(Key).ToList().IndexOf(topic + "\n" + part);
        return plan is null ? (at < 0 ? plans : plans.RemoveAt(at))
            : at < 0 ? plans.Add(plan)
            : plans.SetItem(at, plan);
    }

    private async Task RemoveAsync()
    {
        var plan = PlanChecks.Find(Now.Content.ResponsePlans, draft!.Topic, draft.Part);
        if (plan is not null && await PutAsync(plan.Topic, plan.Part, null, P["removed", Name(plan.Topic, plan.Part)]))
            removed = plan;
    }

    private async Task UndoAsync()
    {
        if (
            removed is { } plan
            && await PutAsync(plan.Topic, plan.Part, plan, P["undone", Name(plan.Topic, plan.Part)])
        )
            removed = null;
    }

    private async Task KeepMineAsync()
    {
        Now = theirs!;
        clash = null;
        await KeepAsync(check: false);
    }

    private void TakeTheirs()
    {
        Now = theirs!;
        Wrong = null;
        Done(draft!.Topic, draft.Part, P["theirs-taken"]);
    }
}
