using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>How a slide stands to one of the rules of a slide.</summary>
public enum CheckState
{
    Good,

    /// <summary>It may be shown so; somebody should look.</summary>
    Doubtful,

    /// <summary>It must not go onto the big screen.</summary>
    Missing,
}

/// <summary>One rule of a slide and whether it is kept; the words are found at the edge by the code.</summary>
/// <param name="Arguments">Figures for the words.</param>
public sealed record SlideCheck(string Code, CheckState State, ImmutableArray<string> Arguments);

/// <summary>The rules of a slide: it says a finding, it can be read from afar, and it says of when and whence.</summary>
public static class SlideChecks
{
    /// <summary>A longer title stands in two lines or smaller.</summary>
    public const int TitleOneLine = 21;

    /// <summary>A shorter one without a figure is a heading, not a finding.</summary>
    private const int FindingLeast = 8;

    private const decimal Whole = 100;

    public static ImmutableArray<SlideCheck> Of(Slide slide) =>
        [
            Title(slide),
            Finding(slide),
            Content(slide),
            .. Numbers(slide),
            .. Missed(slide),
            Filled("source", slide.Source),
            Filled("period", slide.Period),
        ];

    /// <summary>Null when the slide may be shown; otherwise the code of what it lacks.</summary>
    public static string? Lack(Slide slide) =>
        slide.Title.Length == 0 ? "title"
        : slide.Topic.Length == 0 ? "topic"
        : slide.Period.Length == 0 ? "period"
        : slide.Source.Length == 0 ? "source"
        : IsEmpty(slide.Content) ? "content"
        : slide.Content
            is BarsContent { Unit: "" }
                or StackedBarsContent { Unit: "" }
                or LineContent { Unit: "" }
                or ShareContent { Unit: "" }
            ? "unit"
        : null;

