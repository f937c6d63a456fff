using System.Collections.Immutable;
using System.Text;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>Cells as a spreadsheet puts them on the clipboard: tabs and lines, quotes around what holds either.</summary>
public static class PastedTable
{
    public static ImmutableArray<ImmutableArray<string>> Read(string text)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var row = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < text.Length; index++)
        {
            var c = text[index];
            if (quoted)
            {
                if (c == '"' && index + 1 < text.Length && text[index + 1] == '"')
                {
                    cell.Append('"');
                    index++;
                }
                else if (c == '"')
                    quoted = false;
                else
                    cell.Append(c);
            }
            // Inside a cell a quote is a quote.
            else if (c == '"' && cell.Length == 0)
                quoted = true;
            else if (c == '\t')
                EndCell();
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && index + 1 < text.Length && text[index + 1] == '\n')
                    index++;
                EndRow();
            }
            else
                cell.Append(c);
        }

        if (cell.Length > 0 || row.Count > 0)
            EndRow();
        // A copied block ends with a line end, sometimes with several.
        while (rows.Count > 0 && rows[^1].All(string.IsNullOrEmpty))
            rows.RemoveAt(rows.Count - 1);
        return rows.ToImmutable();

        void EndCell()
        {
            // A line break inside a cell has no place on a slide.
            row.Add(
                string.Join(' ', cell.ToString().Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
                    .Trim()
            );
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add(row.ToImmutable());
            row.Clear();
        }
    }
}
