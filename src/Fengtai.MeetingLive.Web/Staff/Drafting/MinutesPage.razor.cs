using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Drafting;

/// <summary>会议纪要 on its way to the seal. Rules are not here; Core refuses, and its words are shown.</summary>
public sealed partial class MinutesPage
{
    private FormDraft form = FormDraft.Of(new());
    private MinutesForm taken = new();
    private string? editing;
    private string typed = "";
    private string reason = "";
    private string supplement = "";
    private string? wrongForm;
    private string? wrongWording;
    private string? wrongStep;
    private string? said;
    private bool busy;

    [Inject]
    private MinutesArchive Archive { get; set; } = null!;

    [Inject]
    private PublicAddress Address { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ILogger<MinutesPage> Log { get; set; } = null!;

    protected override Roles For => Roles.Secretary;

    private MinutesForm Saved => Meeting.Draft.Form ?? Meeting.Plan.Minutes ?? new();

    private string Result => PublicAddress.Of(Address.Base(new Uri(Navigation.Uri)), Meeting.Plan);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Door is null)
            return;
        taken = Saved;
        form = FormDraft.Of(taken);
    }

    /// <summary>What somebody else saved is shown, unless something is being typed: that is never taken away.</summary>
    protected override void OnMeetingChanged()
    {
        if (Saved.Equals(taken))
            return;
        if (form.Changed)
        {
            said = L["draft.form-elsewhere"];
            return;
        }

        taken = Saved;
        form.Take(taken);
    }

    private async Task SaveFormAsync()
    {
        var read = form.Read();
        wrongForm = Say(await Acts.DoAsync("form", (id, by, at) => new ArrangeMinutes(id, by, at, read)));
        if (wrongForm is not null)
            return;
        taken = read;
        form.Take(read);
        said = L["draft.form-saved"];
    }

    private void Edit(string? name)
    {
        editing = name;
        wrongWording = null;
    }

    private async Task AmendAsync((WordingOf Of, string Key, string? Text) to)
    {
        wrongWording = Say(
            await Acts.DoAsync(
                $"amend:{to.Of}:{to.Key}",
                (id, by, at) => new AmendMinutes(id, by, at, to.Of, to.Key, to.Text)
            )
        );
        if (wrongWording is not null)
            return;
        editing = null;
        said = L[to.Text is null ? "draft.restored" : "draft.amended"];
    }

    private Task SubmitAsync() => StepAsync("submit", "draft.submitted", (id, by, at) => new SubmitMinutes(id, by, at));

    private Task PassAsync() => StepAsync("pass", "draft.passed", (id, by, at) => new PassMinutes(id, by, at));

    private async Task ReturnAsync()
    {
        var why = reason;
        await StepAsync("return", "draft.was-returned", (id, by, at) => new ReturnMinutes(id, by, at, why));
        if (wrongStep is null)
            reason = "";
    }

    private async Task StepAsync(
        string act,
        string done,
        Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command
    )
    {
        wrongStep = Say(await Acts.DoAsync(act, command));
        if (wrongStep is null)
            said = L[done];
    }

    private Task SealAsync() =>
        SealingAsync(
            "draft.was-sealed",
            (recorded, address) => Archive.KeepMinutesAsync(recorded, address, CancellationToken.None),
            (recorded, sha256, address) =>
                Acts.DoAsync(
                    "seal",
                    (id, by, at) => new SealMinutes(id, by, at, recorded.Meeting.Version, sha256, address)
                )
        );

    private async Task SupplementAsync()
    {
        var text = Core.Words.Tidy(supplement);
        var now = Time.GetUtcNow();
        await SealingAsync(
            "draft.supplement-sealed",
            (recorded, address) => Archive.KeepSupplementAsync(recorded, text, now, address, CancellationToken.None),
            (recorded, sha256, address) =>
                Acts.DoAsync(
                    "supplement",
                    (id, by, _) => new SupplementMinutes(id, by, now, text, recorded.Meeting.Version, sha256, address)
                )
        );
        if (wrongStep is null)
            supplement = "";
    }

    /// <summary>First the bytes are kept, then the journal names them; what the journal refuses is dropped again.</summary>
    private async Task SealingAsync(
        string done,
        Func<Recorded, string, Task<string>> keep,
        Func<Recorded, string, string, Task<Outcome>> seal
    )
    {
        if (busy)
            return;
        busy = true;
        wrongStep = null;
        try
        {
            var recorded = Session.Recorded;
            var address = Result;
            var sha256 = await keep(recorded, address);
            var outcome = await seal(recorded, sha256, address);
            wrongStep = Say(outcome);
            if (wrongStep is null)
                said = L[done];
            if (outcome is Outcome.Refused)
                await Archive.DropAsync(Meeting, sha256, CancellationToken.None);
        }
        catch (FontMissingException e)
        {
            Log.LogError(e, "The document cannot be made");
            wrongStep = L["document.font-missing-why", e.File, e.Folder];
        }
        finally
        {
            busy = false;
        }
    }
}
