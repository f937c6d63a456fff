using System.Buffers;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>One row as it stands in the file.</summary>
/// <param name="Number">As a spreadsheet counts: from 1, a field with line breaks is one row, empty rows count.</param>
public readonly record struct CsvRow(int Number, IReadOnlyList<string> Cells)
{
    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>Rows of a CSV file (RFC 4180), one at a time: quoted fields may hold separators, quotes and line breaks.</summary>
public static class CsvRows
{
    private const int Chunk = 32 * 1024;

    /// <exception cref="FileRefusedException">On the way, with the row where it went wrong.</exception>
    public static IEnumerable<CsvRow> Read(Stream file, CsvShape shape, CsvLimits limits)
    {
        file.Position = 0;
        var buffer = ArrayPool<char>.Shared.Rent(Chunk);
        try
        {
            using var reader = new StreamReader(
                file,
                shape.Encoding,
                detectEncodingFromByteOrderMarks: false,
                Chunk,
                leaveOpen: true
            );
            var parser = new Parser(shape.Separator, limits);
            var first = true;
            int read;
            while ((read = reader.Read(buffer, 0, Chunk)) > 0)
            {
                // The byte order mark is no part of the first column's name.
                for (var i = first && buffer[0] == '\uFEFF' ? 1 : 0; i < read; i++)
                {
                    if (parser.Take(buffer[i]) is { } row)
                        yield return row;
                }

                first = false;
            }

            if (parser.End() is { } last)
                yield return last;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private sealed class Parser(char separator, CsvLimits limits)
    {
        private readonly StringBuilder cell = new();
        private List<string> cells = [];
        private State state = State.Begin;
        private bool afterReturn;

        public int Row { get; private set; } = 1;

        private string Letter => CellAddress.Letters(cells.Count + 1);

        public CsvRow? Take(char c)
        {
            if (c == '\n' && afterReturn && state != State.Quoted)
            {
                afterReturn = false;
                return null;
            }

            // What could not be decoded was replaced by this one.
            if (c == '\uFFFD')
                throw new FileRefusedException(FileCode.CsvEncoding, $"{Row}", Letter);
            afterReturn = c == '\r' && state != State.Quoted;
            switch (state)
            {
                case State.Quoted when c == '"':
                    state = State.Quote;
                    return null;
                case State.Quoted:
                    Add(c);
                    return null;
                case State.Quote when c == '"':
                    Add('"');
                    state = State.Quoted;
                    return null;
                case State.Begin when c == '"':
                    state = State.Quoted;
                    return null;
            }

            if (c == separator)
            {
                EndCell();
                return null;
            }

            if (c is '\n' or '\r')
                return EndRow();
            if (state == State.Quote && c is not ' ')
                throw new FileRefusedException(FileCode.CsvQuoteStray, $"{Row}", Letter);
            if (state != State.Quote)
            {
                Add(c);
                state = State.Plain;
            }

            return null;
        }

        public CsvRow? End() =>
            state == State.Quoted ? throw new FileRefusedException(FileCode.CsvQuoteOpen, $"{Row}")
            : state == State.Begin && cells.Count == 0 ? null
            : EndRow();

        private void Add(char c)
        {
            if (cell.Length == limits.Cell)
                throw new FileRefusedException(FileCode.CsvCell, $"{Row}", Letter, $"{limits.Cell}");
            cell.Append(c);
        }

        private void EndCell()
        {
            if (cells.Count == limits.Columns)
                throw new FileRefusedException(FileCode.CsvColumns, $"{Row}", $"{limits.Columns}");
            cells.Add(cell.ToString());
            cell.Clear();
            state = State.Begin;
        }

        private CsvRow EndRow()
        {
            EndCell();
            var row = new CsvRow(Row++, cells);
            if (Row > limits.Rows + 1)
                throw new FileRefusedException(FileCode.CsvRows, $"{limits.Rows}");
            cells = new List<string>(row.Cells.Count);
            return row;
        }

        private enum State
        {
            /// <summary>Nothing of the cell has been read.</summary>
            Begin,
            Plain,
            Quoted,

            /// <summary>A quote inside a quoted cell: its end, or the first of two.</summary>
            Quote,
        }
    }
}
