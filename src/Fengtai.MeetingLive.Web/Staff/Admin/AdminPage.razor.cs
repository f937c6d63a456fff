using System.Collections.Immutable;
using Fengtai.MeetingLive.Web.Staff.Access;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>管理: the streets, and the accounts for all of them.</summary>
public sealed partial class AdminPage
{
    private readonly HashSet<string> chosen = new(StringComparer.Ordinal);
    private ImmutableArray<StreetLine> streets = [];
    private string? renaming;
    private string? newName;
    private string? addName;
    private string? addId;

    private bool District => By?.Administers(StaffPerson.District) == true;

    private string Title =>
        District
            ? A["admin.streets", FengtaiStreets.All.Length, streets.Count(s => !s.Closed)]
            : A["admin.streets-yours", streets.Length];

    /// <summary>Those of the 26 that are not there yet.</summary>
    private (string Id, string Name)[] Offered =>
        [.. FengtaiStreets.All.Where(one => !streets.Any(s => s.Id == one.Id || s.Name == one.Name))];

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        Looked = true;
    }

    protected override async Task ReadAsync()
    {
        By = await PersonAsync() is { AdministersSomewhere: true } person ? person : null;
        streets = By is null ? [] : await Office.ListAsync(By, Left);
    }

    private void Choose(string id, bool taken)
    {
        if (taken)
            chosen.Add(id);
        else
            chosen.Remove(id);
    }

    private void ChooseAll()
    {
        var all = Offered;
        if (chosen.Count == all.Length)
            chosen.Clear();
        else
            chosen.UnionWith(all.Select(one => one.Id));
    }

    private async Task TakeAsync()
    {
        var many = chosen.Count;
        if (await DoAsync("take", by => Office.TakeOverAsync(by, chosen, Left), A["offer.said", many]))
            chosen.Clear();
    }

    private async Task AddAsync()
    {
        if (await DoAsync("add", by => Office.AddAsync(by, addId, addName, Left), A["add.said", addName ?? ""]))
            addName = addId = null;
    }

    private void Rename(StreetLine street) => (renaming, newName) = (street.Id, street.Name);

    private async Task RenameAsync(StreetLine street)
    {
        if (
            await DoAsync(
                "rename",
                by => Office.RenameAsync(by, street.Id, newName, Left),
                A["rename.said", newName ?? ""]
            )
        )
            renaming = null;
    }

    private Task CloseAsync(StreetLine street) =>
        DoAsync(
            "close",
            by => Office.CloseAsync(by, street.Id, !street.Closed, Left),
            A[street.Closed ? "reopen.said" : "close.said", street.Name]
        );
}
