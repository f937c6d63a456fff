using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>成绩单: slides at the left, the slide as on the big screen, its data beneath, its words at the right.</summary>
public sealed partial class DeckPage
{
    private readonly List<SlideDraft> drafts = [];
    private ImmutableArray<WithheldSlide> gone = [];
    private (int Index, SlideDraft Draft)? removed;
    private ListFigures? counts;
    private string? shown;
    private string? said;
    private string? photoWrong;
    private string pasted = "";
    private string removal = "";
    private bool asking;
    private string? focus;
    private DotNetObjectReference<DeckPage>? self;

    /// <summary>Which slide is open, by its id.</summary>
    [SupplyParameterFromQuery(Name = "slide")]
    public string? Open { get; set; }

    [Inject]
    private IStringLocalizer<DeckWords> D { get; set; } = null!;

    [Inject]
    private FollowedList Lists { get; set; } = null!;

    [Inject]
    private PhotoStore Photos { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    private int At => Math.Max(0, drafts.FindIndex(draft => draft.Id == Open));

    private SlideDraft Current => drafts[At];

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (!MayEnter)
            return;
        counts = await Lists.OfAsync(StreetId, Left);
        Take(Now.Plan.Deck);
        await RefillAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!Looked || !MayEnter || !RendererInfo.IsInteractive)
            return;
        if (self is null)
        {
            self = DotNetObjectReference.Create(this);
            await Script.InvokeVoidAsync("deck.attach", Left, self);
            await LookForKeptAsync();
        }

        // Before the picture is drawn: whoever types on at once types into the right field.
        if (focus is { } selector)
        {
            focus = null;
            await Script.InvokeVoidAsync("staff.focus", Left, selector);
        }

