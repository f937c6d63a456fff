using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>A chart as vectors, scaled to a width in points. It is never cut by a page's end.</summary>
public sealed record ChartBlock(Chart Chart, double? Width = null) : Block
{
    private static readonly Colour HollowFill = new(0xE7EEF5);

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        // Wider or higher than the page it would be cut off, so the page is the limit.
        var scale = Math.Min(Width ?? measuring.Width, measuring.Width) / Chart.Width;
        scale = Math.Min(scale, measuring.PageHeight / Chart.Height);
        yield return new Strip(
            Chart.Height * scale,
            (page, x, y) =>
            {
                foreach (var mark in Chart.Marks)
                    Draw(page, mark, new Frame(measuring.Fonts, x, y, scale));
            }
        );
    }

    /// <summary>Inks on paper; each keeps 4.5:1 on white except fills, whose edge carries them.</summary>
    internal static Colour Of(Ink ink) =>
        ink switch
        {
            Ink.Text => new(0x000000),
            Ink.Soft => new(0x4A5260),
            Ink.Data or Ink.Hollow => new(0x1F4E79),
            Ink.Quiet => new(0x848B95),
            Ink.Done => new(0x2E7D5B),
            Ink.Late => new(0xB3261E),
            Ink.Rule => new(0x857F72),
            Ink.Sunk => new(0xF3EEE4),
            Ink.OnData => Colour.White,
            _ => throw new InvalidOperationException($"The paper has no colour for the ink {ink}."),
        };

    private static void Draw(Page page, Mark mark, Frame frame)
    {
        switch (mark)
        {
            case Bar bar:
                page.Drawings.Add(DrawBar(bar, frame));
                break;
            case Line line:
                page.Rule(
                    frame.X(line.X1),
                    frame.Y(line.Y1),
                    frame.X(line.X2),
                    frame.Y(line.Y2),
                    Of(line.Ink),
                    frame.Thickness(line.Thickness),
                    line.Dashed
                );
                break;
            case Polyline polyline:
                var points = polyline
                    .Points.Select(point => new PagePoint(frame.X(point.X), frame.Y(point.Y)))
                    .ToImmutableArray();
                page.Drawings.Add(new PathDrawing(points, Of(polyline.Ink), frame.Thickness(polyline.Thickness)));
                foreach (var point in points.Where(_ => polyline.Dot > 0))
                    page.Drawings.Add(new DotDrawing(point, polyline.Dot * frame.Scale, Of(polyline.Ink)));
                break;
            case Label label:
                DrawLabel(page, label, frame);
                break;
            default:
                throw new InvalidOperationException($"The paper cannot draw a {mark.GetType().Name}.");
        }
    }

    private static RectDrawing DrawBar(Bar bar, Frame frame)
    {
        var (width, height) = (bar.Width * frame.Scale, bar.Height * frame.Scale);
        if (bar.Ink != Ink.Hollow)
            return new RectDrawing(frame.X(bar.X), frame.Y(bar.Y), width, height, Of(bar.Ink), null, 0);
        // The edge is drawn inside, so that a hollow bar is as long as a solid one of the same value.
        var edge = bar.Edge * frame.Scale;
        return new RectDrawing(
            frame.X(bar.X) + edge / 2,
            frame.Y(bar.Y) + edge / 2,
            width - edge,
            height - edge,
            HollowFill,
            Of(Ink.Data),
            edge
        );
    }

    private static void DrawLabel(Page page, Label label, Frame frame)
    {
        var style = new TextStyle(label.Bold ? Face.SongBold : Face.Song, label.Size * frame.Scale, Of(label.Ink));
        var glyphs = Shaper.Shape(frame.Fonts, [new Span(label.Text)], style)[0];
        var line = LineBreaker.Break(glyphs, double.MaxValue, 0, justify: false, balanced: false)[0];
        var offset = label.Anchor switch
        {
            Anchor.Middle => line.Width / 2,
            Anchor.End => line.Width,
            _ => 0,
        };
        page.Text(line, frame.X(label.X) - offset, frame.Y(label.Y));
    }

    /// <summary>Where the chart lies on the page.</summary>
    private sealed record Frame(FontBook Fonts, double Left, double Top, double Scale)
    {
        private const double Thinnest = 0.35;

        public double X(double x) => Left + x * Scale;

        public double Y(double y) => Top + y * Scale;

        /// <summary>Thinner lines vanish on an office printer.</summary>
        public double Thickness(double thickness) => Math.Max(Thinnest, thickness * Scale);
    }
}
