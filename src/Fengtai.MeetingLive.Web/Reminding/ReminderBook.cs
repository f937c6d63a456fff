using System.Collections.Immutable;
using System.Net.Mail;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <param name="State">What became of today's mail; null: none was sent.</param>
public sealed record DigestToday(Digest Digest, string? Address, DigestState? State);

/// <summary>A street's rules, mailboxes and today's digests.</summary>
public sealed class ReminderBook(MeetingStore store, TimeProvider clock)
{
    public const int AddressMost = 120;

    public DateOnly Today => Days.Of(clock.GetUtcNow());

    public async Task<ReminderRules> RulesAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        return ReminderRules.Of(
            await context.ReminderRules.AsNoTracking().SingleOrDefaultAsync(r => r.StreetId == street.Value, cancel)
        );
    }

    /// <returns>The field that is wrong, and nothing is kept; null when it is kept.</returns>
    public async Task<string?> KeepAsync(StreetId street, ReminderRules rules, CancellationToken cancel)
    {
        if (rules.Wrong is { } wrong)
            return wrong;
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var row = await context.ReminderRules.SingleOrDefaultAsync(r => r.StreetId == street.Value, cancel);
        if (row is null)
        {
            row = new ReminderRuleRow { StreetId = street.Value, Head = "" };
            context.ReminderRules.Add(row);
        }

        row.DaysBefore = rules.DaysBefore;
        row.LeadAfter = rules.LeadAfter;
        row.HeadAfter = rules.HeadAfter;
        row.Head = Core.Words.Kept(rules.Head);
        row.Hour = rules.Hour;
        await context.SaveChangesAsync(cancel);
        return null;
    }

    /// <param name="address">Empty: no mail from now on.</param>
    /// <returns>False when it is no address.</returns>
    public async Task<bool> KeepAddressAsync(
        StreetId street,
        DigestTo to,
        string name,
        string address,
        CancellationToken cancel
    )
    {
        address = address.Trim();
        if (address.Length > 0 && !IsAddress(address))
            return false;
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var row = await context.ReminderAddresses.SingleOrDefaultAsync(
            a => a.StreetId == street.Value && a.Kind == (int)to && a.Name == name,
            cancel
        );
        if (row is not null && address.Length == 0)
            context.ReminderAddresses.Remove(row);
        else if (row is not null)
            row.Address = address;
        else if (address.Length > 0)
            context.ReminderAddresses.Add(
                new ReminderAddressRow
                {
                    StreetId = street.Value,
                    Kind = (int)to,
                    Name = name,
                    Address = address,
                }
            );
        await context.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>All digests of today, with their mailbox and what became of the mail.</summary>
    public async Task<ImmutableArray<DigestToday>> TodayAsync(StreetId street, CancellationToken cancel)
    {
        var today = Today;
        await using var context = store.Create();
        var rules = ReminderRules.Of(
            await context.ReminderRules.AsNoTracking().SingleOrDefaultAsync(r => r.StreetId == street.Value, cancel)
        );
        var digests = Digest.Of(await ItemsAsync(context, street, cancel), rules, today);
        var addresses = await context
            .ReminderAddresses.AsNoTracking()
            .Where(a => a.StreetId == street.Value)
            .ToDictionaryAsync(a => ((DigestTo)a.Kind, a.Name), a => a.Address, cancel);
        var sent = await context
            .DigestsSent.AsNoTracking()
            .Where(d => d.StreetId == street.Value && d.Day == today)
            .ToDictionaryAsync(d => ((DigestTo)d.Kind, d.Name), d => (DigestState)d.State, cancel);
        return
        [
            .. digests.Select(d => new DigestToday(
                d,
                addresses.GetValueOrDefault(KeyOf(d)),
                sent.TryGetValue(KeyOf(d), out var state) ? state : null
            )),
        ];
    }

    /// <summary>Unsettled items of one unit, or of all, with their deadlines: for a calendar.</summary>
    public async Task<IReadOnlyList<CommitmentRow>> OpenItemsAsync(
        StreetId street,
        string? unit,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var rows = await ItemsAsync(context, street, cancel);
        return
        [
            .. rows.Where(r => unit is null || r.Unit == unit)
                .Where(r => r.FromMeetingId is null)
                .OrderBy(r => r.Deadline)
                .ThenBy(r => r.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The head and the office are one each, whatever the head is called today.</summary>
    internal static (DigestTo To, string Name) KeyOf(Digest digest) =>
        (digest.To, digest.To is DigestTo.Head or DigestTo.Office ? "" : digest.Name);

    internal static async Task<List<CommitmentRow>> ItemsAsync(
        MeetingContext context,
        StreetId street,
        CancellationToken cancel
    )
    {
        int[] settled = [(int)CommitmentState.Done, (int)CommitmentState.CannotBeDone];
        return await context
            .Commitments.AsNoTracking()
            .Where(c => c.StreetId == street.Value && !settled.Contains(c.State))
            .ToListAsync(cancel);
    }

    private static bool IsAddress(string address) =>
        address.Length <= AddressMost
        && !address.AsSpan().ContainsAny('\r', '\n', ' ')
        && MailAddress.TryCreate(address, out var read)
        && read.Address == address;
}
