using System.Collections.Immutable;
using CsvHelper;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>A column: its name in English, and in Chinese for who fills the table in.</summary>
internal readonly record struct PackColumn(string Name, string Chinese);

/// <summary>A row of a table, by column name.</summary>
internal sealed class PackRow(string file, int number, IReadOnlyDictionary<string, string> fields, PackFaults faults)
{
    public string this[string column] => fields[column];

    public Spot At(string column) => faults.At(file, $"{number}:{column}");

    /// <summary>The row as what its meaning is read from.</summary>
    public Field Fields =>
        new RecordField(
            fields.ToDictionary(
                one => one.Key,
                Field (one) => new WrittenField(one.Value, At(one.Key)),
                StringComparer.Ordinal
            ),
            faults.At(file, $"{number}")
        );

    public string Text(string column, int most = 60, bool required = true) =>
        At(column).Text(this[column], most, required);

    public T Choice<T>(string column, IReadOnlyDictionary<string, T> choices) =>
        At(column).Choice(this[column], choices);

    /// <summary>A whole number; nothing is zero.</summary>
    public int Whole(string column, int most) => At(column).Whole(this[column], 0, most);
}

/// <summary>A CSV file (RFC 4180: quoted fields may hold commas, quotes and line breaks) with a heading.</summary>
internal static class PackTable
{
    public static ImmutableArray<PackRow> Read(
        string folder,
        string file,
        ImmutableArray<PackColumn> columns,
        PackFaults faults
    )
    {
        if (PackText.Read(folder, file, faults) is not { } text)
            return [];
        var malformed = false;
        using var reader = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                // Rows are counted as a spreadsheet counts them: an empty one counts, a field with line breaks is one row.
                SkipEmptyLines = false,
                TrimWhitespace = true,
                OnMalformedRecord = _ => malformed = true,
            }
        );
        if (!reader.Read())
        {
            faults.Add(file, "1", PackCode.Required);
            return [];
        }

        var heading = Heading(reader.Current.ToArray(), file, columns, faults);
        if (heading.IsEmpty)
            return [];
        var rows = ImmutableArray.CreateBuilder<PackRow>();
        while (reader.Read())
        {
            var record = reader.Current.ToArray();
            var number = (int)reader.RowNumber;
            if (malformed)
                faults.Add(file, $"{number}", PackCode.CsvMalformed);
            else if (record.All(string.IsNullOrEmpty))
                continue;
            else if (record.Length != heading.Length)
                faults.Add(file, $"{number}", PackCode.RowFields, $"{heading.Length}", $"{record.Length}");
            else
                rows.Add(new PackRow(file, number, Fields(heading, record), faults));
            malformed = false;
        }

        return rows.ToImmutable();
    }

    private static ImmutableArray<string> Heading(
        string[] heads,
        string file,
        ImmutableArray<PackColumn> columns,
        PackFaults faults
    )
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var sound = true;
        foreach (var head in heads)
        {
            var name = columns.FirstOrDefault(c => c.Name == head || c.Chinese == head).Name;
            if (name is null)
                faults.Add(file, $"1:{head}", PackCode.ColumnUnknown, Expected(columns));
            else if (names.Contains(name))
                faults.Add(file, $"1:{head}", PackCode.ColumnTwice);
            sound &= name is not null && !names.Contains(name);
            names.Add(name ?? head);
        }

        foreach (var column in columns.Where(column => !names.Contains(column.Name)))
        {
            faults.Add(file, "1", PackCode.ColumnMissing, $"{column.Name} / {column.Chinese}");
            sound = false;
        }

        return sound ? names.ToImmutable() : [];
    }

    private static string Expected(ImmutableArray<PackColumn> columns) =>
        string.Join(", ", columns.Select(column => $"{column.Name} / {column.Chinese}"));

    private static Dictionary<string, string> Fields(ImmutableArray<string> heading, string[] record) =>
        heading.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
}
