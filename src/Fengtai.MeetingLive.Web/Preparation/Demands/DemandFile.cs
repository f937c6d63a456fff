using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>A row of a table, CSV or XLSX.</summary>
/// <param name="Number">As the spreadsheet counts.</param>
public sealed record ImportRow(int Number, IReadOnlyList<ImportCell> Cells)
{
    public ImportCell this[int column] => column < Cells.Count ? Cells[column] : default;

    public bool IsEmpty => Cells.All(cell => string.IsNullOrWhiteSpace(cell.Text));
}

/// <summary>
/// An uploaded table. It lies in a file without a name, so that nothing of it is left behind whatever happens to the
/// process, and is read forward as often as needed.
/// </summary>
public sealed class DemandFile : IDisposable
{
    private static readonly CsvLimits Csv = new();
    private readonly FileStream stream;
    private readonly CsvShape shape;
    private int reading;

    private DemandFile(FileStream stream, string name)
    {
        this.stream = stream;
        Name = name;
        shape = CsvShape.Of(stream, Csv);
        Sheets = [""];
    }

    /// <summary>As the person's computer called it; without its folder.</summary>
    public string Name { get; }

    public long Length => stream.Length;

    /// <summary>A CSV file has one, without a name.</summary>
    public ImmutableArray<string> Sheets { get; }

    /// <summary>CSV, with its encoding.</summary>
    public string Kind => shape.IsGb18030 ? "CSV GB18030" : "CSV UTF-8";

    /// <summary>How many rows at most; for showing how far it is.</summary>
    public int Rows => shape.Rows;

    /// <summary>A row of a CSV file has as many cells as it has separators; a spreadsheet leaves out empty ones.</summary>
    public bool IsCsv => true;

    public static long BytesMost => Csv.Bytes;

    /// <exception cref="UnreadableFileException">It is no table, or one that must not be read.</exception>
    public static async Task<DemandFile> TakeAsync(Stream upload, string name, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var kept = new FileStream(path, options);
        try
        {
            // Where the system allows it, the name goes at once: a killed process leaves no demands in the temporary folder.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await upload.ReadAsync(buffer, cancel)) > 0)
            {
                if (kept.Length + read > BytesMost)
                    throw new UnreadableFileException(UnreadableFileException.TooLarge, limit: BytesMost);
                await kept.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            await kept.FlushAsync(cancel);
            return new DemandFile(kept, Path.GetFileName(name));
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="UnreadableFileException">On the way.</exception>
    public IEnumerable<ImportRow> Read(string sheet)
    {
        // One reader at a time: both would move the same position.
        if (Interlocked.Exchange(ref reading, 1) != 0)
            throw new InvalidOperationException("The file is being read.");
        try
        {
            foreach (var row in CsvRows.Read(stream, shape, Csv))
                yield return new ImportRow(row.Number, [.. row.Cells.Select(cell => new ImportCell(cell))]);
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    public void Dispose() => stream.Dispose();
}
