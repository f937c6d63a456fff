using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>What of a cell cannot be read; rows and columns from 0 as they stand in the grid.</summary>
/// <param name="Row">−1: it is none of the grid's.</param>
public sealed record CellFault(int Row, int Column, string Code, ImmutableArray<string> Arguments);

/// <summary>Reads the cells beneath a slide. What cannot be read is named by row and column and left out.</summary>
internal sealed class SheetReader(string kind, string[][] cells, string unit)
{
    private readonly SheetShape shape = SheetShape.Of(kind);
    private readonly ImmutableArray<CellFault>.Builder faults = ImmutableArray.CreateBuilder<CellFault>();
    private string? percent;

    public ImmutableArray<CellFault> Faults => faults.ToImmutable();

    /// <summary>% where no unit was typed and every number that was read is a percentage.</summary>
    public string Unit => unit.Length == 0 && percent is not null ? percent : unit;

    public SlideContent Read(string totalName, bool showShares) =>
        kind switch
        {
            "figures" => new FiguresContent([.. Filled().Select(Figure)]),
            "bars" => Bars(showShares),
            "stacked" => Stacked(),
            "line" => Line(),
            "share" => Share(totalName),
            "progress" => new ProgressContent([.. Filled().Select(Progress).OfType<Progress>()]),
            "table" => Table(),
            "text" => new TextContent([.. Filled().Select(row => Text(row, 0))]),
            _ => throw new NotSupportedException($"{kind} has no cells."),
        };

    private IEnumerable<int> Filled() =>
        Enumerable
            .Range(shape.OwnHead ? 1 : 0, shape.Rows)
            .Where(row => Array.Exists(cells[row], cell => cell.Trim().Length > 0));

    private Figure Figure(int row)
    {
        var own = Text(row, 2, required: false);
        var (value, last, target) = (Number(row, 3, own), Number(row, 4, own), Number(row, 5, own));
        if (value is null && (last ?? target) is not null && cells[row][3].Trim().Length == 0)
            Fault(row, 3, "needs-value");
        var shown = Text(row, 1, required: false);
        if (shown.Length == 0 && value is { } said)
            shown = Numbers.Show(said);
        if (shown.Length == 0)
            Fault(row, 1, "required");
        if (own.Length == 0 && cells[row].Skip(3).Take(3).Any(cell => TypedNumber.Read(cell) is { Percent: true }))
            own = "%";
        return new Figure(
            Text(row, 0),
            shown,
            Some(own),
            Some(Text(row, 7, required: false)),
            value,
            value is null ? null : last,
            value is null ? null : target,
            Flag(row, 6),
            Flag(row, 9),
            Some(Text(row, 8, required: false))
        );
    }

    private BarsContent Bars(bool showShares)
    {
        ImmutableArray<Datum> bars =
        [
            .. Filled()
                .Select(row => (Name: Text(row, 0), Value: Number(row, 1, unit, required: true)))
                .Where(bar => bar.Value is not null)
                .Select(bar => new Datum(bar.Name, bar.Value!.Value)),
        ];
        return new BarsContent(Unit, bars, showShares);
    }

    private StackedBarsContent Stacked()
    {
        var columns = Heads();
        ImmutableArray<StackedBar> bars =
        [
            .. Filled()
                .Select(row => new StackedBar(
                    Text(row, 0),
                    [.. columns.Select(column => Number(row, column, unit, required: true) ?? 0)]
                )),
        ];
        return new StackedBarsContent(Unit, [.. columns.Select(column => Text(0, column))], bars);
    }

    private LineContent Line()
    {
        var columns = Heads();
        var rows = Filled().ToList();
        if (rows.Count == 1)
            Fault(rows[0], 0, "two-points");
        ImmutableArray<Series> series =
        [
            .. columns.Select(column => new Series(
                Text(0, column),
                [.. rows.Select(row => Number(row, column, unit, required: true) ?? 0)]
            )),
        ];
        return new LineContent(Unit, [.. rows.Select(row => Text(row, 0))], series);
    }

