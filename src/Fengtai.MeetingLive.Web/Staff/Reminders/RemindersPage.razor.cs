using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Reminding;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Reminders;

/// <summary>今日提醒: who is told what today, by which rules, where to, and the calendars given out.</summary>
public sealed partial class RemindersPage
{
    private readonly Dictionary<string, string> typed = new(StringComparer.Ordinal);
    private ImmutableArray<DigestToday> digests = [];
    private ImmutableArray<string> units = [];
    private IReadOnlyList<LinkRow> feeds = [];
    private string streetName = "";
    private string root = "";
    private string feedUnit = "";
    private string? wrongAt;
    private string? saidAt;
    private bool busy;
    private (string DaysBefore, string LeadAfter, string HeadAfter, string Head, string Hour) rules;

    [Parameter]
    public string Street { get; set; } = "";

    [Inject]
    private ReminderBook Book { get; set; } = null!;

    [Inject]
    private MailPost Post { get; set; } = null!;

    [Inject]
    private SignedLinks Links { get; set; } = null!;

    [Inject]
    private MeetingStore Store { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override Roles For => Roles.Secretary | Roles.Administrator;

    private StreetId StreetId => new(Street);

    private IEnumerable<(string Field, string Value, Action<string> Set)> Fields =>
        [
            ("days-before", rules.DaysBefore, text => rules.DaysBefore = text),
            ("lead-after", rules.LeadAfter, text => rules.LeadAfter = text),
            ("head-after", rules.HeadAfter, text => rules.HeadAfter = text),
            ("head", rules.Head, text => rules.Head = text),
            ("hour", rules.Hour, text => rules.Hour = text),
        ];

    protected override async Task OnInitializedAsync()
    {
        Who = await ResolveAsync(StreetId);
        if (MayEnter)
        {
            root = Address.Base(new Uri(Navigation.Uri));
            var kept = await Book.RulesAsync(StreetId, Left);
            rules = (Text(kept.DaysBefore), Text(kept.LeadAfter), Text(kept.HeadAfter), kept.Head, Text(kept.Hour));
            await ReadAsync();
        }

        Looked = true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>-1, which no rule takes, for what is no number.</summary>
    private static int Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private async Task ReadAsync()
    {
        digests = await Book.TodayAsync(StreetId, Left);
        await using var context = Store.Create();
        streetName =
            await context.Streets.Where(s => s.Id == Street).Select(s => s.Name).SingleOrDefaultAsync(Left) ?? Street;
        units =
        [
            .. await context
                .Commitments.Where(c => c.StreetId == Street)
                .Select(c => c.Unit)
                .Distinct()
                .OrderBy(u => u)
                .ToListAsync(Left),
        ];
        feeds = await context
            .Links.AsNoTracking()
            .Where(l => l.StreetId == Street && l.Kind == (int)LinkKind.Feed)
            .OrderByDescending(l => l.IssuedAt)
            .ToListAsync(Left);
    }

    private string AddressOf(string key, DigestToday today) => typed.GetValueOrDefault(key) ?? today.Address ?? "";

    private string Mail(DigestToday today) =>
        today switch
        {
            { State: { } state } => W[$"mail.{state}"],
            { Address: null } => W["mail.none"],
            _ => "",
        };

    private Task KeepAddressAsync(Digest digest)
    {
        var key = $"{digest.To}:{digest.Name}";
        return ActAsync(
            key,
            async _ =>
                typed.GetValueOrDefault(key) is not { } address
                || await Book.KeepAddressAsync(StreetId, digest.To, ReminderBook.KeyOf(digest).Name, address, Left)
                    ? null
                    : key
        );
    }

    private Task KeepRulesAsync() =>
        ActAsync(
            "rules",
            _ =>
                Book.KeepAsync(
                    StreetId,
                    new ReminderRules(
                        Number(rules.DaysBefore),
                        Number(rules.LeadAfter),
                        Number(rules.HeadAfter),
                        rules.Head,
                        Number(rules.Hour)
                    ),
                    Left
                )
        );

    private Task MakeFeedAsync() =>
        ActAsync(
            "feed",
            async by =>
            {
                await Links.IssueAsync(
                    new LinkSubject(LinkKind.Feed, StreetId, new MeetingId("")),
                    feedUnit,
                    by.Id,
                    Time.GetUtcNow() + SignedLinks.LongestFeed,
                    Left
                );
                return null;
            }
        );

    private Task WithdrawAsync(LinkRow link) =>
        ActAsync(
            "feed",
            async _ =>
            {
                await Links.WithdrawAsync(StreetId, link.Id, Left);
                return null;
            }
        );

    /// <summary>One act at a time, by whoever still may.</summary>
    /// <param name="act">Returns where it is wrong; null when it is done.</param>
    private async Task ActAsync(string form, Func<Actor, Task<string?>> act)
    {
        if (busy)
            return;
        busy = true;
        try
        {
            (wrongAt, saidAt) = (null, null);
            Who = await ResolveAsync(StreetId);
            if (!MayEnter)
                return;
            wrongAt = await act(Who!);
            saidAt = wrongAt is null ? form : null;
            if (wrongAt is null)
            {
                typed.Clear();
                await ReadAsync();
            }
        }
        finally
        {
            busy = false;
        }
    }
}
