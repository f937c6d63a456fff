using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>How wide the columns of a table are. Lengths in points.</summary>
internal static class TableWidths
{
    /// <summary>What fitted columns may take of the width when others share the rest.</summary>
    private const double MostFitted = 0.72;

    /// <summary>Where each column starts, and where the last one ends.</summary>
    public static double[] Edges(Table table, Measuring measuring)
    {
        var (columns, width) = (table.Columns, measuring.Width);
        var fitted = Fit(table, measuring.Fonts);
        var shares = columns.Sum(column => column.Share);
        var most = shares > 0 ? width * MostFitted : width;
        var whole = fitted.Where((_, index) => columns[index].Whole).Sum();
        fitted =
            whole < most
                ? [.. Narrow(fitted, index => columns[index].Whole, most)]
                : [.. fitted.Select(one => one * Math.Min(1, most / fitted.Sum()))];
        if (shares <= 0)
            fitted = [.. fitted.Select(one => one * width / fitted.Sum())];
        var rest = width - fitted.Sum();
        var edges = new double[columns.Length + 1];
        for (var index = 0; index < columns.Length; index++)
        {
            var share = shares > 0 ? rest * columns[index].Share / shares : 0;
            edges[index + 1] = edges[index] + fitted[index] + share;
        }

        return edges;
    }

    /// <summary>When there is not room for all, the widest give first, and whole columns not at all.</summary>
    private static IEnumerable<double> Narrow(double[] fitted, Func<int, bool> isWhole, double room)
    {
        var left = room - fitted.Where((_, index) => isWhole(index)).Sum();
        var giving = fitted.Where((one, index) => one > 0 && !isWhole(index)).Order().ToArray();
        var cap = double.MaxValue;
        if (giving.Sum() > left)
        {
            for (var index = 0; index < giving.Length; index++)
            {
                cap = left / (giving.Length - index);
                if (giving[index] > cap)
                    break;
                left -= giving[index];
            }
        }

        return fitted.Select((one, index) => isWhole(index) ? one : Math.Min(one, cap));
    }

    /// <summary>The widest cell of each fitted column; 0 for one that shares the rest. Cells over several columns take
    /// what these have.</summary>
    private static double[] Fit(Table table, FontBook fonts)
    {
        var style = table.Style;
        var widest = table
            .Columns.Select(column => column.Share > 0 ? 0 : Width(fonts, [new Span(column.Head)], style.Head))
            .ToArray();
        foreach (var row in table.Rows)
        {
            var column = 0;
            foreach (var cell in row)
            {
                if (cell is { Columns: 1, GoesOn: false } && table.Columns[column].Share <= 0)
                    widest[column] = Math.Max(widest[column], Width(fonts, cell.Spans, style.Cell));
                column += cell.Columns;
            }
        }

        // A hundredth of a point more, or rounding would break what just fits.
        return [.. widest.Select((one, index) => table.Columns[index].Share > 0 ? 0 : one + 2 * style.PadX + 0.01)];
    }

    private static double Width(FontBook fonts, ImmutableArray<Span> spans, ParagraphStyle style) =>
        Paragraph.Lines(fonts, spans, style, double.MaxValue).Max(line => line.Width);
}
