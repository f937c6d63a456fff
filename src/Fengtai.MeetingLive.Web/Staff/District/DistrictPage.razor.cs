using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>区级总览: all streets beside each other, or all communities or property companies that held a meeting; the address says
/// which, in which period and order, and whose panel.</summary>
public sealed partial class DistrictPage
{
    private StaffPerson? person;
    private DistrictOverview view = new([]);
    private StreetLine? chosen;
    private StreetDetail? detail;

    [Inject]
    private DistrictReader Reader { get; set; } = null!;

    /// <summary>In the demo some of what is shown is made up.</summary>
    [Inject]
    private DemoAccess Demo { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IStringLocalizer<DistrictWords> W { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Common> C { get; set; } = null!;

    protected override Roles For => DistrictRoles.All;

    private DistrictFilter Filter { get; set; } = new();

    private DateOnly Today => Beijing.Day(Time.GetUtcNow());

    private DistrictFigures Whole => view.Whole;

    /// <summary>A street's own list is not for the evaluator; the public page is.</summary>
    private bool MayOpen => DistrictRoles.May(person, DistrictRoles.Board);

    private string Title =>
        Whole.Meetings == 0
            ? W["heading.none." + Filter.Scale, W["period-in." + Filter.Period].Value]
            : W["heading", Whole.Meetings, Whole.Promises, Whole.Done];

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        await ReadAsync();
        Looked = true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Navigation.LocationChanged -= OnMoved;
        base.Dispose(disposing);
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (new Uri(moved.Location).AbsolutePath != DistrictFilter.Address)
            return;
        _ = InvokeAsync(async () =>
        {
            await ReadAsync();
            StateHasChanged();
        });
    }

    /// <summary>Whether this person may is asked anew with every step.</summary>
    private async Task ReadAsync()
    {
        person = await PersonAsync() is { } who && DistrictRoles.May(who) ? who : null;
        if (person is null)
            return;
        Filter = DistrictFilter.From(new Uri(Navigation.Uri).Query);
        view = await Reader.ReadAsync(Filter.Period, Today, Left, Filter.Scale);
        chosen = view.Streets.FirstOrDefault(s => s.Id == Filter.Street);
        detail = chosen is null ? null : await Reader.DetailAsync(chosen, Today, Left);
    }

    private string Export(string kind) => Filter.At($"{DistrictFilter.Address}/streets.{kind}");
}
