using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>Accounts of one street, or of the whole district.</summary>
public sealed partial class AccountsPanel
{
    private ImmutableArray<AccountLine> accounts = [];
    private (string Name, string Password)? shown;
    private string? editing;
    private Roles edited;
    private string? name;
    private Roles given = Roles.Secretary;
    private SpeaksFor editedFor = SpeaksFor.Nobody;
    private SpeaksFor givenFor = SpeaksFor.Nobody;
    private ImmutableArray<string> units = [];
    private ImmutableArray<string> grids = [];

    [Parameter, EditorRequired]
    public StreetId Street { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Inject]
    private AccountOffice Office { get; set; } = null!;

    [Inject]
    private StreetLists Lists { get; set; } = null!;

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task ReadAsync()
    {
        By = await PersonAsync();
        accounts = By is null ? [] : await Office.ListAsync(By, Street, Left);
        (units, grids) = await Lists.NamesAsync(Street, Left);
    }

    private string Id(string field) => Street == StaffPerson.District ? $"district-{field}" : $"account-{field}";

    private bool Has(string form, Roles role) => (form == "edit" ? edited : given).HasFlag(role);

    private void Set(string form, Roles role, bool on)
    {
        if (form == "edit")
            edited = on ? edited | role : edited & ~role;
        else
            given = on ? given | role : given & ~role;
    }

    private SpeaksFor Spoken(string form) => form == "edit" ? editedFor : givenFor;

    private void Speak(string form, SpeaksFor speaks)
    {
        if (form == "edit")
            editedFor = speaks;
        else
            givenFor = speaks;
    }

    /// <summary>The street's list, and the name that the account has though it left the list.</summary>
    private static IEnumerable<string> Offers(ImmutableArray<string> list, string? now) =>
        now is null || list.Contains(now, StringComparer.Ordinal) ? list : list.Add(now);

    private void Edit(AccountLine account) =>
        (editing, edited, editedFor) = (account.Id, account.Roles, account.Speaks);

    private async Task AddAsync()
    {
        if (await OnceAsync("add-account", by => Office.AddAsync(by, Street, name, given, givenFor, Left), name ?? ""))
            (name, given, givenFor) = (null, Roles.Secretary, SpeaksFor.Nobody);
    }

    private Task<bool> ResetAsync(AccountLine account) =>
        OnceAsync("account", by => Office.ResetAsync(by, Street, account.Id, Left), account.Name);

    private async Task SaveAsync(AccountLine account)
    {
        if (
            await DoAsync(
                "account",
                async by => (await Office.SetRolesAsync(by, Street, account.Id, edited, editedFor, Left)).Wrong,
                A["accounts.said-roles", account.Name]
            )
        )
            editing = null;
    }

    private Task LockAsync(AccountLine account) =>
        DoAsync(
            "account",
            async by => (await Office.LockAsync(by, Street, account.Id, !account.Locked, Left)).Wrong,
            A[account.Locked ? "accounts.said-unlocked" : "accounts.said-locked", account.Name]
        );

    /// <summary>An act that gives a password, which is shown this once.</summary>
    private async Task<bool> OnceAsync(string form, Func<StaffPerson, Task<AccountDone>> act, string whose)
    {
        string? password = null;
        var done = await DoAsync(
            form,
            async by =>
            {
                var came = await act(by);
                password = came.Password;
                return came.Wrong;
            },
            A["accounts.said-password", whose.Trim()]
        );
        if (password is not null)
            shown = (whose.Trim(), password);
        else if (done)
            Said = A["accounts.said-roles", whose.Trim()];
        return done;
    }
}
