using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>A cell of a table.</summary>
/// <param name="Columns">How many columns it takes.</param>
public sealed record Cell(ImmutableArray<Span> Spans, int Columns = 1)
{
    /// <summary>The cell above goes on here: its text stands there, and no rule parts the two.</summary>
    public static readonly Cell Above = new([]) { GoesOn = true };

    public Cell(string text, int columns = 1)
        : this([new Span(text)], columns) { }

    /// <summary>Instead of its column's.</summary>
    public Align? Align { get; init; }

    internal bool GoesOn { get; private init; }

    public static implicit operator Cell(string text) => new(text);
}
