using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>
/// A value that somebody wrote down: a place in a pack's JSON, a field of its CSV, a cell or a table of the workbook. What a
/// meeting is made of is read from fields, so that its limits are said once. Reading a value that is not there, or is not of
/// its kind, notes a mistake and gives an empty one, so that the rest is still read and told about.
/// </summary>
public abstract class Field
{
    public abstract Spot Spot { get; }

    public abstract bool IsThere { get; }

    /// <summary>The value of that name inside this one; never null.</summary>
    public abstract Field this[string name] { get; }

    /// <summary>The values in a list; another number of them than allowed is a mistake.</summary>
    public abstract ImmutableArray<Field> Items(int least, int most);

    /// <summary>Reads what has names. Null when it is something else; the mistake is noted.</summary>
    public abstract T? Object<T>(Func<Field, T> read)
        where T : class;

    public abstract string Text(int most = 60);

    public abstract string Id();

    public abstract string Code();

    public abstract DateOnly Date();

    public abstract TimeOnly Time();

    public abstract T Choice<T>(Choices<T> choices);

    /// <summary>False when it is not there.</summary>
    public abstract bool Flag();

    public abstract decimal Number(decimal least = 0, decimal most = 1_000_000_000_000);

    public abstract int Whole(int least, int most);

    public decimal? OptionalNumber(decimal least = 0) => IsThere ? Number(least) : null;

    public string? OptionalText(int most = 60) => IsThere ? Text(most) : null;

    public ImmutableArray<T> Items<T>(int least, int most, Func<Field, T> read)
        where T : class => [.. Items(least, most).Select(item => item.Object(read)).OfType<T>()];

    public ImmutableArray<string> Texts(int least, int most, int length = 60) =>
        [.. Items(least, most).Select(item => item.Text(length))];

    /// <summary>A text that may stand only once in its list.</summary>
    public string Text(int most, ISet<string> seen) => Once(seen, Text(most));

    public string Id(ISet<string> seen) => Once(seen, Id());

    public string Code(ISet<string> seen) => Once(seen, Code());

    private string Once(ISet<string> seen, string value)
    {
        Spot.Once(seen, value);
        return value;
    }
}
