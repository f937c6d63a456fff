using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Evaluations;

/// <summary>A seat that is being typed.</summary>
public sealed class SeatDraft
{
    public string Name { get; set; } = "";
    public EvaluatorKind Kind { get; set; }
}

/// <summary>The panel as it is being typed; what is typed stays until it is saved.</summary>
public sealed class PanelDraft
{
    public List<SeatDraft> Seats { get; } = [];

    /// <summary>In the order of <see cref="EvaluationDimension"/>.</summary>
    public string[] Weights { get; } = ["40", "40", "20"];

    /// <summary>Null: one of them is no whole number.</summary>
    public int? Sum => Numbers is { } numbers ? numbers.Sum() : null;

    /// <summary>Empty lines are no seats.</summary>
    public ImmutableArray<EvaluatorSeat> Named =>
        [.. Seats.Where(s => s.Name.Trim().Length > 0).Select(s => new EvaluatorSeat(s.Name, s.Kind))];

    public ImmutableArray<int>? Numbers
    {
        get
        {
            var numbers = Weights
                .Select(w =>
                    int.TryParse(w.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 100
                        ? n
                        : (int?)null
                )
                .ToArray();
            return numbers.All(n => n is not null) ? [.. numbers.Select(n => n!.Value)] : null;
        }
    }

    public static PanelDraft Of(Evaluation? panel)
    {
        var draft = new PanelDraft();
        if (panel is null)
        {
            draft.Seats.AddRange([
                new SeatDraft { Kind = EvaluatorKind.Scholar },
                new SeatDraft { Kind = EvaluatorKind.Media },
                new SeatDraft { Kind = EvaluatorKind.Deputy },
            ]);
            return draft;
        }

        draft.Seats.AddRange(panel.Seats.Select(s => new SeatDraft { Name = s.Name, Kind = s.Kind }));
        foreach (var d in Evaluation.Dimensions)
            draft.Weights[d] = panel.Weights[d].ToString(CultureInfo.InvariantCulture);
        return draft;
    }
}