    private ShareContent Share(string totalName)
    {
        ImmutableArray<Share> shares =
        [
            .. Filled()
                .Select(row => (Row: row, Name: Text(row, 0), Value: Number(row, 1, unit, required: true)))
                .Where(share => share.Value is not null)
                .Select(share => new Share(share.Name, share.Value!.Value, Flag(share.Row, 2))),
        ];
        return new ShareContent(Unit, totalName, shares);
    }

    private Progress? Progress(int row)
    {
        var (name, own) = (Text(row, 0), Text(row, 3));
        var (done, target) = (Number(row, 1, own, required: true), Number(row, 2, own, required: true));
        if (target <= 0)
        {
            Fault(row, 2, "above-zero");
            return null;
        }

        return done is null || target is null ? null : new Progress(name, done.Value, target.Value, own);
    }

    private TableContent Table()
    {
        var width = 1 + Array.FindLastIndex(cells[0], cell => cell.Trim().Length > 0);
        width = Math.Max(
            width,
            Filled().Select(row => 1 + Array.FindLastIndex(cells[row], cell => cell.Trim().Length > 0)).Append(0).Max()
        );
        var columns = Enumerable.Range(0, width).ToList();
        var head = columns.Select(column => Text(0, column, most: SlideLimits.Name)).ToImmutableArray();
        if (width == 1)
            Fault(0, 1, "two-columns");
        return new TableContent(
            head,
            [
                .. Filled()
                    .Select(row =>
                        columns.Select(column => Text(row, column, required: column == 0)).ToImmutableArray()
                    ),
            ]
        );
    }

    /// <summary>The columns that are named, or filled without a name.</summary>
    private List<int> Heads() =>
        [
            .. Enumerable
                .Range(1, shape.Columns.Length - 1)
                .Where(column => Array.Exists(cells, row => row[column].Trim().Length > 0)),
        ];

    private string Text(int row, int column, bool required = true, int? most = null)
    {
        var text = Core.Words.Tidy(cells[row][column]);
        var limit =
            most ?? (shape.Columns[column].Kind == CellKind.Number ? SlideLimits.Name : shape.Columns[column].Most);
        if (text.Length == 0 && required)
            Fault(row, column, "required");
        if (Core.Words.Length(text) > limit)
            Fault(row, column, "too-long", $"{limit}", $"{Core.Words.Length(text)}");
        if (Core.Words.HasForbidden(text) || text.Contains('\n', StringComparison.Ordinal))
            Fault(row, column, "forbidden");
        return text;
    }

    private decimal? Number(int row, int column, string of, bool required = false)
    {
        var text = cells[row][column].Trim();
        if (text.Length == 0)
        {
            if (required)
                Fault(row, column, "required");
            return null;
        }

        if (TypedNumber.Read(text) is not { } number)
        {
            Fault(row, column, "number", text.Length > 12 ? text[..12] + "…" : text);
            return null;
        }

        if (Math.Abs(number.Value) > Numbers.Most)
        {
            Fault(row, column, "number-large", text.Length > 12 ? text[..12] + "…" : text);
            return null;
        }

        if (number.Percent && of.Length > 0 && of != "%")
            Fault(row, column, "percent-unit", of);
        if (number.Percent)
            percent = "%";
        return number.Value;
    }

    private bool Flag(int row, int column)
    {
        var text = cells[row][column].Trim().ToLowerInvariant();
        if (text.Length == 0 || text is "否" or "no" or "n" or "0" or "false")
            return false;
        if (text is not ("是" or "yes" or "y" or "1" or "true" or "√" or "✓"))
            Fault(row, column, "flag", text.Length > 12 ? text[..12] + "…" : text);
        return true;
    }

    private void Fault(int row, int column, string code, params ImmutableArray<string> arguments) =>
        faults.Add(new CellFault(row, column, code, arguments));

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
