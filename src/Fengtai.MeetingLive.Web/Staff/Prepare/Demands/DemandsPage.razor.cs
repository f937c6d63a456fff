using System.Collections.Immutable;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Demands;

/// <summary>诉求清单: three lists, topics, one page of rows, what may be one problem. What is filtered stands in the address.</summary>
public sealed partial class DemandsPage
{
    private readonly HashSet<long> ticked = [];
    private bool importing;
    private bool acting;
    private string? sought;
    private string? said;
    private string? wrongMove;
    private Func<Task<DemandDone>>? undo;
    private Duplicates? found;
    private ShownDemand? chosen;
    private DemandPerson? masked;
    private DemandPerson? open;
    private string? privacyWrong;
    private ImmutableArray<DemandMoved> history = [];
    private ImmutableArray<(string Act, int Count, string By, DateTimeOffset At)> merges = [];
    private ShownDemand? keep;
    private ImmutableArray<(LikeDemand, ShownDemand)> others = [];

    [Inject]
    private DemandBook Book { get; set; } = null!;

    [Inject]
    private DemandActs Acts { get; set; } = null!;

    [Inject]
    private DemandDuplicates Likes { get; set; } = null!;

    [Inject]
    private DemandImports Imports { get; set; } = null!;

    [Inject]
    private PersonalData Personal { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IStringLocalizer<DemandWords> W { get; set; } = null!;

    private DemandFilter Filter { get; set; } = DemandFilter.All;

    private DemandCounts Counts { get; set; } = null!;

    private DemandPage Shown { get; set; } = null!;

    private string Base => $"/prepare/{Street}/demands";

    private int Days => Personal.RetentionDays;

    private string What =>
        string.Join(
            W["gap"],
            new[] { Filter.Topic is "" ? W["topic-none"].Value : Filter.Topic, Filter.Part, Filter.Text }.Where(part =>
                part is not null
            )
        )
            is { Length: > 0 } what
            ? what
            : W["topics-all"];

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!MayEnter)
            return;
        Looked = false;
        importing = Imports.Of(Street) is { Progress.Ended: false };
        await ReloadAsync();
        Looked = true;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Not while it is rendered on the server for the first time: a long list takes a moment.
        if (MayEnter && RendererInfo.IsInteractive && Counts is { IsEmpty: false } && found?.Stamp != Counts.Stamp)
        {
            var before = found;
            found = await Likes.FindAsync(Street, Left);
            if (ReferenceEquals(before, found))
                return;
            await ShowGroupAsync();
            StateHasChanged();
        }
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
            ticked.Clear();
            (said, undo) = (null, null);
            await ReloadAsync();
            StateHasChanged();
        });

    private async Task ReloadAsync()
    {
        Filter = DemandFilter.From(new Uri(Navigation.Uri).Query);
        sought = Filter.Text;
        Counts = await Book.CountAsync(Street, Left);
        Shown = await Book.PageAsync(Street, Filter, Counts, Left);
        if (chosen is { } before)
            await ChooseAsync(before.Id);
    }

    private async Task CloseImportAsync()
    {
        importing = false;
        await ReloadAsync();
    }

    private void Go(DemandFilter to) => Navigation.NavigateTo(Base + (to with { Page = 1 }).ToQuery());

    private void Search() => Go(Filter with { Text = string.IsNullOrWhiteSpace(sought) ? null : sought.Trim() });

    private string Export(string kind) => $"{Base}/list.{kind}{Filter.ToQuery()}";

    private async Task ChooseAsync(long id)
    {
        if (chosen?.Id != id)
            open = null;
        chosen = await Book.FindAsync(Street, id, Left);
        (masked, privacyWrong) = (null, null);
        if (chosen is not null)
        {
            history = await Acts.HistoryAsync(Street, id, Left);
            merges = await Acts.MergesAsync(Street, id, Left);
            try
            {
                masked = await Acts.MaskedAsync(Street, id, Left);
            }
            catch (PrivacyException e)
            {
                privacyWrong = W[e.Code, e.File];
            }
        }

        await ShowGroupAsync();
    }

    /// <summary>The group of what is chosen, else the first of all.</summary>
    private async Task ShowGroupAsync()
    {
        (keep, others) = (null, []);
        var group = chosen is { } one ? found?.Of(one.Id) : found?.Groups.FirstOrDefault();
        if (group is null)
            return;
        keep = await Book.FindAsync(Street, group.Keep, Left);
        var shown = ImmutableArray.CreateBuilder<(LikeDemand, ShownDemand)>();
        foreach (var like in group.Others)
        {
            if (await Book.FindAsync(Street, like.Id, Left) is { MergedInto: null } demand)
                shown.Add((like, demand));
        }

        others = shown.ToImmutable();
        if (others.IsEmpty || keep is { MergedInto: not null })
            (keep, others) = (null, []);
    }

    private void Tick((long Id, bool On) which)
    {
        if (which.On)
            ticked.Add(which.Id);
        else
            ticked.Remove(which.Id);
    }

    private void TickAll(bool on)
    {
        if (on)
            ticked.UnionWith(Shown.Rows.Select(d => d.Id));
        else
            ticked.ExceptWith(Shown.Rows.Select(d => d.Id));
    }

    private void Untick()
    {
        ticked.Clear();
        wrongMove = null;
    }

    private async Task MoveAsync((DemandList To, string Reason) move)
    {
        var ids = ticked.ToImmutableArray();
        var done = await ActAsync(by => Acts.MoveAsync(Street, ids, move.To, move.Reason, by, Left));
        wrongMove = done.Refusal is { } refusal ? W[refusal].Value : null;
        if (done.Refusal is not null)
            return;
        ticked.Clear();
        said = W["moved", done.Count, W["list." + move.To].Value];
        undo = done.Count == 0 ? null : () => Acts.UndoMoveAsync(Street, done.Act!, Left);
        await ReloadAsync();
    }

    private async Task MergeAsync((long Keep, ImmutableArray<long> Others) merge)
    {
        var done = await ActAsync(by => Acts.MergeAsync(Street, merge.Keep, merge.Others, by, Left));
        said = done.Refusal is { } refusal ? W[refusal] : W["dup.merged", done.Count];
        undo = done.Refusal is null ? () => Acts.UndoMergeAsync(Street, done.Act!, Left) : null;
        await ReloadAsync();
    }

    private async Task ApartAsync((long Keep, ImmutableArray<long> Others) apart)
    {
        var done = await ActAsync(by => Acts.ApartAsync(Street, apart.Keep, apart.Others, by, Left));
        said = done.Refusal is { } refusal ? W[refusal] : W["dup.kept-apart"];
        undo = null;
        await ReloadAsync();
    }

    private Task UndoMergeAsync(string act)
    {
        undo = () => Acts.UndoMergeAsync(Street, act, Left);
        return UndoAsync();
    }

    private async Task UndoAsync()
    {
        if (undo is not { } back)
            return;
        var done = await ActAsync(_ => back());
        said = done.Refusal is { } refusal ? W[refusal] : W["was-undone", done.Count];
        undo = null;
        await ReloadAsync();
    }

    private async Task LookAsync(string reason)
    {
        var why = Core.Words.Kept(reason);
        if (LookLog.Check(why) is { } wrong)
        {
            said = W[wrong];
            return;
        }

        if (chosen is null || await ResolveAsync(StreetId) is not { } by || (by.Roles & For) == Core.Roles.None)
            return;
        try
        {
            open = await Acts.LookAsync(Street, chosen.Id, why, Looker.Of(by), Left);
        }
        catch (PrivacyException e)
        {
            privacyWrong = W[e.Code, e.File];
        }
    }

    /// <summary>Asked anew for every act; null when the role was taken away meanwhile.</summary>
    private async Task<string?> WhoAsync() =>
        await ResolveAsync(StreetId) is { } who && (who.Roles & For) != Core.Roles.None ? who.Id.Value : null;

    private async Task<DemandDone> ActAsync(Func<string, Task<DemandDone>> act)
    {
        if (acting)
            return DemandDone.Refused("demand.busy");
        acting = true;
        try
        {
            return await WhoAsync() is { } by ? await act(by) : DemandDone.Refused("demand.not-allowed");
        }
        finally
        {
            acting = false;
        }
    }

    /// <summary>A filter that names what it filters and, when set, its value.</summary>
    private RenderFragment Pick(
        string name,
        string? value,
        IEnumerable<(string Value, string Name, int Count)> offers,
        Func<string?, DemandFilter> with
    ) =>
        builder =>
        {
            builder.OpenElement(0, "select");
            builder.AddAttribute(1, "class", "pick");
            builder.AddAttribute(2, "id", "pick-" + name);
            builder.AddAttribute(3, "aria-label", W[name].Value);
            builder.AddAttribute(4, "aria-pressed", value is null ? null : "true");
            builder.AddAttribute(
                5,
                "onchange",
                EventCallback.Factory.Create<ChangeEventArgs>(
                    this,
                    e => Go(with((string?)e.Value is { } v && v != "*" ? v : null))
                )
            );
            builder.OpenElement(6, "option");
            builder.AddAttribute(7, "value", "*");
            builder.AddAttribute(8, "selected", value is null);
            builder.AddContent(9, W[name].Value);
            builder.CloseElement();
            foreach (var offer in offers)
            {
                builder.OpenElement(10, "option");
                builder.SetKey(offer.Value);
                builder.AddAttribute(11, "value", offer.Value);
                builder.AddAttribute(12, "selected", value == offer.Value);
                builder.AddContent(13, W["offer", offer.Name, offer.Count].Value);
                builder.CloseElement();
            }

            builder.CloseElement();
        };
}
