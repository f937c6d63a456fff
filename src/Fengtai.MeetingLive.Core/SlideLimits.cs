namespace Fengtai.MeetingLive.Core;

/// <summary>What a slide may hold: no more than can be read from 20 metres. Lengths in characters (code points).</summary>
public static class SlideLimits
{
    public const int Slides = 60;
    public const int Title = 40;
    public const int Topic = 12;
    public const int Period = 60;
    public const int Source = 60;
    public const int Facts = 3;
    public const int FactFigure = 12;
    public const int FactWords = 40;

    public const int Figures = 4;
    public const int FigureName = 20;
    public const int FigureShown = 12;
    public const int FigureAbout = 4;

    /// <summary>Bars, parts of a bar and shares.</summary>
    public const int Bars = 6;

    /// <summary>Rows of a table and of progress.</summary>
    public const int Rows = 5;
    public const int Columns = 6;
    public const int Lines = 2;
    public const int Points = 12;
    public const int PointName = 8;

    /// <summary>The name of a bar, a part, a line, a column.</summary>
    public const int Name = 12;

    /// <summary>The name of a share or of a row of progress.</summary>
    public const int LongName = 16;
    public const int Unit = 8;
    public const int Cell = 20;
    public const int Paragraphs = 4;
    public const int Paragraph = 80;
    public const int Place = 20;
    public const int Caption = 12;
    public const int Alt = 40;

    /// <summary>Why a missed target is not shown.</summary>
    public const int Reason = 40;
}
