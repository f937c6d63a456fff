using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>A slide's content as cells; what <see cref="SheetReader"/> reads back.</summary>
internal static class SheetWriter
{
    public static string KindOf(SlideContent content) =>
        content switch
        {
            FiguresContent => "figures",
            BarsContent => "bars",
            StackedBarsContent => "stacked",
            LineContent => "line",
            ShareContent => "share",
            ProgressContent => "progress",
            TableContent => "table",
            TextContent => "text",
            PhotosContent => "photos",
            _ => throw new NotSupportedException($"{content.GetType().Name} has no editor."),
        };

    public static string UnitOf(SlideContent content) =>
        content switch
        {
            BarsContent bars => bars.Unit,
            StackedBarsContent stacked => stacked.Unit,
            LineContent line => line.Unit,
            ShareContent share => share.Unit,
            _ => "",
        };

    public static string[][] Write(SlideContent content)
    {
        var cells = SheetShape.Of(KindOf(content)).Blank();
        var row = 0;
        foreach (var written in Rows(content))
        {
            // A pack may hold more than the grid shows in no case: its limits are the same.
            for (var column = 0; column < written.Length && row < cells.Length && column < cells[row].Length; column++)
                cells[row][column] = written[column] ?? "";
            row++;
        }

        return cells;
    }

    private static IEnumerable<string?[]> Rows(SlideContent content) =>
        content switch
        {
            FiguresContent figures => figures.Figures.Select(f =>
                new[]
                {
                    f.Name,
                    f.Shown,
                    f.Unit,
                    N(f.Value),
                    N(f.LastYear),
                    N(f.Target),
                    Flag(f.TargetIsCeiling),
                    f.About,
                    f.ValueShown,
                    Flag(f.TargetSample),
                }
            ),
            BarsContent bars => bars.Bars.Select(bar => new[] { bar.Name, N(bar.Value) }),
            StackedBarsContent stacked =>
            [
                ["", .. stacked.Parts],
                .. stacked.Bars.Select(bar => (string?[])[bar.Name, .. bar.Values.Select(value => N(value))]),
            ],
            LineContent line =>
            [
                ["", .. line.Series.Select(series => series.Name)],
                .. line.Points.Select(
                    (point, index) =>
                        (string?[])
                            [
                                point,
                                .. line.Series.Select(series =>
                                    index < series.Values.Length ? N(series.Values[index]) : ""
                                ),
                            ]
                ),
            ],
            ShareContent share => share.Shares.Select(s => new[] { s.Name, N(s.Value), Flag(s.Finished) }),
            ProgressContent progress => progress.Rows.Select(r => new[] { r.Name, N(r.Done), N(r.Target), r.Unit }),
            TableContent table =>
            [
                [.. table.Head],
                .. table.Rows.Select(cells => (string?[])[.. cells]),
            ],
            TextContent text => text.Paragraphs.Select(paragraph => new[] { paragraph }),
            _ => [],
        };

    private static string N(decimal? value) => TypedNumber.Write(value);

    private static string Flag(bool on) => on ? "是" : "";
}
