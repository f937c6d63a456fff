using System.Collections.Concurrent;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Words;

namespace Fengtai.MeetingLive.Web.Preparation.Workbooks;

/// <summary>
/// A workbook that was handed in and is looked at. It lies in a file without a name, so that nothing of it is left behind
/// whatever happens to the process, and is read forward as often as needed.
/// </summary>
public sealed class UploadedWorkbook : IDisposable
{
    private readonly FileStream stream;
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile bool gone;

    private UploadedWorkbook(FileStream stream, StreetId street, string name, WorkbookResult result)
    {
        (this.stream, Street, Name, Result) = (stream, street, name, result);
        Length = stream.Length;
    }

    public static long BytesMost => WorkbookReader.Limits.BytesMost;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public StreetId Street { get; }

    /// <summary>As the person's computer called it.</summary>
    public string Name { get; }

    public long Length { get; }

    public WorkbookResult Result { get; }

    /// <summary>Takes a workbook in and reads it; it is bounded, whatever the sender says of its length.</summary>
    /// <param name="taken">How many bytes have come.</param>
    /// <exception cref="FileRefusedException">It is longer than <see cref="BytesMost"/>.</exception>
    public static async Task<UploadedWorkbook> TakeAsync(
        Stream upload,
        string name,
        WorkbookBasis basis,
        StreetId street,
        Func<long, Task> taken,
        CancellationToken cancel
    )
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        try
        {
            // The name is gone at once where the system allows it; the file goes with the process.
            if (!OperatingSystem.IsWindows())
                File.Delete(file.Name);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await upload.ReadAsync(buffer, cancel)) > 0)
            {
                if (file.Length + read > BytesMost)
                    throw new FileRefusedException(FileCode.TooLarge, $"{BytesMost / 1024 / 1024}");
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                await taken(file.Length);
            }

            var result = await Task.Run(() => WorkbookReader.Read(file, basis), cancel);
            return new UploadedWorkbook(file, street, name, result);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Some rows of a sheet, as they stand there.</summary>
    public Task<WorkbookWindow> WindowAsync(string sheet, int from, int count, CancellationToken cancel) =>
        TurnAsync(() => WorkbookWindow.Read(stream, sheet, from, count), cancel);

    /// <summary>The same workbook with its wrong cells marked; null when nothing is wrong, or its page was left.</summary>
    public async Task<byte[]?> MarkedAsync(CultureInfo culture, CancellationToken cancel) =>
        Result is WorkbookResult.Faulty faulty && !gone
            ? await TurnAsync(
                () =>
                {
                    var marked = new MemoryStream();
                    MarkedWorkbook.Write(
                        marked,
                        stream,
                        faulty.Mistakes,
                        mistake => WorkbookWords.Of(mistake, culture)
                    );
                    return marked.ToArray();
                },
                cancel
            )
            : null;

    /// <summary>Whoever reads at this moment reads on; then the file is gone.</summary>
    public void Dispose()
    {
        if (gone)
            return;
        gone = true;
        _ = CloseAsync();
    }

    private async Task CloseAsync()
    {
        await turn.WaitAsync();
        await stream.DisposeAsync();
        turn.Release();
    }

    /// <summary>One reads at a time: there is one place in the file.</summary>
    private async Task<T> TurnAsync<T>(Func<T> read, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (gone)
                throw new OperationCanceledException("The page was left.");
            return await Task.Run(read, cancel);
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>Workbooks that pages are looking at, so that their marked copies can be fetched.</summary>
public sealed class WorkbookUploads
{
    private readonly ConcurrentDictionary<string, UploadedWorkbook> open = new(StringComparer.Ordinal);

    public UploadedWorkbook? Find(StreetId street, string id) =>
        open.TryGetValue(id, out var found) && found.Street == street ? found : null;

    internal void Add(UploadedWorkbook workbook) => open[workbook.Id] = workbook;

    /// <summary>The page was left, or took another.</summary>
    internal void Drop(UploadedWorkbook workbook)
    {
        open.TryRemove(workbook.Id, out _);
        workbook.Dispose();
    }
}
