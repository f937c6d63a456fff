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

    [Parameter, EditorRequired]
    public StreetId Street { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Inject]
    private AccountOffice Office { get; set; } = null!;

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task ReadAsync()
    {
        By = await PersonAsync();
        accounts = By is null ? [] : await Office.ListAsync(By, Street, Left);
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

    private void Edit(AccountLine account) => (editing, edited) = (account.Id, account.Roles);

    private async Task AddAsync()
    {
        if (await OnceAsync("add-account", by => Office.AddAsync(by, Street, name, given, Left), name ?? ""))
            (name, given) = (null, Roles.Secretary);
    }

    private Task<bool> ResetAsync(AccountLine account) =>
        OnceAsync("account", by => Office.ResetAsync(by, Street, account.Id, Left), account.Name);

    private async Task SaveAsync(AccountLine account)
    {
        if (
            await DoAsync(
                "account",
                async by => (await Office.SetRolesAsync(by, Street, account.Id, edited, Left)).Wrong,
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
