using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>What a slide reads as, and what of it cannot be read.</summary>
/// <param name="Due">Missed targets that would vanish: each needs its reason.</param>
public sealed record SlideRead(Slide Slide, ImmutableArray<CellFault> Faults, ImmutableArray<HiddenTarget> Due)
{
    /// <summary>Nothing of it would be lost by saving it.</summary>
    public bool MayBeSaved =>
        Faults.IsEmpty && Due.All(due => Slide.Withheld?.Any(mark => mark.Name == due.Name) == true);
}

/// <summary>
/// One slide as it is typed, every character of it, so that nothing is lost when it cannot be read. Kept by the browser
/// too until it is saved, therefore plain properties.
/// </summary>
public sealed class SlideDraft
{
    private SlideRead? read;
    private Slide? readFrom;

    public string Id { get; set; } = "";
    public string Kind { get; set; } = "bars";
    public string Title { get; set; } = "";
    public string Topic { get; set; } = "";
    public string Period { get; set; } = "";
    public string Source { get; set; } = "";
    public bool Sample { get; set; }
    public string Unit { get; set; } = "";
    public string TotalName { get; set; } = "";
    public bool ShowShares { get; set; }
    public string Place { get; set; } = "";
    public Follow? Follows { get; set; }
    public string[] FactFigures { get; set; } = ["", "", ""];
    public string[] FactWords { get; set; } = ["", "", ""];
    public PhotoDraft Before { get; set; } = new();
    public PhotoDraft After { get; set; } = new();

    /// <summary>Cells by kind: whoever tries another kind and returns finds the cells as they were.</summary>
    public Dictionary<string, string[][]> Sheets { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Why a missed target is not listed, by figure.</summary>
    public Dictionary<string, string> Reasons { get; set; } = new(StringComparer.Ordinal);

    public static SlideDraft New() => new() { Id = "s" + Guid.NewGuid().ToString("N")[..10] };

    public static SlideDraft Of(Slide slide)
    {
        var draft = new SlideDraft
        {
            Id = slide.Id.Value,
            Kind = SheetWriter.KindOf(slide.Content),
            Title = slide.Title,
            Topic = slide.Topic,
            Period = slide.Period,
            Source = slide.Source,
            Sample = slide.Sample,
            Follows = slide.Follows,
            FactFigures = Three(slide.Facts.Select(fact => fact.Figure)),
            FactWords = Three(slide.Facts.Select(fact => fact.Words)),
        };
        foreach (var mark in slide.Withheld ?? [])
            draft.Reasons[mark.Name] = mark.Reason;
        draft.Take(slide.Content);
        return draft;
    }

    [System.Text.Json.Serialization.JsonIgnore]
    public string[][] Cells
    {
        get
        {
            if (!Sheets.TryGetValue(Kind, out var cells))
                Sheets[Kind] = cells = SheetShape.Of(Kind).Blank();
            return cells;
        }
    }

    /// <summary>The same with another id, for a copy.</summary>
    public SlideDraft Copy(Slide? before)
    {
        var copy = Of(Read(before).Slide with { Withheld = null });
        copy.Id = New().Id;
        copy.Sheets = Sheets.ToDictionary(
            sheet => sheet.Key,
            sheet => sheet.Value.Select(row => row.ToArray()).ToArray(),
            StringComparer.Ordinal
        );
        return copy;
    }

    /// <summary>The content of another, such as the list's figures of today.</summary>
    public void Take(SlideContent content)
    {
        Kind = SheetWriter.KindOf(content);
        Unit = SheetWriter.UnitOf(content);
        if (content is PhotosContent photos)
            (Place, Before, After) = (photos.Place, PhotoDraft.Of(photos.Before), PhotoDraft.Of(photos.After));
        else
            Sheets[Kind] = SheetWriter.Write(content);
        if (content is ShareContent share)
            TotalName = share.TotalName;
        if (content is BarsContent bars)
            ShowShares = bars.ShowShares;
        Touch();
    }

    /// <summary>Something was typed: what was read is no longer true.</summary>
    public void Touch() => read = null;

    /// <param name="before">As it was last saved; null when it is new.</param>
    public SlideRead Read(Slide? before)
    {
        if (read is not null && ReferenceEquals(readFrom, before))
            return read;
        readFrom = before;
        return read = Make(before);
    }

    private SlideRead Make(Slide? before)
    {
        var faults = ImmutableArray.CreateBuilder<CellFault>();
        var slide = new Slide(
            new SlideId(Id),
            Line("title", Title, SlideLimits.Title),
            Line("topic", Topic, SlideLimits.Topic),
            Content(faults),
            Line("period", Period, SlideLimits.Period),
            Line("source", Source, SlideLimits.Source),
            Sample,
            [
                .. FactFigures
                    .Zip(FactWords)
                    .Select(fact => new Fact(
                        Line("fact-figure", fact.First, SlideLimits.FactFigure),
                        Line("fact-words", fact.Second, SlideLimits.FactWords)
                    ))
                    .Where(fact => fact.Figure.Length > 0 || fact.Words.Length > 0),
            ]
        )
        {
            Follows = Follows,
        };
        var due = before is null ? [] : Targets.Hidden(new Deck([before]), new Deck([slide]));
        ImmutableArray<Withheld> marks =
        [
            .. due.Where(hidden => hidden.Name is not null)
                .Select(hidden => new Withheld(
                    hidden.Name!,
                    hidden.Kind,
                    Line("reason", Reasons.GetValueOrDefault(hidden.Name!, ""), SlideLimits.Reason)
                ))
                .Where(mark => mark.Reason.Length > 0),
        ];
        return new SlideRead(marks.IsEmpty ? slide : slide with { Withheld = marks }, faults.ToImmutable(), due);

        string Line(string field, string typed, int most)
        {
            var text = string.Join(' ', Core.Words.Tidy(typed).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            if (Core.Words.Length(text) > most)
                faults.Add(new CellFault(-1, 0, "field." + field, [$"{most}", $"{Core.Words.Length(text)}"]));
            if (Core.Words.HasForbidden(text))
                faults.Add(new CellFault(-1, 0, "field-forbidden." + field, []));
            return text;
        }
    }

    private SlideContent Content(ImmutableArray<CellFault>.Builder faults)
    {
        if (Kind == "photos" && Core.Words.Tidy(Place).Length == 0)
            faults.Add(new CellFault(-1, 0, "photo-place", []));
        if (Kind == "photos")
            return new PhotosContent(
                Core.Words.Tidy(Place),
                Before.Read("before", faults),
                After.Read("after", faults)
            );
        var reader = new SheetReader(Kind, Cells, Core.Words.Tidy(Unit));
        var content = reader.Read(Core.Words.Tidy(TotalName), ShowShares);
        faults.AddRange(reader.Faults);
        return content;
    }

    private static string[] Three(IEnumerable<string> texts) =>
        [.. texts.Concat(Enumerable.Repeat("", SlideLimits.Facts)).Take(SlideLimits.Facts)];
}
