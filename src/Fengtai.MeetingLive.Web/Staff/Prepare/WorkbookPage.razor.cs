using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Workbooks;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>工作簿: a meeting prepared in a spreadsheet is looked at, every mistake named, and taken whole or not at all.</summary>
public sealed partial class WorkbookPage
{
    /// <summary>How many rows are shown around a mistake.</summary>
    private const int Around = 9;

    private sealed record SheetLine(string Name, int Rows, bool Read, int Mistakes);

    private UploadedWorkbook? upload;
    private WorkbookWindow? window;
    private string shown = "";
    private int selected = -1;
    private long? received;
    private string? refused;
    private string? said;
    private string readAt = "";
    private bool bad;

    [Inject]
    private WorkbookUploads Uploads { get; set; } = null!;

    [Inject]
    private DemandImports Imports { get; set; } = null!;

    private WorkbookResult.Faulty? Faulty => upload?.Result as WorkbookResult.Faulty;

    private WorkbookContent? Read => (upload?.Result as WorkbookResult.Sound)?.Content;

    private WorkbookMistake? Selected => Faulty is { } faulty && selected >= 0 ? faulty.Mistakes[selected] : null;

    private IEnumerable<WorkbookMistake> Here => Faulty?.Mistakes.Where(mistake => mistake.Sheet == shown) ?? [];

    private ImmutableArray<WorkbookChange> Changes { get; set; } = [];

    private bool Same => Changes.Length > 0 && !Changes.Any(change => change.Any) && Read!.Demands.IsEmpty;

    private bool CanImport => Read is not null && !Same && said is null && Now.MayChange && received is null;

    /// <summary>What has to be known of what was handed in, in one line, and what follows from it.</summary>
    private (string Headline, string Detail)? Verdict =>
        received is { } bytes ? (B["reading", bytes / 1024], "")
        : said is not null ? (said, "")
        : refused is not null ? (B["refused"], refused)
        : Faulty is { } faulty ? (B["verdict.bad", faulty.Total], B["verdict.bad-why"])
        : Same ? (B["verdict.same"], "")
        : Read is not null ? (B["verdict.good"], B["verdict.good-why"])
        : null;

    private string Facts =>
        upload!.Result is WorkbookResult.Refused
            ? Size(upload.Length)
            : B["file.facts", Sheets.Count(), Sheets.Sum(sheet => sheet.Rows), Size(upload.Length), readAt];

    private IEnumerable<SheetLine> Sheets
    {
        get
        {
            var (found, mistakes) = upload?.Result switch
            {
                WorkbookResult.Sound sound => (sound.Sheets, ImmutableArray<WorkbookMistake>.Empty),
                WorkbookResult.Faulty faulty => (faulty.Sheets, faulty.Mistakes),
                _ => ([], []),
            };
            var by = mistakes
                .CountBy(mistake => mistake.Sheet, StringComparer.Ordinal)
                .ToDictionary(StringComparer.Ordinal);
            // What is missing is listed too: it has mistakes and no rows.
            var missing = by.Keys.Except(found.Select(sheet => sheet.Name), StringComparer.Ordinal);
            return found
                .Where(sheet => sheet.Name is not (WorkbookLayout.Explained or MarkedWorkbook.ListName))
                .Select(sheet => new SheetLine(sheet.Name, sheet.Rows, sheet.Read, by.GetValueOrDefault(sheet.Name)))
                .Concat(missing.Select(name => new SheetLine(name, 0, true, by[name])));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && upload is not null)
            Uploads.Drop(upload);
        base.Dispose(disposing);
    }

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        Forget();
        received = 0;
        try
        {
            if (chosen.File.Size > UploadedWorkbook.BytesMost)
                throw new FileRefusedException(FileCode.TooLarge, $"{UploadedWorkbook.BytesMost / 1024 / 1024}");
            await using var stream = chosen.File.OpenReadStream(UploadedWorkbook.BytesMost, Left);
            var basis = new WorkbookBasis(StreetId, Now.Plan.Code, WorkbookBasis.PicturesOf(Now.Plan.Deck));
            upload = await UploadedWorkbook.TakeAsync(stream, chosen.File.Name, basis, StreetId, ShowAsync, Left);
            Uploads.Add(upload);
            readAt = Beijing.Clock(Time.GetUtcNow());
        }
        catch (FileRefusedException e)
        {
            refused = F.Refusal(e.Refusal);
        }
        catch (Exception e) when (e is IOException or TimeoutException or Microsoft.JSInterop.JSException)
        {
            // The browser went away with the rest of the file.
            refused = B["lost"];
        }

