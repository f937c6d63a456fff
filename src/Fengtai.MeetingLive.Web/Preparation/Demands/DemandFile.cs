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

    private static readonly XlsxLimits Xlsx = new()
    {
        BytesMost = Csv.Bytes,
        RowsMost = Csv.Rows,
        StringsMost = 1_500_000,
    };

    private readonly FileStream stream;

    /// <summary>Null for a workbook.</summary>
    private readonly CsvShape? shape;
    private int reading;

    private DemandFile(FileStream stream, string name)
    {
        this.stream = stream;
        Name = name;
        if (IsZip(stream) || name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || IsOldXls(stream))
        {
            using var workbook = XlsxFile.Open(stream, Xlsx);
            Sheets = [.. workbook.Sheets().Where(sheet => !sheet.Hidden).Select(sheet => sheet.Name)];
        }
        else
        {
            shape = CsvShape.Of(stream, Csv);
            Sheets = [""];
        }
    }

    /// <summary>As the person's computer called it; without its folder.</summary>
    public string Name { get; }

    public long Length => stream.Length;

    /// <summary>A CSV file has one, without a name.</summary>
    public ImmutableArray<string> Sheets { get; }

    /// <summary>XLSX, or CSV with its encoding.</summary>
    public string Kind =>
        shape is null ? "XLSX"
        : shape.IsGb18030 ? "CSV GB18030"
        : "CSV UTF-8";

    /// <summary>How many rows at most; for showing how far it is. 0: not known before it was read.</summary>
    public int Rows => shape?.Rows ?? 0;

    /// <summary>A row of a CSV file has as many cells as it has separators; a spreadsheet leaves out empty ones.</summary>
    public bool IsCsv => shape is not null;

    public static long BytesMost => Csv.Bytes;

    /// <exception cref="FileRefusedException">It is no table, or one that must not be read.</exception>
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
                    throw new FileRefusedException(FileCode.TooLarge, $"{BytesMost / 1024 / 1024}");
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

    /// <exception cref="FileRefusedException">On the way.</exception>
    public IEnumerable<ImportRow> Read(string sheet)
    {
        // One reader at a time: both would move the same position.
        if (Interlocked.Exchange(ref reading, 1) != 0)
            throw new InvalidOperationException("The file is being read.");
        try
        {
            if (shape is null)
            {
                // Opened anew each time: a workbook that is open counts what it unpacks, as a bomb would.
                using var workbook = XlsxFile.Open(stream, Xlsx);
                foreach (var row in workbook.Rows(sheet))
                    yield return Of(row);
            }
            else
            {
                foreach (var row in CsvRows.Read(stream, shape, Csv))
                    yield return new ImportRow(row.Number, [.. row.Cells.Select(cell => new ImportCell(cell))]);
            }
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    public void Dispose() => stream.Dispose();

    private static ImportRow Of(XlsxRow row)
    {
        var cells = new ImportCell[row.Cells.Count == 0 ? 0 : row.Cells[^1].Column];
        Array.Fill(cells, new ImportCell(""));
        foreach (var cell in row.Cells)
            cells[cell.Column - 1] = new ImportCell(
                cell.Shown,
                cell is { Kind: XlsxKind.Date, IsTimeOfDay: false } ? cell.Moment : null,
                // A formula of which the file holds no result is as little a text as #N/A.
                cell.Kind == XlsxKind.Error
                    || cell is { IsFormula: true, Kind: XlsxKind.Empty }
            );
        return new ImportRow(row.Number, cells);
    }

    private static bool IsZip(FileStream stream) => Begins(stream, "PK"u8);

    /// <summary>The compound file of before 2007, which the reader of workbooks names.</summary>
    private static bool IsOldXls(FileStream stream) => Begins(stream, [0xD0, 0xCF, 0x11, 0xE0]);

    private static bool Begins(FileStream stream, ReadOnlySpan<byte> with)
    {
        Span<byte> head = stackalloc byte[4];
        stream.Position = 0;
        var read = stream.ReadAtLeast(head, with.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return head[..read].StartsWith(with);
    }
}