        if (drafts.Count > 0)
        {
            var html = await SlidePreview.RenderAsync(
                Services,
                Loggers,
                Now.Plan,
                Read(Current).Slide,
                $"{Address.Base(new Uri(Navigation.BaseUri))}/m/{Now.Plan.Code}",
                Time.GetUtcNow()
            );
            if (html != shown)
            {
                // The frame comes with the first slide.
                if (shown is null)
                    await Script.InvokeVoidAsync("deck.attach", Left, self);
                shown = html;
                await Script.InvokeVoidAsync("deck.show", Left, html);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            self?.Dispose();
        base.Dispose(disposing);
    }

    private void Take(Deck deck)
    {
        drafts.Clear();
        drafts.AddRange(deck.Slides.Select(SlideDraft.Of));
        gone = deck.Withheld ?? [];
        removed = null;
    }

    /// <summary>As it was last saved; null when it is new.</summary>
    private Slide? Before(SlideDraft draft) => Now.Plan.Deck.Find(new SlideId(draft.Id));

    private SlideRead Read(SlideDraft draft) => draft.Read(Before(draft));

    private string Named(SlideDraft draft) => draft.Title.Trim().Length > 0 ? draft.Title.Trim() : D["untitled"].Value;

    private async Task ChooseAsync(SlideDraft draft)
    {
        (asking, photoWrong, pasted) = (false, null, "");
        Open = draft.Id;
        Navigation.NavigateTo($"/prepare/{Street}/deck?slide={Uri.EscapeDataString(draft.Id)}", replace: true);
        await Task.CompletedTask;
    }

    private async Task KeyAsync(SlideDraft draft, KeyboardEventArgs e)
    {
        var step = e.Key switch
        {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => 0,
        };
        var to = drafts.IndexOf(draft) + step;
        if (step == 0 || to < 0 || to >= drafts.Count)
            return;
        if (e.AltKey)
            await MoveAsync(draft, to);
        else
        {
            await ChooseAsync(drafts[to]);
            focus = $"[data-slide-row='{drafts[to].Id}'] button";
        }
    }

    private async Task MoveAsync(SlideDraft draft, int to)
    {
        if (!Now.MayChange)
            return;
        var from = drafts.IndexOf(draft);
        drafts.RemoveAt(from);
        drafts.Insert(to, draft);
        said = D["moved", Named(draft), from + 1, to + 1, drafts.Count];
        focus = $"[data-slide-row='{draft.Id}'] button";
        await ChooseAsync(draft);
        await KeepAsync();
    }

    [JSInvokable]
    public Task DropAsync(string id, string at, bool after) =>
        InvokeAsync(async () =>
        {
            var (draft, target) = (drafts.Find(d => d.Id == id), drafts.FindIndex(d => d.Id == at));
            if (draft is null || target < 0 || draft.Id == at)
                return;
            var to = target + (after ? 1 : 0);
            await MoveAsync(draft, drafts.IndexOf(draft) < to ? to - 1 : to);
            StateHasChanged();
        });

    private async Task AddAsync()
    {
        var draft = SlideDraft.New();
        if (drafts.Count > 0)
            (draft.Topic, draft.Kind) = (Current.Topic, Current.Kind == "photos" ? "bars" : Current.Kind);
        drafts.Insert(drafts.Count == 0 ? 0 : At + 1, draft);
        said = D["added", drafts.IndexOf(draft) + 1];
        focus = "#slide-title";
        await ChooseAsync(draft);
    }

    private async Task CopyAsync()
    {
        var copy = Current.Copy(Before(Current));
        drafts.Insert(At + 1, copy);
        said = D["copied"];
        await ChooseAsync(copy);
        await KeepAsync();
    }

    /// <summary>A slide with a missed target goes with a reason, which stays.</summary>
    private async Task RemoveAsync()
    {
        var (draft, index) = (Current, At);
        if (Before(draft) is { } before && Targets.Owed(before) is { IsEmpty: false } owed)
        {
            if (!asking)
            {
                (asking, removal, focus) = (true, "", "#removal");
                return;
            }

            if (string.IsNullOrWhiteSpace(removal))
                return;
            gone = [.. gone.Where(mark => mark.Slide != before.Id), new(before.Id, before.Title, owed, removal.Trim())];
        }

        drafts.RemoveAt(index);
        removed = (index, draft);
        said = D["removed", Named(draft)];
        if (drafts.Count > 0)
            await ChooseAsync(drafts[Math.Min(index, drafts.Count - 1)]);
        asking = false;
        await KeepAsync();
    }

    private async Task UndoAsync()
    {
        if (removed is not var (index, draft))
            return;
        drafts.Insert(Math.Min(index, drafts.Count), draft);
        gone = [.. gone.Where(mark => mark.Slide.Value != draft.Id)];
        removed = null;
        said = D["undone", Named(draft)];
        await ChooseAsync(draft);
        await KeepAsync();
    }

    private Task KindAsync(string kind)
    {
        Current.Kind = kind;
        return ChangedAsync();
    }

    private async Task ChangedAsync()
    {
        Current.Touch();
        await KeepAsync();
    }

    private async Task FollowAsync(Follow? follow)
    {
        Current.Follows = follow;
        Current.Touch();
        Refill(Current);
        await KeepAsync();
    }

    /// <summary>What follows the list shows its figures of now.</summary>
    private async Task RefillAsync()
    {
        var before = drafts.Count(draft => Refill(draft));
        if (before > 0)
            said = D["refilled", before];
        await Task.CompletedTask;
    }

    private bool Refill(SlideDraft draft)
    {
        if (counts is null || draft.Follows is null || !Now.MayChange)
            return false;
        var slide = Read(draft).Slide;
        var filled = Following.Fill(slide, counts, FollowedList.Words);
        if (ReferenceEquals(slide, filled))
            return false;
        draft.Take(filled.Content);
        (draft.Period, draft.Sample) = (filled.Period, filled.Sample);
        draft.Touch();
        return true;
    }

    [JSInvokable]
    public Task PasteAsync(int row, int column, string text, bool cut) =>
        InvokeAsync(async () =>
        {
            if (drafts.Count == 0 || !Now.MayChange || Current.Follows is not null)
                return;
            pasted = PastedCells.Put(Current, row, column, text, D) + (cut ? D["paste-cut"] : "");
            said = pasted;
            await ChangedAsync();
            StateHasChanged();
        });

    private async Task TakePictureAsync((PhotoDraft Photo, IBrowserFile File) chosen)
    {
        photoWrong = null;
        if (chosen.File.Size > PhotoIntake.BytesMost)
        {
            photoWrong = D["photo.too-large", PhotoIntake.BytesMost / 1024 / 1024];
            return;
        }

        using var memory = new MemoryStream();
        await using (var stream = chosen.File.OpenReadStream(PhotoIntake.BytesMost, Left))
            await stream.CopyToAsync(memory, Left);
        switch (PhotoIntake.Take(memory.ToArray()))
        {
            // A photo is kept at once and not with the plan, so the role is asked anew here.
            case PhotoResult.Taken when await ResolveAsync(StreetId) is not { } by || (by.Roles & For) == Roles.None:
                photoWrong = Say(Rejection.NotAllowed);
                break;
            case PhotoResult.Taken(var photo):
                await Photos.KeepAsync(StreetId, [photo], Left);
                (chosen.Photo.Hash, chosen.Photo.Width, chosen.Photo.Height) = (
                    photo.Hash.Value,
                    photo.Width,
                    photo.Height
                );
                await ChangedAsync();
                break;
            case PhotoResult.Refused(var code, var arguments):
                photoWrong = D[code, [.. arguments]];
                break;
            default:
                throw new NotSupportedException("A photo is taken or refused.");
        }
    }
}
