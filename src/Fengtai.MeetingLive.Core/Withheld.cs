using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>What of a missed target is no longer shown.</summary>
public enum WithheldKind
{
    /// <summary>未列目标: the figure stands, its target does not, or an easier one does.</summary>
    Target,

    /// <summary>未列指标: the figure itself is gone.</summary>
    Figure,
}

/// <summary>The mark that a missed target leaves when it is taken off a slide; every surface shows it.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Reason">Never empty.</param>
public sealed record Withheld(string Name, WithheldKind Kind, string Reason);

/// <summary>The mark that a slide leaves which reported a missed target and was taken out of the deck.</summary>
/// <param name="Names">The figures that missed their targets.</param>
/// <param name="Reason">Never empty.</param>
public sealed record WithheldSlide(SlideId Slide, string Title, ImmutableArray<string> Names, string Reason);

/// <summary>A target that a deck shows: of a key figure or a row of progress.</summary>
/// <param name="Ceiling">True when less is better.</param>
public sealed record ShownTarget(string Name, decimal Value, decimal Target, bool Ceiling, string Unit)
{
    public bool Missed => Ceiling ? Value > Target : Value < Target;

    /// <summary>How far off, in the figure's unit; not above zero when it is met.</summary>
    public decimal Gap => Ceiling ? Value - Target : Target - Value;
}

/// <summary>
/// A figure under its target is shown as such. Whoever takes the target, the figure or the whole slide away says why, and
/// that stays: no deck follows another in which a missed target vanished without a mark.
/// </summary>
public static class Targets
{
    /// <summary>All that a slide holds against a target.</summary>
    public static ImmutableArray<ShownTarget> On(Slide slide) =>
        slide.Content switch
        {
            FiguresContent figures =>
            [
                .. figures
                    .Figures.Where(figure => figure is { Value: not null, Target: not null })
                    .Select(figure => new ShownTarget(
                        figure.Name,
                        figure.Value!.Value,
                        figure.Target!.Value,
                        figure.TargetIsCeiling,
                        figure.Unit ?? ""
                    )),
            ],
            ProgressContent progress =>
            [
                .. progress.Rows.Select(row => new ShownTarget(row.Name, row.Done, row.Target, false, row.Unit)),
            ],
            _ => [],
        };

    /// <summary>Those of its targets that a slide misses, in its order.</summary>
    public static ImmutableArray<ShownTarget> Missed(Slide slide) => [.. On(slide).Where(target => target.Missed)];

    /// <summary>
    /// What <paramref name="after"/> lacks a mark for, by slide and figure; empty when it may follow
    /// <paramref name="before"/>.
    /// </summary>
    public static ImmutableArray<HiddenTarget> Hidden(Deck before, Deck after)
    {
        var hidden = ImmutableArray.CreateBuilder<HiddenTarget>();
        foreach (var slide in before.Slides)
        {
            var names = Owed(slide);
            if (names.IsEmpty)
                continue;
            if (after.Find(slide.Id) is not { } now)
            {
                var mark = after.Withheld?.FirstOrDefault(mark => mark.Slide == slide.Id);
                if (mark is null || IsBlank(mark.Reason) || !names.All(mark.Names.Contains))
                    hidden.Add(new HiddenTarget(slide.Id, slide.Title, Name: null, WithheldKind.Figure));
                continue;
            }

            hidden.AddRange(
                Missed(slide)
                    .Where(target => !IsKept(target, now) && !IsMarked(now, target.Name))
                    .Select(target => new HiddenTarget(slide.Id, slide.Title, target.Name, KindIn(now, target.Name)))
            );
            hidden.AddRange(
                (slide.Withheld ?? [])
                    .Where(mark => !On(now).Any(target => target.Name == mark.Name) && !IsMarked(now, mark.Name))
                    .Select(mark => new HiddenTarget(slide.Id, slide.Title, mark.Name, mark.Kind))
            );
        }

        foreach (var mark in before.Withheld ?? [])
        {
            var shown = after.Find(mark.Slide) is { } back
                ? mark.Names.All(name => On(back).Any(target => target.Name == name) || IsMarked(back, name))
                : after.Withheld?.Any(other => other.Slide == mark.Slide && !IsBlank(other.Reason)) == true;
            if (!shown)
                hidden.Add(new HiddenTarget(mark.Slide, mark.Title, Name: null, WithheldKind.Figure));
        }

        return hidden.DistinctBy(item => (item.Slide, item.Name)).ToImmutableArray();
    }

    /// <summary>
    /// The deck with the marks that were given before and are still due, such as after a workbook, which knows none, took
    /// the deck's place. A mark whose target is shown again is no longer due.
    /// </summary>
    public static Deck Carry(Deck before, Deck after)
    {
        var slides = after.Slides.Select(slide =>
        {
            var due = (before.Find(slide.Id)?.Withheld ?? [])
                .Where(mark => !IsMarked(slide, mark.Name))
                .Concat(slide.Withheld ?? [])
                .Where(mark => !On(slide).Any(target => target.Name == mark.Name && target.Missed))
                .ToImmutableArray();
            return due.Length == (slide.Withheld?.Length ?? 0) ? slide : slide with { Withheld = Some(due) };
        });
        var gone = (before.Withheld ?? [])
            .Where(mark => after.Withheld?.Any(other => other.Slide == mark.Slide) != true)
            .Concat(after.Withheld ?? [])
            .Where(mark => after.Find(mark.Slide) is null)
            .ToImmutableArray();
        return after with { Slides = [.. slides], Withheld = Some(gone) };
    }

    /// <summary>The figures for which this slide may not simply go: what it misses and what it already withholds.</summary>
    public static ImmutableArray<string> Owed(Slide slide) =>
        [
            .. Missed(slide)
                .Select(target => target.Name)
                .Concat((slide.Withheld ?? []).Select(mark => mark.Name))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Still measured against a target that is no easier; a better value may then meet it.</summary>
    private static bool IsKept(ShownTarget before, Slide now) =>
        On(now)
            .Any(after =>
                after.Ceiling == before.Ceiling
                && (before.Ceiling ? after.Target <= before.Target : after.Target >= before.Target)
                // One that was renamed is known by its target.
                && (after.Name == before.Name || (after.Target == before.Target && after.Value == before.Value))
            );

    private static WithheldKind KindIn(Slide now, string name) =>
        now.Content is FiguresContent figures && figures.Figures.Any(figure => figure.Name == name)
            ? WithheldKind.Target
        : On(now).Any(target => target.Name == name) ? WithheldKind.Target
        : WithheldKind.Figure;

    private static bool IsMarked(Slide slide, string name) =>
        slide.Withheld?.Any(mark => mark.Name == name && !IsBlank(mark.Reason)) == true;

    private static bool IsBlank(string reason) => string.IsNullOrWhiteSpace(reason);

    private static ImmutableArray<T>? Some<T>(ImmutableArray<T> items) => items.IsEmpty ? null : items;
}

/// <summary>A missed target that would vanish without a mark.</summary>
/// <param name="Name">Null: the whole slide would.</param>
public sealed record HiddenTarget(SlideId Slide, string Title, string? Name, WithheldKind Kind);
