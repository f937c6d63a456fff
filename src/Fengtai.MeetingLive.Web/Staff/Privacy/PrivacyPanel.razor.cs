using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Staff.Privacy;

/// <summary>What is typed and found stands in this page alone, and goes when it is left.</summary>
public sealed partial class PrivacyPanel : AdminPageBase
{
    private readonly HashSet<string> ticked = new(StringComparer.Ordinal);
    private string? receipt;
    private string? phone;
    private string? reason;
    private string? wrongFind;
    private string? wrongErase;
    private string? ticket;
    private bool busy;
    private bool sure;
    private PersonFound? found;
    private IReadOnlyList<ErasedThing>? results;
    private ImmutableArray<ShownRequest> register = [];
    private (DateTimeOffset At, RetentionCounts Counts)? last;

    [Parameter, EditorRequired]
    public StreetId Street { get; set; }

    [Inject]
    private IStringLocalizer<PrivacyWords> P { get; set; } = null!;

    [Inject]
    private IOptions<PrivacyOptions> Options { get; set; } = null!;

    [Inject]
    private PersonFinder Finder { get; set; } = null!;

    [Inject]
    private PersonErasing Erasing { get; set; } = null!;

    [Inject]
    private OwnDataDesk OwnData { get; set; } = null!;

    [Inject]
    private OwnDataTickets Tickets { get; set; } = null!;

    [Inject]
    private LookLog Looks { get; set; } = null!;

    [Inject]
    private SearchThrottle Throttle { get; set; } = null!;

    [Inject]
    private Retention Retention { get; set; } = null!;

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task ReadAsync()
    {
        register = await Erasing.RegisterAsync(Street, Left);
        last = await Retention.LastAsync(Left);
    }

    private new string Words(string code) =>
        P[code, PersonErasing.ReasonMost] is { ResourceNotFound: false } own ? own : SayFailure(code);

    private Task FindAsync() =>
        ActAsync(
            wrong => wrongFind = wrong,
            async by =>
            {
                (found, results, ticket, sure, wrongErase) = (null, null, null, false, null);
                ticked.Clear();
                if (!Throttle.Admit(by.Id.Value))
                    return "privacy.too-fast";
                var person = await Finder.FindAsync(Street, receipt, phone, Left);
                if (person.Wrong is { } wrong)
                    return wrong;
                await Looks.WriteAsync(
                    Street.Value,
                    LookKind.Search,
                    item: null,
                    P["look.search-purpose"],
                    Looker.Of(by),
                    Left
                );
                found = person;
                ticked.UnionWith(person.Things.Where(t => t.CanBeErased).Select(t => t.Key));
                return null;
            }
        );

    private void Tick(string key, bool on)
    {
        sure = false;
        if (on)
            ticked.Add(key);
        else
            ticked.Remove(key);
    }

    /// <summary>Asked in place; nothing is erased before it is answered.</summary>
    private void AskSure()
    {
        var code = ticked.Count == 0 ? "privacy.none-ticked" : PersonErasing.Check(CoreWords.Kept(reason));
        wrongErase = code is null ? null : Words(code);
        sure = code is null;
    }

    private Task EraseAsync() =>
        ActAsync(
            wrong => wrongErase = wrong,
            async by =>
            {
                sure = false;
                var why = CoreWords.Kept(reason);
                if (PersonErasing.Check(why) is { } wrong)
                    return wrong;
                var things = found!.Things.Where(t => ticked.Contains(t.Key)).ToArray();
                results = await Erasing.EraseAsync(Street, found, things, why, by, Left);
                // As it is now: a phone's mark went with what was erased.
                var again = await Finder.FindAsync(Street, receipt, phone: null, Left);
                var now = again.Things.ToDictionary(t => t.Key, StringComparer.Ordinal);
                var erased = results
                    .Where(r => r.Wrong is null)
                    .Select(r => r.Thing.Key)
                    .ToHashSet(StringComparer.Ordinal);
                var today = Beijing.Day(Time.GetUtcNow());
                found = found with
                {
                    Things =
                    [
                        .. found.Things.Select(t =>
                            now.GetValueOrDefault(t.Key)
                            ?? (
                                erased.Contains(t.Key)
                                    ? t with
                                    {
                                        Text = null,
                                        Contact = "",
                                        RetainUntil = null,
                                        ErasedOn = today,
                                    }
                                    : t
                            )
                        ),
                    ],
                };
                (reason, ticket) = (null, null);
                ticked.Clear();
                await ReadAsync();
                return null;
            }
        );

    private Task HandOutAsync() =>
        ActAsync(
            wrong => wrongErase = wrong,
            async by =>
            {
                if (!Throttle.Admit(by.Id.Value))
                    return "privacy.too-fast";
                var data = await OwnData.MakeAsync(Street, found!, P["own.purpose"], Looker.Of(by), Left);
                ticket = Tickets.Keep(data, Street, by.Id.Value);
                await ReadAsync();
                return null;
            }
        );

    /// <summary>One act at a time, by whoever still administers this street.</summary>
    private async Task ActAsync(Action<string?> say, Func<Actor, Task<string?>> act)
    {
        if (busy)
            return;
        busy = true;
        try
        {
            var code =
                await ResolveAsync(Street) is { } by && by.Roles.HasFlag(Roles.Administrator)
                    ? await act(by)
                    : "privacy.not-allowed";
            say(code is null ? null : Words(code));
        }
        catch (PrivacyException e)
        {
            say(P[e.Code, e.File]);
        }
        finally
        {
            busy = false;
        }
    }
}
