using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What came of adding an account; errors are codes whose words are in <see cref="StaffWords"/>.</summary>
public sealed record AccountAdded(ImmutableArray<string> Errors)
{
    public bool Ok => Errors.IsEmpty;
}

/// <summary>How somebody proves who they are: by a password or by a passkey.</summary>
public abstract record Credential
{
    private Credential() { }

    /// <param name="Temporary">Given by somebody else, so it must be changed at the first sign-in.</param>
    public sealed record Password(string Text, bool Temporary = false) : Credential;

    /// <param name="AccountId">The account's id, as the device signed it.</param>
    public sealed record Passkey(string AccountId, UserPasskeyInfo Key) : Credential;
}

/// <summary>Makes accounts of staff, with their roles street by street.</summary>
public sealed class StaffAccounts(UserManager<StaffAccount> users, MeetingContext context, MeetingStore store)
{
    /// <summary>Twelve characters and no rule about kinds of them: length is what helps (NIST SP 800-63B, 5.1.1).</summary>
    public const int PasswordLeast = 12;

    /// <summary>A 岗位 such as 王佐镇接诉即办专班秘书 has room in it.</summary>
    public const int NameMost = 40;

    /// <summary>A bound on what is hashed.</summary>
    public const int PasswordMost = 256;

    /// <summary>Makes the account and its grant together, or neither. Nothing of an account that exists is changed.</summary>
    public Task<AccountAdded> AddAsync(
        string name,
        Roles roles,
        StreetId street,
        string password,
        CancellationToken cancel = default
    ) => AddAsync(name, roles, street, new Credential.Password(password), SpeaksFor.Nobody, first: false, cancel);

    /// <param name="temporary">True when the password is one that somebody else knows.</param>
    public Task<AccountAdded> AddAsync(
        string name,
        Roles roles,
        StreetId street,
        string password,
        bool temporary,
        CancellationToken cancel
    ) =>
        AddAsync(
            name,
            roles,
            street,
            new Credential.Password(password, temporary),
            SpeaksFor.Nobody,
            first: false,
            cancel
        );

    /// <param name="speaks">The unit or grid for which it speaks there.</param>
    /// <param name="temporary">True when the password is one that somebody else knows.</param>
    public Task<AccountAdded> AddAsync(
        string name,
        Roles roles,
        StreetId street,
        SpeaksFor speaks,
        string password,
        bool temporary,
        CancellationToken cancel
    ) => AddAsync(name, roles, street, new Credential.Password(password, temporary), speaks, first: false, cancel);

    /// <summary>
    /// The district's administrator, of whom first start makes exactly one: <c>account.not-first</c> when there is an
    /// account already, also when it was made at the same moment by another server.
    /// </summary>
    public Task<AccountAdded> AddFirstAsync(string name, Credential credential, CancellationToken cancel) =>
        AddAsync(name, Roles.Administrator, StaffPerson.District, credential, SpeaksFor.Nobody, first: true, cancel);

    /// <summary>What is wrong with a name, null when nothing is.</summary>
    public static string? WrongName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "account.name-missing"
        : name.Trim().Length > NameMost ? "account.name-long"
        : name.Any(char.IsControl) ? "account.name-invalid"
        : null;

    /// <summary>What is wrong with a password, null when nothing is.</summary>
    public static string? WrongPassword(string? password) =>
        password is not { Length: >= PasswordLeast } ? "account.password-short"
        : password.Length > PasswordMost ? "account.password-long"
        : null;

    private async Task<AccountAdded> AddAsync(
        string name,
        Roles roles,
        StreetId street,
        Credential credential,
        SpeaksFor speaks,
        bool first,
        CancellationToken cancel
    )
    {
        var wrong = Check(name, roles, street, credential);
        if (!wrong.IsEmpty)
            return new AccountAdded(wrong);

        using var turn = await store.TurnAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await HoldAsync(context, cancel);
        if (first && await context.Users.AnyAsync(cancel))
            return new AccountAdded(["account.not-first"]);
        var meant = speaks.With(roles);
        if (await meant.WrongAsync(context, street, cancel) is { } unknown)
            return new AccountAdded([unknown]);
        var account = new StaffAccount { UserName = name.Trim() };
        if (credential is Credential.Passkey { AccountId: var id })
            account.Id = id;
        var made = credential is Credential.Password(var password, var temporary)
            ? await CreateAsync(account, password, temporary)
            : await users.CreateAsync(account);
        if (made.Succeeded && credential is Credential.Passkey { Key: var key })
            made = await users.AddOrUpdatePasskeyAsync(account, key);
        if (!made.Succeeded)
            return new AccountAdded([.. made.Errors.Select(error => Code(error.Code))]);
        context.Grants.Add(
            new RoleGrant
            {
                AccountId = account.Id,
                StreetId = street.Value,
                Roles = (int)roles,
                Unit = meant.Unit,
                Grid = meant.Grid,
            }
        );
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new AccountAdded([]);
    }

    /// <summary>
    /// Until the transaction ends, nobody else changes accounts: on PostgreSQL by this row's lock, on SQLite the turn and
    /// the one writer see to it.
    /// </summary>
    internal static Task HoldAsync(MeetingContext context, CancellationToken cancel) =>
        context
            .Facts.Where(f => f.Name == "secret")
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Value, f => f.Value), cancel);

    private Task<IdentityResult> CreateAsync(StaffAccount account, string password, bool temporary)
    {
        account.Temporary = temporary;
        return users.CreateAsync(account, password);
    }

    private static ImmutableArray<string> Check(string name, Roles roles, StreetId street, Credential credential)
    {
        string?[] wrong =
        [
            WrongName(name),
            StaffRoles.CanBeGiven(roles) ? null : "account.role-unknown",
            string.IsNullOrWhiteSpace(street.Value) ? "account.street-missing" : null,
            credential is Credential.Password(var password, _) ? WrongPassword(password) : null,
        ];
        return [.. wrong.OfType<string>()];
    }

    private static string Code(string identity) =>
        identity switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) => "account.name-taken",
            nameof(IdentityErrorDescriber.InvalidUserName) => "account.name-invalid",
            nameof(IdentityErrorDescriber.PasswordTooShort) => "account.password-short",
            _ => "account.not-made",
        };
}
