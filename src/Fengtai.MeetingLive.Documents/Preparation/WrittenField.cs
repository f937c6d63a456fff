using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>A text in a table: a field of a CSV. Cells of a workbook are such fields that know more of themselves.</summary>
public class WrittenField(string? text, Spot spot) : Field
{
    public override Spot Spot => spot;

    public override bool IsThere => !string.IsNullOrWhiteSpace(text);

    public override Field this[string name] => new WrittenField(null, spot);

    public override ImmutableArray<Field> Items(int least, int most) => [];

    public override T? Object<T>(Func<Field, T> read)
        where T : class => null;

    public override string Text(int most = 60) => spot.Text(text, most);

    public override string Id() => spot.Id(text);

    public override string Code() => spot.Code(text);

    public override DateOnly Date() => spot.Date(text);

    public override TimeOnly Time() => spot.Time(text);

    public override T Choice<T>(Choices<T> choices) => spot.Choice(text, choices.ByChinese);

    public override bool Flag() => IsThere && Choice(YesNo.Choices);

    public override decimal Number(decimal least = 0, decimal most = 1_000_000_000_000) =>
        spot.Whole(text, (int)least, (int)Math.Min(most, int.MaxValue));

    public override int Whole(int least, int most) => spot.Whole(text, least, most);
}

/// <summary>Fields with names: a row of a table, or several rows that belong together.</summary>
/// <param name="there">Null: as soon as one of the fields is.</param>
public sealed class RecordField(IReadOnlyDictionary<string, Field> fields, Spot spot, bool? there = null)
    : WrittenField(null, spot)
{
    public override bool IsThere => there ?? fields.Values.Any(one => one.IsThere);

    /// <summary>A field that the table does not have is as one that is empty.</summary>
    public override Field this[string name] => fields.TryGetValue(name, out var one) ? one : base[name];

    public override T? Object<T>(Func<Field, T> read)
        where T : class => read(this);
}

/// <summary>Fields one after the other.</summary>
/// <param name="spot">Where the list as a whole stands.</param>
public sealed class ListField(ImmutableArray<Field> items, Spot spot) : WrittenField(null, spot)
{
    public override bool IsThere => !items.IsEmpty;

    public override ImmutableArray<Field> Items(int least, int most)
    {
        if (items.Length < least || items.Length > most)
            Spot.Fault(ValueCode.Count, $"{least}", $"{most}", $"{items.Length}");
        return items;
    }
}
