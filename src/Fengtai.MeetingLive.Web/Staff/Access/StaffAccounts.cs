using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Identity;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What came of adding an account; errors are codes whose words are in <see cref="StaffWords"/>.</summary>
public sealed record AccountAdded(ImmutableArray<string> Errors)
{
    public bool Ok => Errors.IsEmpty;
}

/// <summary>Accounts of staff, with their roles street by street.</summary>
public sealed class StaffAccounts(UserManager<StaffAccount> users, MeetingContext context, MeetingStore store)
{
    /// <summary>Twelve characters and no rule about kinds of them: length is what helps (NIST SP 800-63B, 5.1.1).</summary>
    public const int PasswordLeast = 12;

    /// <summary>Makes the account and its grant together, or neither. Nothing of an account that exists is changed.</summary>
    public async Task<AccountAdded> AddAsync(
        string name,
        Roles roles,
        StreetId street,
        string password,
        CancellationToken cancel = default
    )
    {
        var wrong = Check(name, roles, street, password);
        if (!wrong.IsEmpty)
            return new AccountAdded(wrong);

        using var turn = await store.TurnAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var account = new StaffAccount { UserName = name.Trim() };
        var made = await users.CreateAsync(account, password);
        if (!made.Succeeded)
            return new AccountAdded([.. made.Errors.Select(error => Code(error.Code))]);
        context.Grants.Add(
            new RoleGrant
            {
                AccountId = account.Id,
                StreetId = street.Value,
                Roles = (int)roles,
            }
        );
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new AccountAdded([]);
    }

    private static ImmutableArray<string> Check(string name, Roles roles, StreetId street, string password)
    {
        return
        [
            .. string.IsNullOrWhiteSpace(name) ? ["account.name-missing"] : Array.Empty<string>(),
            .. (roles & Roles.Staff) == Roles.None || (roles & ~Roles.Staff) != Roles.None
                ? ["account.role-unknown"]
                : Array.Empty<string>(),
            .. string.IsNullOrWhiteSpace(street.Value) ? ["account.street-missing"] : Array.Empty<string>(),
            .. password.Length < PasswordLeast ? ["account.password-short"] : Array.Empty<string>(),
        ];
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