    /// <summary>The figures of a title that neither the content, the period nor the facts bear out.</summary>
    public static ImmutableArray<string> Unfounded(Slide slide)
    {
        var known = Figures(string.Join(' ', Texts(slide))).Select(Number).ToHashSet();
        return [.. Figures(slide.Title).Where(figure => !IsFounded(figure, known)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The same figure, rounded as the title has it, or what is missing to a hundred; 每100件 is a way to say so.</summary>
    private static bool IsFounded(string figure, HashSet<decimal> known)
    {
        var said = Number(figure);
        var decimals = figure.Length - 1 - figure.IndexOf('.', StringComparison.Ordinal);
        var places = figure.Contains('.', StringComparison.Ordinal) ? Math.Min(decimals, 10) : 0;
        return said == Whole
            || known.Any(value =>
                Math.Round(value, places, MidpointRounding.AwayFromZero) == said
                || (value < Whole && Math.Round(Whole - value, places, MidpointRounding.AwayFromZero) == said)
            );
    }

    private static decimal Number(string figure) =>
        decimal.TryParse(
            figure,
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : decimal.MaxValue;

    private static SlideCheck Title(Slide slide)
    {
        var length = Words.Length(slide.Title);
        var arguments = ImmutableArray.Create($"{length}", $"{TitleOneLine}", $"{SlideLimits.Title}");
        return slide.Title.Length == 0 ? new("title", CheckState.Missing, arguments)
            : length > SlideLimits.Title ? new("title-too-long", CheckState.Missing, arguments)
            : length > TitleOneLine ? new("title-long", CheckState.Doubtful, arguments)
            : new("title-fits", CheckState.Good, arguments);
    }

    private static SlideCheck Finding(Slide slide) =>
        Words.Length(slide.Title) >= FindingLeast || slide.Title.Any(char.IsAsciiDigit)
            ? new("finding", CheckState.Good, [])
            : new("no-finding", slide.Title.Length == 0 ? CheckState.Missing : CheckState.Doubtful, []);

    private static SlideCheck Content(Slide slide)
    {
        var (count, most) = Size(slide.Content);
        var arguments = ImmutableArray.Create($"{count}", $"{most}");
        return new(
            IsEmpty(slide.Content) ? "empty" : "readable",
            IsEmpty(slide.Content) ? CheckState.Missing : CheckState.Good,
            arguments
        );
    }

    private static IEnumerable<SlideCheck> Numbers(Slide slide)
    {
        if (
            !IsEmpty(slide.Content)
            && slide.Content is not (TextContent or PhotosContent)
            && Unfounded(slide) is [_, ..] figures
        )
            yield return new("unfounded", CheckState.Doubtful, [string.Join(' ', figures)]);
    }

    private static IEnumerable<SlideCheck> Missed(Slide slide) =>
        Targets.Missed(slide).Select(target => new SlideCheck("missed", CheckState.Doubtful, [target.Name]));

    private static SlideCheck Filled(string name, string text) =>
        new(name, text.Length == 0 ? CheckState.Missing : CheckState.Good, []);

    public static bool IsEmpty(SlideContent content) => Size(content).Count == 0;

    private static (int Count, int Most) Size(SlideContent content) =>
        content switch
        {
            FiguresContent figures => (figures.Figures.Length, SlideLimits.Figures),
            BarsContent bars => (bars.Bars.Length, SlideLimits.Bars),
            StackedBarsContent stacked => (stacked.Parts.Length < 2 ? 0 : stacked.Bars.Length, SlideLimits.Bars),
            LineContent line => (
                line.Series.IsEmpty || line.Points.Length < 2 ? 0 : line.Points.Length,
                SlideLimits.Points
            ),
            ShareContent share => (share.Shares.Length < 2 ? 0 : share.Shares.Length, SlideLimits.Bars),
            ProgressContent progress => (progress.Rows.Length, SlideLimits.Rows),
            TableContent table => (table.Rows.Length, SlideLimits.Rows),
            TextContent text => (text.Paragraphs.Length, SlideLimits.Paragraphs),
            PhotosContent photos => (
                new[] { photos.Before, photos.After }.Count(photo => photo.Width > 0) == 2 ? 2 : 0,
                2
            ),
            _ => throw new NotSupportedException($"{content.GetType().Name} is no content of a slide."),
        };

    private static IEnumerable<string> Texts(Slide slide) =>
        [
            slide.Period,
            .. slide.Facts.SelectMany(fact => (string[])[fact.Figure, fact.Words]),
            .. slide.Content switch
            {
                FiguresContent figures => figures.Figures.SelectMany(f =>
                    new[] { f.Name, f.Shown, f.ValueShown ?? "", Plain(f.Value), Plain(f.LastYear), Plain(f.Target) }
                ),
                BarsContent bars => bars
                    .Bars.SelectMany(b => new[] { b.Name, Plain(b.Value) })
                    .Append(Plain(bars.Bars.Sum(b => b.Value))),
                StackedBarsContent stacked => stacked.Bars.SelectMany(b =>
                    b.Values.Select(v => Plain(v)).Append(b.Name).Append(Plain(b.Values.Sum()))
                ),
                LineContent line => line
                    .Series.SelectMany(s => s.Values.Select(v => Plain(v)).Append(Plain(s.Values.Sum())))
                    .Concat(line.Points),
                ShareContent share => share
                    .Shares.SelectMany(s => new[] { s.Name, Plain(s.Value) })
                    .Append(Plain(share.Shares.Sum(s => s.Value))),
                ProgressContent progress => progress.Rows.SelectMany(r =>
                    new[] { r.Name, Plain(r.Done), Plain(r.Target) }
                ),
                TableContent table => table.Rows.SelectMany(row => row).Concat(table.Head),
                _ => [],
            },
        ];

    private static string Plain(decimal? value) =>
        value is { } number
            ? Math.Abs(number).ToString("0.############", System.Globalization.CultureInfo.InvariantCulture)
            : "";

    /// <summary>Runs of digits with their decimals; thousands separators are taken out.</summary>
    private static IEnumerable<string> Figures(string text)
    {
        var start = -1;
        for (var index = 0; index <= text.Length; index++)
        {
            var inside =
                index < text.Length
                && (
                    char.IsAsciiDigit(text[index])
                    || (
                        start >= 0
                        && text[index] is '.' or ','
                        && index + 1 < text.Length
                        && start >= 0
                        && char.IsAsciiDigit(text[index + 1])
                    )
                );
            if (inside && start < 0)
                start = index;
            if (inside || start < 0)
                continue;
            yield return text[start..index].Replace(",", "", StringComparison.Ordinal);
            start = -1;
        }
    }
}
