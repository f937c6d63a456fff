using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fengtai.MeetingLive.Load;

/// <summary>One line of the table.</summary>
/// <param name="Bare">Null where the bare hub has no such figure.</param>
/// <param name="Within">Null when it is not judged.</param>
internal sealed record Row(
    string Scenario,
    string Name,
    string Unit,
    double? Ours,
    double? Bare,
    double? Ratio,
    string? Limit,
    bool? Within
);

/// <summary>Both servers' figures side by side, with what is to be reached.</summary>
internal sealed record Report(string Machine, LoadOptions Options, DateTimeOffset At, IReadOnlyList<Row> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [JsonIgnore]
    public IEnumerable<Row> Missed => Rows.Where(row => row.Within == false);

    public static Report Of(
        LoadOptions options,
        string machine,
        DateTimeOffset at,
        IReadOnlyList<Figure> ours,
        IReadOnlyList<Figure> bare
    )
    {
        var limits = Limits.Of(options).ToDictionary(limit => (limit.Scenario, limit.Name));
        var beside = bare.ToDictionary(figure => (figure.Scenario, figure.Name), figure => figure.Value);
        return new Report(
            machine,
            options,
            at,
            [
                .. ours.Select(figure =>
                {
                    double? other = beside.TryGetValue((figure.Scenario, figure.Name), out var value) ? value : null;
                    var ratio = other > 0 && figure.Unit is not "%" ? figure.Value / other : null;
                    var limit = limits.GetValueOrDefault((figure.Scenario, figure.Name));
                    var judged = limit is not null && (options.Timed || !limit.Timed);
                    // What could not be measured is not within anything.
                    bool? within = judged ? limit!.Allows(figure.Value, ratio ?? double.NaN) : null;
                    return new Row(
                        figure.Scenario,
                        figure.Name,
                        figure.Unit,
                        Finite(figure.Value),
                        Finite(other),
                        Finite(ratio),
                        limit?.ToString(),
                        within
                    );
                }),
            ]
        );
    }

    /// <summary>As Markdown, so that it can be put where it is kept.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Options.Played}; {Machine}; {At:yyyy-MM-dd HH:mm} UTC");
        text.AppendLine();
        text.AppendLine("| scenario | figure | ours | bare hub | ratio | to reach | |");
        text.AppendLine("|---|---|--:|--:|--:|---|---|");
        var scenario = "";
        foreach (var row in Rows)
        {
            var first = row.Scenario == scenario ? "" : row.Scenario;
            scenario = row.Scenario;
            var verdict = row.Within switch
            {
                true => "✓",
                false => "✗",
                null => "",
            };
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {first} | {row.Name} | {Number(row.Ours, row.Unit)} | {Number(row.Bare, row.Unit)} | {Number(row.Ratio, "")} | {row.Limit} | {verdict} |"
            );
        }

        return text.ToString();
    }

    /// <summary>As a list with an entry for each run, also when there was one.</summary>
    public static Task WriteAsync(IReadOnlyList<Report> reports, string file) =>
        File.WriteAllTextAsync(file, JsonSerializer.Serialize(reports, Json) + "\n");

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Number(double? value, string unit)
    {
        if (value is not { } number)
            return "–";
        var digits = Math.Abs(number) switch
        {
            >= 100 => "#,0",
            >= 10 => "0.#",
            _ => "0.##",
        };
        var text = number.ToString(digits, CultureInfo.InvariantCulture);
        return unit.Length == 0 ? text : $"{text} {unit}";
    }
}
