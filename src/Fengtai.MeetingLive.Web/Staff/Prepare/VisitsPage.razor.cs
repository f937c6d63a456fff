using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Staff.Privacy;
using Fengtai.MeetingLive.Web.Visiting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>入户走访 at the office: whom nobody has visited yet, and what was asked.</summary>
public sealed partial class VisitsPage
{
    private Coverage coverage = new(null, 0, [], []);
    private VisitListPage list = new([], 0);
    private VisitFilter filter = new();
    private int page = 1;
    private string words = "";

    /// <summary>As typed, while the plan is being set; null otherwise.</summary>
    private Dictionary<(string Grid, Group Group), string>? targets;
    private (string Grid, Group Group)? badTarget;
    private string? said;

    [SupplyParameterFromQuery(Name = "grid")]
    private string? GridAsked { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    private string? GroupAsked { get; set; }

    [SupplyParameterFromQuery(Name = "listing")]
    private string? ListingAsked { get; set; }

    [SupplyParameterFromQuery(Name = "words")]
    private string? WordsAsked { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageAsked { get; set; }

    private ImmutableDictionary<string, string> phones = ImmutableDictionary<string, string>.Empty;
    private string? phonesWrong;

    /// <summary>Raised with every address, so that no number stays on the next page of the list.</summary>
    private int opened;

    [Inject]
    private VisitPhones Phones { get; set; } = null!;

    [Inject]
    private IStringLocalizer<PrivacyWords> P { get; set; } = null!;

    [Inject]
    private VisitCoverage Coverages { get; set; } = null!;

    [Inject]
    private VisitList Visits { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PublicAddress Public { get; set; } = null!;

    private int Pages => Math.Max(1, (list.Total + VisitList.PageSize - 1) / VisitList.PageSize);

    private string PhonePage => $"{Public.Base(new Uri(Navigation.Uri))}/visit/{Uri.EscapeDataString(Street)}";

    private string Title =>
        coverage.Planned == 0 ? V["office.title.no-plan", coverage.Households]
        : coverage.Lacking == 0 ? V["office.title.done", coverage.Households]
        : V["office.title.lacking", coverage.Households, coverage.Lacking];

    /// <summary>Whom the street is about to forget, and where to go first.</summary>
    private string Sentence =>
        said
        ?? (
            coverage.Grids.IsEmpty ? V["office.no-grids"].Value
            : coverage.Planned == 0 ? V["office.no-plan"].Value
            : coverage.Behind is [var worst, ..] ? Behind(worst)
            : V["office.even"].Value
        );

    // Before each render of another address: the filter stands there.
    protected override async Task OnParametersSetAsync()
    {
        if (!MayEnter)
            return;
        filter = VisitQuery.Read(GridAsked, GroupAsked, ListingAsked, WordsAsked);
        words = filter.Words ?? "";
        page = int.TryParse(PageAsked, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, 1_000_000)
            : 1;
        coverage = await Coverages.OfAsync(StreetId, Left);
        list = await Visits.ReadAsync(StreetId, filter, page, Left);
        await ReadPhonesAsync();
    }

    /// <summary>Masked; whatever was shown in clear goes.</summary>
    private async Task ReadPhonesAsync()
    {
        opened++;
        try
        {
            phones = await Phones.MaskedAsync(StreetId, [.. list.Lines.Select(line => line.Id)], Left);
            phonesWrong = null;
        }
        catch (PrivacyException e)
        {
            (phones, phonesWrong) = (phones.Clear(), P[e.Code, e.File]);
        }
    }

    private string Behind(CoverageCell worst)
    {
        var sentence = V["office.behind", V.Group(worst.Group), worst.Target, worst.Done].Value;
        return coverage.MostLackingOf(worst.Group) is { } grid
            ? sentence
                + V["office.gap"].Value
                + V["office.behind.where", grid.Name, Coverage.LackingOf(grid, worst.Group)].Value
            : sentence;
    }

    private void Plan()
    {
        said = null;
        targets = coverage
            .Grids.SelectMany(grid => grid.Cells.Select(cell => (grid.Id, cell)))
            .ToDictionary(at => (at.Id, at.cell.Group), at => at.cell.Target.ToString(CultureInfo.InvariantCulture));
    }

    private void LeavePlan() => (targets, badTarget, Wrong) = (null, null, null);

    private async Task SavePlanAsync()
    {
        // The role may have been taken away while the page was open.
        if (targets is null || await ResolveAsync(StreetId) is not { } by || (by.Roles & For) == Roles.None)
        {
            Wrong = Say(Rejection.NotAllowed);
            return;
        }

        badTarget = null;
        var read = new Dictionary<(string Grid, Group Group), int>();
        foreach (var (at, typed) in targets)
        {
            // 全角 figures are what a Chinese keyboard gives.
            var plain = typed.Normalize(NormalizationForm.FormKC).Trim();
            if (
                !int.TryParse(
                    plain.Length == 0 ? "0" : plain,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var n
                )
                || n > VisitCoverage.TargetMost
            )
            {
                badTarget = at;
                Wrong = V["office.plan.wrong", GridName(at.Grid), V.Group(at.Group), VisitCoverage.TargetMost];
                return;
            }

            read[at] = n;
        }

        await Coverages.SetTargetsAsync(StreetId, read, Left);
        LeavePlan();
        coverage = await Coverages.OfAsync(StreetId, Left);
        said = V["office.plan.saved"].Value + V["office.gap"].Value + Sentence;
    }

    private Task FindAsync()
    {
        Go(VisitQuery.Read(filter.Grid, filter.Group?.ToString(), filter.Listing?.ToString(), words));
        return Task.CompletedTask;
    }

    private void Go(VisitFilter to) => Navigation.NavigateTo(Address(to));

    private string Address(VisitFilter to, int at = 1) =>
        $"/prepare/{Uri.EscapeDataString(Street)}/visits{VisitQuery.Write(to, at)}";

    private string GridName(string id) => coverage.Grids.FirstOrDefault(grid => grid.Id == id)?.Name ?? id;

    private static string? Text(ChangeEventArgs change) =>
        change.Value?.ToString() is { Length: > 0 } text ? text : null;
}
