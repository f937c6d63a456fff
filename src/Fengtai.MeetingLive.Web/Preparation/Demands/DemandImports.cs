using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>
/// Brings files into a street's list. An import belongs to the process, not to a page; one goes on in a street at a time;
/// all of a file is taken or nothing.
/// </summary>
public sealed class DemandImports(
    MeetingStore store,
    PersonalData personal,
    DemandTopics topics,
    DemandSweeping sweeping,
    TimeProvider clock,
    ILogger<DemandImports> log
) : IAsyncDisposable
{
    private const int DraftsMost = 20;
    private const int SampleRows = 8;
    private const int ProgressEvery = 250;
    private static readonly TimeSpan DraftKept = TimeSpan.FromHours(2);
    private readonly ConcurrentDictionary<string, (DemandDraft Draft, DateTimeOffset At)> drafts = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, DemandImportJob> jobs = new(StringComparer.Ordinal);

    /// <summary>The import that goes on in this street, or the last that ended here.</summary>
    public DemandImportJob? Of(string street) => jobs.GetValueOrDefault(street);

    public DemandDraft? Draft(string street, string id) =>
        drafts.TryGetValue(id, out var kept) && kept.Draft.StreetId == street ? kept.Draft : null;

    /// <summary>Takes a file in and finds its heading and columns; nothing is on the list yet.</summary>
    /// <exception cref="FileRefusedException">It is no table.</exception>
    /// <exception cref="ImportRefusedException">No sheet has a heading that we know.</exception>
    public async Task<DemandDraft> TakeAsync(string street, string fileName, Stream upload, CancellationToken cancel)
    {
        var file = await DemandFile.TakeAsync(upload, fileName, cancel);
        try
        {
            var heading =
                file.Sheets.Select(sheet => DemandHeading.Find(file, sheet)).FirstOrDefault(found => found is not null)
                ?? throw new ImportRefusedException("import.no-heading");
            var key = DemandMapping.KeyOf(heading.Headers);
            await using var context = store.Create();
            var kept = await context
                .DemandMappings.AsNoTracking()
                .SingleOrDefaultAsync(m => m.StreetId == street && m.Headers == key, cancel);
            var mapping = kept is null ? DemandMapping.Guess(heading.Headers) : DemandMapping.FromJson(kept.Mapping);
            var draft = new DemandDraft(
                Guid.NewGuid().ToString("N"),
                street,
                file,
                heading,
                mapping,
                kept is not null,
                [.. file.Read(heading.Sheet).Where(row => row.Number > heading.Row && !row.IsEmpty).Take(SampleRows)]
            );
            Forget();
            drafts[draft.Id] = (draft, clock.GetUtcNow());
            return draft;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The person gave up before it began.</summary>
    public void Drop(string street, string id)
    {
        if (Draft(street, id) is not null && drafts.TryRemove(id, out var kept))
            kept.Draft.File.Dispose();
    }

    /// <summary>
    /// Begins, and returns at once. The columns are remembered for files with the same headers.
    /// </summary>
    /// <param name="source">来源 of rows that say none.</param>
    /// <exception cref="ImportRefusedException">Another import goes on in this street; or the file is no longer here.</exception>
    public async Task<DemandImportJob> BeginAsync(
        string street,
        string draftId,
        DemandMapping mapping,
        string source,
        string by,
        CancellationToken cancel
    )
    {
        var draft = Draft(street, draftId) ?? throw new ImportRefusedException("import.gone");
        var job = new DemandImportJob(street, draft.File.Name, by);
        var running = jobs.AddOrUpdate(street, job, (_, before) => before.Progress.Ended ? job : before);
        if (!ReferenceEquals(running, job))
        {
            job.Dispose();
            throw new ImportRefusedException("import.busy", running.By);
        }

        try
        {
            await RememberAsync(street, draft, mapping, cancel);
        }
        catch
        {
            jobs.TryRemove(new KeyValuePair<string, DemandImportJob>(street, job));
            throw;
        }

        // On purpose without the page's token: a page that is closed does not end it.
        _ = Task.Run(() => RunAsync(job, draft, mapping, source), CancellationToken.None);
        return job;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var job in jobs.Values)
        {
            if (!job.Progress.Ended)
            {
                job.Cancel();
                await job.Ended;
            }

            job.Dispose();
        }

        foreach (var (draft, _) in drafts.Values)
            draft.File.Dispose();
    }

    private async Task RememberAsync(string street, DemandDraft draft, DemandMapping mapping, CancellationToken cancel)
    {
        var key = DemandMapping.KeyOf(draft.Heading.Headers);
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var json = mapping.ToJson();
        var kept = await context.DemandMappings.SingleOrDefaultAsync(
            m => m.StreetId == street && m.Headers == key,
            cancel
        );
        if (kept is null)
            context.DemandMappings.Add(
                new DemandMappingRow
                {
                    StreetId = street,
                    Headers = key,
                    Mapping = json,
                }
            );
        else
            kept.Mapping = json;
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Ends in exactly one of the steps that end; never throws.</summary>
    private async Task RunAsync(DemandImportJob job, DemandDraft draft, DemandMapping mapping, string source)
    {
        var progress = ImportProgress.Begun with { Rows = draft.File.Rows };
        job.Show(progress);
        try
        {
            var today = Beijing.Day(clock.GetUtcNow());
            progress = Check(job, draft, mapping, source, today, progress);
            if (progress.Step == ImportStep.Checking)
                progress = await StageAsync(job, draft, mapping, source, today, progress);
        }
        catch (OperationCanceledException)
        {
            progress = job.Progress with { Step = ImportStep.Cancelled };
        }
        catch (FileRefusedException e)
        {
            job.Refusal = e.Refusal;
            progress = job.Progress with { Step = ImportStep.Mistaken, MistakeCount = 1 };
        }
        catch (PrivacyException e)
        {
            log.LogError(e, "Personal data cannot be sealed");
            (job.Failure, job.FailureArgument) = (e.Code, e.File);
            progress = job.Progress with { Step = ImportStep.Failed };
        }
        catch (ImportRefusedException e)
        {
            (job.Failure, job.FailureArgument) = (e.Code, e.Argument);
            progress = job.Progress with { Step = ImportStep.Failed };
        }
        catch (Exception e) when (e is DbException or DbUpdateException or IOException or InvalidOperationException)
        {
            // The type only: a database's message may repeat what was to be written.
            log.LogError("An import ended with {Error}", e.GetType().Name);
            job.Failure = "import.failed";
            progress = job.Progress with { Step = ImportStep.Failed };
        }
        finally
        {
            if (!progress.Ended)
                progress = progress with { Step = ImportStep.Failed };
            // With mistakes the file is corrected outside and comes again; only a refusal to begin keeps it.
            if (job.Failure != "import.busy")
                Drop(draft.StreetId, draft.Id);
            job.Show(progress);
        }
    }

    private static ImportProgress Check(
        DemandImportJob job,
        DemandDraft draft,
        DemandMapping mapping,
        string source,
        DateOnly today,
        ImportProgress progress
    )
    {
        var columns = DemandRowReader.Check(draft.Heading, mapping);
        if (columns.Length > 0)
        {
            job.Mistakes = columns;
            return progress with { Step = ImportStep.Mistaken, MistakeCount = columns.Length };
        }

        var reader = new DemandRowReader(draft.File, draft.Heading, mapping, source, today);
        var numbers = new Dictionary<string, (int Row, int Hash)>(StringComparer.Ordinal);
        var rows = 0;
        foreach (var read in reader.Read())
        {
            job.Cancelled.ThrowIfCancellationRequested();
            if (read.Number is { } number)
            {
                var hash = (read with { Row = 0 }).GetHashCode();
                if (!numbers.TryAdd(number, (read.Row, hash)) && numbers[number].Hash != hash)
                    reader.Add(
                        new DemandMistake(
                            draft.Heading.Sheet,
                            read.Row,
                            draft.Heading.Headers.IndexOf(mapping.Headers[DemandField.Number]) + 1,
                            mapping.Headers[DemandField.Number],
                            "mistake.number-twice",
                            DemandMistake.Shorten(number),
                            $"{numbers[number].Row}"
                        )
                    );
            }

            if (++rows % ProgressEvery == 0)
                job.Show(progress = progress with { Checked = rows, MistakeCount = reader.MistakeCount });
        }

        progress = progress with
        {
            Rows = rows,
            Checked = rows,
            Passed = reader.Passed,
            MistakeCount = reader.MistakeCount,
        };
        if (rows == 0 && reader.MistakeCount == 0)
            reader.Add(new DemandMistake(draft.Heading.Sheet, draft.Heading.Row, null, null, "mistake.no-rows"));
        if (reader.MistakeCount == 0)
            return progress;
        job.Mistakes = [.. reader.Mistakes];
        return progress with { Step = ImportStep.Mistaken, MistakeCount = reader.MistakeCount };
    }

    private async Task<ImportProgress> StageAsync(
        DemandImportJob job,
        DemandDraft draft,
        DemandMapping mapping,
        string source,
        DateOnly today,
        ImportProgress progress
    )
    {
        var street = draft.StreetId;
        var cancel = job.Cancelled;
        var key = await personal.KeyAsync(cancel);
        var making = new DemandMaking(
            street,
            key,
            new TopicSuggestion(await topics.OfAsync(street, cancel)),
            today.AddDays(personal.RetentionDays)
        );
        var number = await sweeping.ClaimAsync(street, draft.File.Name, job.By, cancel);
        try
        {
            var known = await KnownAsync(street, cancel);
            await using var staging = new DemandStaging(store, street, number);
            progress = progress with { Step = ImportStep.Staging };
            job.Show(progress);
            var reader = new DemandRowReader(draft.File, draft.Heading, mapping, source, today);
            foreach (var read in reader.Read())
            {
                cancel.ThrowIfCancellationRequested();
                var content = making.ContentOf(read);
                var identity = DemandMaking.IdentityOf(read, content);
                var before = known.GetValueOrDefault(identity);
                if (before?.Content == content)
                {
                    progress = progress with { Unchanged = progress.Unchanged + 1 };
                }
                else
                {
                    var row = making.Make(read, content, number, before);
                    await staging.AddAsync(row, before?.RowId, cancel);
                    known[identity] = new KnownDemand(row.RowId, row.Id, content, row.List, false, row.MergedInto);
                    progress = before is null
                        ? progress with
                        {
                            Added = progress.Added + 1,
                        }
                        : progress with
                        {
                            Updated = progress.Updated + 1,
                        };
                }

                if ((progress.Added + progress.Updated + progress.Unchanged) % ProgressEvery == 0)
                    job.Show(progress = progress with { Staged = staging.Written + progress.Unchanged });
            }

            await staging.FlushAsync(cancel);
            progress = progress with { Staged = progress.Rows, Step = ImportStep.Done };
            // From here on it is not cancelled any more: what is committed is said to be done.
            await staging.ShowAsync(progress, CancellationToken.None);
            job.LongestTurn = staging.LongestTurn;
            return progress;
        }
        catch
        {
            job.LongestTurn = sweeping.LongestTurn;
            await sweeping.GiveUpAsync(street, number, CancellationToken.None);
            throw;
        }
    }

    /// <summary>What is on the list, by what it is known again by. Hand-moved demands keep their list.</summary>
    private async Task<Dictionary<string, KnownDemand>> KnownAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var moved = await context
            .DemandMoves.AsNoTracking()
            .Where(m => m.StreetId == street && !m.Undone)
            .Select(m => m.DemandId)
            .ToHashSetAsync(cancel);
        var known = new Dictionary<string, KnownDemand>(StringComparer.Ordinal);
        await foreach (
            var d in context
                .Demands.AsNoTracking()
                .Where(d => d.StreetId == street && d.Until == int.MaxValue)
                .Select(d => new
                {
                    d.RowId,
                    d.Id,
                    d.OuterNumber,
                    d.Content,
                    d.List,
                    d.MergedInto,
                })
                .AsAsyncEnumerable()
                .WithCancellation(cancel)
        )
        {
            var identity = d.OuterNumber is { } number ? "n:" + number : "c:" + d.Content;
            known[identity] = new KnownDemand(d.RowId, d.Id, d.Content, d.List, moved.Contains(d.Id), d.MergedInto);
        }

        return known;
    }

    /// <summary>Files that nobody came back to.</summary>
    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (id, kept) in drafts.OrderByDescending(d => d.Value.At).Select((d, i) => (d.Key, (d.Value, i))))
        {
            var (old, place) = kept;
            var busy = jobs.TryGetValue(old.Draft.StreetId, out var job) && !job.Progress.Ended;
            if (!busy && (place >= DraftsMost || now - old.At > DraftKept))
                Drop(old.Draft.StreetId, id);
        }
    }
}
