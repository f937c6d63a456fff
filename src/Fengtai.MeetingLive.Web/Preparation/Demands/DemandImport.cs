using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

public enum ImportStep
{
    /// <summary>Every row is looked at; nothing is written.</summary>
    Checking,

    /// <summary>Rows are written where nobody sees them.</summary>
    Staging,
    Done,

    /// <summary>Mistakes were found; nothing was taken.</summary>
    Mistaken,
    Cancelled,

    /// <summary>It could not go on; <see cref="DemandImportJob.Failure"/> says why.</summary>
    Failed,
}

/// <summary>How far an import is; a picture of one moment.</summary>
/// <param name="Rows">How many rows there are, as far as is known.</param>
public sealed record ImportProgress(
    ImportStep Step,
    int Rows,
    int Checked,
    int Staged,
    int Added,
    int Updated,
    int Unchanged,
    int Passed,
    int MistakeCount
)
{
    public static readonly ImportProgress Begun = new(ImportStep.Checking, 0, 0, 0, 0, 0, 0, 0, 0);

    public bool Ended => Step > ImportStep.Staging;
}

/// <summary>An uploaded file that waits for its columns to be confirmed.</summary>
/// <param name="Remembered">The columns were confirmed for such a file before.</param>
/// <param name="Sample">The first rows below the heading; phones, names and addresses masked.</param>
public sealed record DemandDraft(
    string Id,
    string StreetId,
    DemandFile File,
    DemandHeading Heading,
    DemandMapping Mapping,
    bool Remembered,
    ImmutableArray<ImportRow> Sample
);

/// <summary>One import under way. It belongs to no page: whoever comes later sees how far it is.</summary>
public sealed class DemandImportJob(string streetId, string fileName, string by) : IDisposable
{
    private readonly CancellationTokenSource cancelling = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string StreetId { get; } = streetId;

    public string FileName { get; } = fileName;

    public string By { get; } = by;

    public ImportProgress Progress { get; private set; } = ImportProgress.Begun;

    /// <summary>The first of them; all are counted in <see cref="Progress"/>.</summary>
    public ImmutableArray<DemandMistake> Mistakes { get; internal set; } = [];

    /// <summary>The file turned out not to be readable to its end.</summary>
    public FileRefusal? Refusal { get; internal set; }

    /// <summary>A code with words at the edge; null when it did not fail.</summary>
    public string? Failure { get; internal set; }

    /// <summary>What the failure names, such as where the key is looked for.</summary>
    public string? FailureArgument { get; internal set; }

    /// <summary>Longest time for which one write kept others waiting.</summary>
    public TimeSpan LongestTurn { get; internal set; }

    public Task Ended => ended.Task;

    internal CancellationToken Cancelled => cancelling.Token;

    /// <summary>Raised on whatever thread; a page goes over to its own.</summary>
    public event EventHandler? Changed;

    /// <summary>Nothing of the file will be seen. Too late once it is done.</summary>
    public void Cancel() => cancelling.Cancel();

    public void Dispose() => cancelling.Dispose();

    internal void Show(ImportProgress progress)
    {
        Progress = progress;
        if (progress.Ended)
            ended.TrySetResult();
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>Why an import does not begin; the words are found at the edge by the code.</summary>
public sealed class ImportRefusedException(string code, string argument = "") : Exception(code)
{
    /// <summary>import.busy, import.no-heading, import.gone.</summary>
    public string Code { get; } = code;

    public string Argument { get; } = argument;
}