        received = null;
        await LookAsync();
    }

    private async Task ShowAsync(long bytes)
    {
        // A line every quarter of a megabyte is enough for an eye.
        if (bytes / 262_144 == received / 262_144)
            return;
        received = bytes;
        StateHasChanged();
        await Task.Yield();
    }

    private async Task LookAsync()
    {
        switch (upload?.Result)
        {
            case WorkbookResult.Refused(var why):
                refused = F.Refusal(why);
                break;
            case WorkbookResult.Faulty:
                await SelectAsync(0);
                break;
            case WorkbookResult.Sound(var content, _):
                Changes = WorkbookChanges.Of(Now.Content, WorkbookChanges.Onto(Now.Content, content));
                break;
        }

        bad = refused is not null || Faulty is not null;
    }

    private async Task SelectAsync(int index)
    {
        if (index == selected)
            return;
        selected = index;
        var mistake = Faulty!.Mistakes[index];
        await ShowAsync(mistake.Sheet, Math.Max(mistake.Row - Around / 2, 1));
    }

    private async Task ShowAsync(string sheet, int from)
    {
        shown = sheet;
        window = await upload!.WindowAsync(sheet, Math.Max(from, 1), Around, Left);
    }

    private async Task ImportAsync()
    {
        if (Read is not { } content || !await SaveAsync(WorkbookChanges.Onto(Now.Content, content)))
            return;
        said = content.Demands.IsEmpty ? B["imported"] : await HandOnAsync(content);
        Changes = [];
    }

    private async Task<string> HandOnAsync(WorkbookContent content)
    {
        try
        {
            await WorkbookDemands.BeginAsync(Imports, StreetId, upload!.Name, content, Who!.Id.Value, Left);
            return B["imported.demands", content.Demands.Length];
        }
        catch (ImportRefusedException e)
        {
            return B["demands.not", e.Code == "import.busy" ? B["demands.busy", e.Argument] : B["demands.failed"]];
        }
    }

    private void Forget()
    {
        if (upload is not null)
            Uploads.Drop(upload);
        (upload, window, selected, refused, said, shown, bad, Wrong) = (null, null, -1, null, null, "", false, null);
        Changes = [];
    }

    private IEnumerable<(string Part, string Said)> Summary(WorkbookContent content)
    {
        var plan = content.Plan;
        var minutes = plan.Agenda.Sum(item => item.Minutes);
        yield return ("agenda", B["read.agenda", plan.Agenda.Length, minutes / 60, minutes % 60]);
        yield return ("slides", B["read.slides", plan.Deck.Slides.Length]);
        yield return ("demands", B["read.demands", content.Demands.Length]);
        yield return (
            "plans",
            B[
                "read.plans",
                content.ResponsePlans.Length,
                content.ResponsePlans.Select(p => p.Topic).Distinct(StringComparer.Ordinal).Count()
            ]
        );
        yield return ("units", B["read.units", plan.Units.Length]);
    }

    private static string Some(int count) => count == 0 ? "" : count.ToString(CultureInfo.CurrentCulture);

    private static string Size(long bytes) =>
        bytes < 1024 * 1024
            ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(bytes / 1024, 1)} KB")
            : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0 / 1024.0:0.0} MB");
}
