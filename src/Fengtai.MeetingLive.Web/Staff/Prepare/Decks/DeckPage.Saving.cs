using System.Collections.Immutable;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.JSInterop;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>How what is typed is kept: by the browser at once, by the server on saving, by both when two people save.</summary>
public sealed partial class DeckPage
{
    private readonly Dictionary<string, bool> choices = new(StringComparer.Ordinal);
    private ImmutableArray<Clash<Slide>> clashes = [];
    private Preparing? theirs;
    private KeptDeck? kept;
    private bool keeps = true;

    /// <summary>What the browser keeps until it is saved.</summary>
    /// <param name="Slides">Those that differ from what was saved.</param>
    public sealed record KeptDeck(string Meeting, List<string> Order, List<SlideDraft> Slides);

    private string KeptKey => $"mlo.deck.{Street}";

    private Deck Working =>
        new Deck([.. drafts.Select(draft => Read(draft).Slide)]) with
        {
            Withheld = gone.IsEmpty ? null : gone,
        };

    private bool Dirty => drafts.Exists(IsChanged) || OrderOf(drafts) != OrderOf(Now.Plan.Deck);

    private string SavedWords =>
        Dirty ? D["unsaved", drafts.Count(IsChanged)]
        : Now.ChangedAt is { } at ? D["saved-at", Beijing.Clock(at)]
        : D["saved"];

    private bool IsChanged(SlideDraft draft) =>
        Before(draft) is not { } before || !Read(draft).Faults.IsEmpty || Json(before) != Json(Read(draft).Slide);

    private static string Json(Slide slide) => JsonSerializer.Serialize(slide, EventJson.Options);

    private static string OrderOf(Deck deck) => string.Join(' ', deck.Slides.Select(slide => slide.Id.Value));

    private static string OrderOf(List<SlideDraft> drafts) => string.Join(' ', drafts.Select(draft => draft.Id));

    [JSInvokable]
    public Task SaveKeyAsync() =>
        InvokeAsync(async () =>
        {
            if (Now.MayChange && Dirty)
                await SaveAsync();
            StateHasChanged();
        });

    private async Task NextAsync()
    {
        if ((!Dirty || await SaveAsync()) && At + 1 < drafts.Count)
            await ChooseAsync(drafts[At + 1]);
    }

    private async Task<bool> SaveAsync()
    {
        // What cannot be read would be lost by saving the rest of its slide.
        if (drafts.Find(draft => !Read(draft).MayBeSaved) is { } unread)
        {
            await ChooseAsync(unread);
            Wrong = D["not-saved", Named(unread)];
            return false;
        }

        var (mine, basis) = (Working, Now.Plan.Deck);
        Saved? last = null;
        var done = await DoAsync(async by => last = await Preparations.SaveAsync(Now, With(Now, mine), by, Left));
        if (!done && last is Saved.Refused { Rejection.Code: "plan.changed-meanwhile" })
            return await MeetAsync(basis, mine);
        if (done)
            await DoneAsync();
        return done;
    }

    private static Prepared With(Preparing now, Deck deck) => now.Content with { Plan = now.Plan with { Deck = deck } };

    private async Task DoneAsync()
    {
        (clashes, theirs, removed) = ([], null, null);
        choices.Clear();
        gone = Now.Plan.Deck.Withheld ?? [];
        said = D["said-saved"];
        await Script.InvokeVoidAsync("deck.keep", Left, KeptKey, null);
    }

    /// <summary>Somebody else saved: what only one of both changed is taken, the rest is shown side by side.</summary>
    private async Task<bool> MeetAsync(Deck basis, Deck mine)
    {
        theirs = await Preparations.LoadAsync(StreetId, Left);
        if (!theirs.MayChange)
        {
            (Now, theirs) = (theirs, null);
            return false;
        }

        var (merged, open) = Merge(basis, mine, theirs.Plan.Deck);
        if (!open.IsEmpty)
        {
            clashes = open;
            Wrong = D["clash", open.Length];
            return false;
        }

        return await RebaseAsync(merged);
    }

    private (ImmutableArray<Slide> Merged, ImmutableArray<Clash<Slide>> Open) Merge(
        Deck basis,
        Deck mine,
        Deck other
    ) => ThreeWay.Merge(basis.Slides, mine.Slides, other.Slides, slide => slide.Id.Value, Json, choices);

    private async Task SaveChosenAsync()
    {
        if (theirs is null)
            return;
        var (merged, open) = Merge(Now.Plan.Deck, Working, theirs.Plan.Deck);
        if (open.IsEmpty)
            await RebaseAsync(merged);
    }

    private async Task<bool> RebaseAsync(ImmutableArray<Slide> merged)
    {
        var (open, mine) = (Open, gone);
        Now = theirs!;
        Take(new Deck(merged));
        gone =
        [
            .. (Now.Plan.Deck.Withheld ?? [])
                .Concat(mine)
                .DistinctBy(mark => mark.Slide)
                .Where(mark => !drafts.Exists(draft => draft.Id == mark.Slide.Value)),
        ];
        Open = open;
        (clashes, theirs) = ([], null);
        choices.Clear();
        var done = await DoAsync(by => Preparations.SaveAsync(Now, With(Now, Working), by, Left));
        if (done)
        {
            await DoneAsync();
            said = D["merged"];
        }

        return done;
    }

    /// <summary>A copy in the browser: it outlives a lost connection, a closed tab and a restarted server.</summary>
    private async Task KeepAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var changed = drafts.FindAll(IsChanged);
        var copy =
            changed.Count == 0 && !Dirty
                ? null
                : JsonSerializer.Serialize(
                    new KeptDeck(Now.Meeting.Value, [.. drafts.Select(draft => draft.Id)], changed),
                    EventJson.Options
                );
        var before = keeps;
        keeps = await Script.InvokeAsync<bool>("deck.keep", Left, KeptKey, copy);
        if (before && !keeps)
            said = string.Concat(said, D["not-kept"].Value);
    }

    private async Task LookForKeptAsync()
    {
        var text = new System.Text.StringBuilder();
        while (await Script.InvokeAsync<string?>("deck.kept", Left, KeptKey, text.Length) is { Length: > 0 } piece)
            text.Append(piece);
        if (text.Length == 0)
            return;
        try
        {
            kept = JsonSerializer.Deserialize<KeptDeck>(text.ToString(), EventJson.Options);
        }
        catch (JsonException)
        {
            // Written by another version of this page: of no use to this one.
            await DropKeptAsync();
        }

        if (kept is not null && (kept.Meeting != Now.Meeting.Value || !Now.MayChange))
            kept = null;
        StateHasChanged();
    }

    private async Task TakeKeptAsync()
    {
        foreach (var draft in kept!.Slides)
        {
            var at = drafts.FindIndex(other => other.Id == draft.Id);
            if (at >= 0)
                drafts[at] = draft;
            else
                drafts.Add(draft);
        }

        var order = kept.Order;
        drafts.Sort((one, other) => Place(one).CompareTo(Place(other)));
        said = D["kept-taken", kept.Slides.Count];
        var first = kept.Slides.FirstOrDefault();
        kept = null;
        if (first is not null)
            await ChooseAsync(drafts.Find(draft => draft.Id == first.Id)!);

        int Place(SlideDraft draft) => order.IndexOf(draft.Id) is var place && place >= 0 ? place : int.MaxValue;
    }

    private async Task DropKeptAsync()
    {
        kept = null;
        await Script.InvokeVoidAsync("deck.keep", Left, KeptKey, null);
    }
}
