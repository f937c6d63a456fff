using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <summary>
/// Sends each digest at most once a day, from the street's hour on. A row is written before the letter goes out: two nodes,
/// or a server that is started again, send none twice; a letter that was refused is tried again, three times a day.
/// </summary>
public sealed class DigestRound(
    MeetingStore store,
    ReminderBook book,
    MailPost post,
    PublicAddress address,
    IStringLocalizer<ReminderWords> words,
    IStringLocalizer<Common> common,
    TimeProvider clock,
    ILogger<DigestRound> log
) : BackgroundService
{
    private const int TriesMost = 3;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>Sends what is due now; returns how many letters the server took.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        if (!post.IsOn)
            return 0;
        var hour = Days.Local(clock.GetUtcNow()).Hour;
        string[] ids;
        Dictionary<string, string> names;
        await using (var context = store.Create())
        {
            ids = await context.ReminderAddresses.Select(a => a.StreetId).Distinct().ToArrayAsync(cancel);
            names = await context
                .Streets.AsNoTracking()
                .ToDictionaryAsync(s => s.Id, s => s.Name, StringComparer.Ordinal, cancel);
        }

        var sent = 0;
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            var name = names.GetValueOrDefault(id, id);
            var street = new StreetId(id);
            if (hour < (await book.RulesAsync(street, cancel)).Hour)
                continue;
            foreach (var today in await book.TodayAsync(street, cancel))
            {
                if (today is { Address: { } to, State: null or DigestState.Failed })
                    sent += await SendAsync(street, name, today.Digest, to, cancel) ? 1 : 0;
            }
        }

        return sent;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await SendDueAsync(cancel);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException or InvalidOperationException)
        {
            log.LogWarning(
                e,
                "The reminders could not be looked at; the next look is in {Minutes} minutes",
                Every.TotalMinutes
            );
        }
    }

    private async Task<bool> SendAsync(
        StreetId street,
        string streetName,
        Digest digest,
        string to,
        CancellationToken cancel
    )
    {
        if (!await TakeAsync(street, digest, cancel))
            return false;
        var state = DigestState.Sent;
        try
        {
            var (subject, body) = Letter(street, streetName, digest);
            await post.SendAsync(to, subject, body, cancel);
        }
        catch (MailNotSentException e)
        {
            state = DigestState.Failed;
            log.LogWarning("A reminder of {Street} to a {Kind} was not sent: {Why}", street, digest.To, e.Message);
        }

        await SettleAsync(street, digest, state, cancel);
        return state == DigestState.Sent;
    }

    /// <summary>False when it was sent, is being sent, or has failed often enough.</summary>
    private async Task<bool> TakeAsync(StreetId street, Digest digest, CancellationToken cancel)
    {
        var (kind, name) = ((int)digest.To, ReminderBook.KeyOf(digest).Name);
        var (today, now) = (book.Today, clock.GetUtcNow().UtcTicks);
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var again = await context
            .DigestsSent.Where(d =>
                d.StreetId == street.Value
                && d.Kind == kind
                && d.Name == name
                && d.Day == today
                && d.State == (int)DigestState.Failed
                && d.Tries < TriesMost
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.State, (int)DigestState.Sending)
                        .SetProperty(d => d.Tries, d => d.Tries + 1)
                        .SetProperty(d => d.At, now),
                cancel
            );
        if (again == 1)
            return true;
        context.DigestsSent.Add(
            new DigestSentRow
            {
                StreetId = street.Value,
                Kind = kind,
                Name = name,
                Day = today,
                Tries = 1,
                At = now,
            }
        );
        try
        {
            await context.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // The row is there: another node has it, or it has failed three times. Anything else is told to the caller.
            context.ChangeTracker.Clear();
            if (
                await context.DigestsSent.AnyAsync(
                    d => d.StreetId == street.Value && d.Kind == kind && d.Name == name && d.Day == today,
                    cancel
                )
            )
                return false;
            throw;
        }
    }

    private async Task SettleAsync(StreetId street, Digest digest, DigestState state, CancellationToken cancel)
    {
        var (kind, name) = ((int)digest.To, ReminderBook.KeyOf(digest).Name);
        var today = book.Today;
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await context
            .DigestsSent.Where(d => d.StreetId == street.Value && d.Kind == kind && d.Name == name && d.Day == today)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, (int)state), cancel);
    }

    /// <summary>In Chinese, whatever the server's own language is.</summary>
    internal (string Subject, string Body) Letter(StreetId street, string streetName, Digest digest)
    {
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        try
        {
            var body = new StringBuilder();
            body.Append(words["mail.to", words.Recipient(digest)]).Append("\n\n");
            foreach (var line in digest.Lines)
                body.Append(
                        words["mail.line", line.Title, words.Why(line), common.Day(line.Deadline), line.Unit, line.Lead]
                    )
                    .Append('\n');
            if (address.Configured is { } root)
                body.Append('\n').Append(words["mail.where", $"{root}/track/{Uri.EscapeDataString(street.Value)}"]);
            body.Append('\n').Append(words["mail.once"]);
            return (words["mail.subject", streetName, digest.Overdue, digest.Lines.Length], body.ToString());
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }
}
