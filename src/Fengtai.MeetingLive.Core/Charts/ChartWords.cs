using System.Globalization;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// The words a chart needs, in the reader's language. Core has none of its own; the edge takes them from its resources.
/// A {0} stands for a number with its unit unless said otherwise.
/// </summary>
/// <param name="Target">The target, such as "target {0}".</param>
/// <param name="TargetBelow">A target that is a ceiling: "at most {0}".</param>
/// <param name="Sample">Marks words as made up; {0} is the words.</param>
/// <param name="Short">What is missing to the target.</param>
/// <param name="Over">By how much a ceiling is exceeded.</param>
/// <param name="Points">Percentage points; {0} is the bare number.</param>
/// <param name="Lens">How much larger the lens draws; {0} is the factor.</param>
/// <param name="LensNote">That the lens compares only what is inside it.</param>
/// <param name="OfTotal">What percentages are of.</param>
/// <param name="Sum">A line's name {0} with the sum {1} of its points.</param>
/// <param name="More">How many rows are not drawn; {0} is the bare number.</param>
/// <param name="Comma">Parts the clauses of what is spoken.</param>
/// <param name="Semicolon">Parts its rows.</param>
public sealed record ChartWords(
    string LastYear,
    string ThisYear,
    string Target,
    string TargetBelow,
    string Sample,
    string Short,
    string Over,
    string Points,
    string Lens,
    string LensNote,
    string OfTotal,
    string Sum,
    string More,
    string Comma,
    string Semicolon
)
{
    internal static string Fill(string pattern, params object[] with) =>
        string.Format(CultureInfo.InvariantCulture, pattern, with);

    internal string Clauses(params string?[] clauses) =>
        string.Join(Comma, clauses.Where(clause => !string.IsNullOrEmpty(clause)));

    internal string Rows(IEnumerable<string?> rows) =>
        string.Join(Semicolon, rows.Where(row => !string.IsNullOrEmpty(row)));
}
