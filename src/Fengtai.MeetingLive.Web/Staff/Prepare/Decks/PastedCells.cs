using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>Puts a pasted block into the grid, from one cell on, and says what was done with it.</summary>
internal static class PastedCells
{
    public static string Put(SlideDraft draft, int row, int column, string text, IStringLocalizer<DeckWords> words)
    {
        var (shape, cells, block) = (SheetShape.Of(draft.Kind), draft.Cells, PastedTable.Read(text));
        if (row < 0 || row >= cells.Length || column < 0 || column >= shape.Columns.Length || block.IsEmpty)
            return words["paste-none"];
        var said = new List<string>();
        // The names of columns that the grid has already are no row of figures.
        var first = 0;
        if (!shape.OwnHead && block.Length > 1 && IsHeading(block[0], shape, column))
        {
            first = 1;
            said.Add(words["paste-heading"]);
        }

        var (rows, columns) = (
            Math.Min(block.Length - first, cells.Length - row),
            Math.Min(block.Max(line => line.Length), shape.Columns.Length - column)
        );
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < Math.Min(columns, block[first + r].Length); c++)
                cells[row + r][column + c] = block[first + r][c];
        }

        said.Insert(0, words["paste-done", rows, columns]);
        if (block.Length - first > rows)
            said.Add(words["paste-rows", first + rows + 1, block.Length - first - rows]);
        if (block.Max(line => line.Length) > columns)
            said.Add(words["paste-columns", columns + 1]);
        return string.Concat(said);
    }

    private static bool IsHeading(IReadOnlyList<string> line, SheetShape shape, int column)
    {
        var numbers = line.Where(
                (_, index) =>
                    column + index < shape.Columns.Length && shape.Columns[column + index].Kind == CellKind.Number
            )
            .Where(cell => cell.Length > 0)
            .ToList();
        return numbers.Count > 0 && numbers.TrueForAll(cell => TypedNumber.Read(cell) is null);
    }
}
