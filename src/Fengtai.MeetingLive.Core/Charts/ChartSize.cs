namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>The room a chart has, and how large its words are; all in the chart's own units.</summary>
/// <param name="Width">The chart fills it.</param>
/// <param name="Height">The most it may take; a chart is as low as its content allows.</param>
/// <param name="Small">The least size of any text: notes, target, point names.</param>
/// <param name="Normal">Names and values in dense charts.</param>
/// <param name="Large">Names and values where there is room.</param>
/// <param name="Figure">A key figure.</param>
public sealed record ChartSize(double Width, double Height, double Small, double Normal, double Large, double Figure)
{
    /// <summary>The big screen between title and footer; one unit is one pixel of 1920. Read from 20 m.</summary>
    public static readonly ChartSize Hall = new(1728, 536, Small: 34, Normal: 40, Large: 52, Figure: 200);

    /// <summary>The big screen with a tag over the title, as while a rating is open.</summary>
    public static readonly ChartSize HallUnderTag = Hall with { Height = 452 };

    /// <summary>Under a tag, with words beside it: cause, next date, who is responsible.</summary>
    public static readonly ChartSize HallBesideWords = HallUnderTag with { Width = 960, Figure = 152 };

    /// <summary>One of two charts side by side under their own headings, as in the closing figures.</summary>
    public static readonly ChartSize HallHalf = Hall with { Width = 816, Height = 320 };

    /// <summary>A phone in one column; one unit is one CSS pixel. It scrolls, so the height is free.</summary>
    public static readonly ChartSize Phone = new(350, 4000, Small: 18, Normal: 18, Large: 20, Figure: 56);

    /// <summary>The type area of the A4 minutes (156 mm) in points, at most half a page high.</summary>
    public static readonly ChartSize Print = new(442, 320, Small: 9, Normal: 10.5, Large: 12, Figure: 40);

    /// <summary>The same picture, larger or smaller.</summary>
    public ChartSize Scale(double by) => new(Width * by, Height * by, Small * by, Normal * by, Large * by, Figure * by);
}
