using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>What is done on the board for many at once: all that is late is urged, what is not settled carried over.</summary>
public sealed partial class BoardPage
{
    private readonly Dictionary<string, StaffActs> acts = new(StringComparer.Ordinal);
    private string? panel;
    private string? wrongAct;
    private string note = "";
    private bool acting;
    private ImmutableArray<(string Title, string Why)> not = [];

    [Inject]
    private CarryingOver Carrying { get; set; } = null!;

    private async Task OpenAsync(string which)
    {
        (panel, wrongAct, said, not) = (panel == which ? null : which, null, null, []);
        // Somebody may have begun the next meeting since this page was opened.
        if (panel == "carry")
            await ReadAgainAsync();
    }

    private Task UrgeAsync() =>
        ActAsync(async () =>
        {
            var late = Late;
            foreach (var meeting in late.Select(i => i.Row.MeetingId).Distinct(StringComparer.Ordinal))
            {
                await OpenActsAsync(meeting);
            }

            // Sent together, so that those of one meeting share one commit.
            var outcomes = await Task.WhenAll(
                late.Select(async item =>
                    (
                        item,
                        Why: Say(
                            await acts[item.Row.MeetingId]
                                .DoAsync(
                                    "urge:" + item.Key,
                                    (id, by, at) => new Urge(id, by, at, item.Promise.Commitment, note)
                                )
                        )
                    )
                )
            );
            not = [.. outcomes.Where(o => o.Why is not null).Select(o => (o.item.Row.Title, o.Why!))];
            if (not.Length == late.Length && not.Select(n => n.Why).Distinct(StringComparer.Ordinal).Count() == 1)
            {
                // Nothing was done, and for one reason: what was typed stays beside it.
                wrongAct = not[0].Why;
                not = [];
                return;
            }

            said = W["urged", late.Length - not.Length];
            if (not.Length > 0)
                said += W["urged-not", not.Length];
            else
                note = "";
            panel = null;
        });

    private Task CarryAsync(ImmutableArray<BoardItem> items) =>
        ActAsync(async () =>
        {
            if (await ResolveAsync(StreetId) is not { } by)
            {
                wrongAct = Say(Rejection.NotAllowed);
                return;
            }

            var done = await Carrying.DoAsync(StreetId, [.. items.Select(i => i.Promise)], by, Left);
            await ReadAgainAsync();
            if (done.Refusal is { } refusal)
            {
                wrongAct = Say(refusal);
                return;
            }

            said = W["carried", done.Added, done.To];
            if (done.Already > 0)
                said += W["carried-already", done.Already];
            not = [.. done.Not.Select(n => (items.First(i => i.Promise == n.Promise).Row.Title, Say(n.Why) ?? ""))];
            panel = null;
            ticked.Clear();
        });

    /// <summary>One act at a time; a second click while it is under way does nothing.</summary>
    private async Task ActAsync(Func<Task> act)
    {
        if (acting)
            return;
        acting = true;
        (wrongAct, said, not) = (null, null, []);
        try
        {
            await act();
            await ReloadAsync();
        }
        finally
        {
            acting = false;
        }
    }

    private async Task OpenActsAsync(string meeting)
    {
        if (!acts.ContainsKey(meeting))
            acts[meeting] = new StaffActs(
                await Sessions.GetAsync(new MeetingId(meeting)),
                () => ResolveAsync(StreetId),
                Time
            );
    }

    private string? Say(Saved saved) =>
        saved switch
        {
            Saved.Refused(var rejection) => Say(rejection),
            Saved.Failed(var code) => SayFailure(code),
            _ => null,
        };
}
