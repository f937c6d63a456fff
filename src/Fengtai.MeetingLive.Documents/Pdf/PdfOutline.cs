using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>An entry of the outline that a reader shows beside the pages.</summary>
/// <param name="Level">1 is the highest; a level that is left out counts as the next lower one.</param>
/// <param name="Destination">The name under which its place is written.</param>
internal sealed record Bookmark(int Level, string Title, string Destination);

/// <summary>The outline as PDF objects (ISO 32000-1, 12.3.3).</summary>
internal static class PdfOutline
{
    /// <returns>The outline itself, then its entries; nothing when there are none.</returns>
    /// <param name="first">The number of the first object.</param>
    public static ImmutableArray<string> Objects(IReadOnlyList<Bookmark> bookmarks, int first)
    {
        if (bookmarks.Count == 0)
            return [];
        var parents = Parents(bookmarks);
        var below = Enumerable.Range(0, bookmarks.Count).ToLookup(index => parents[index]);
        return
        [
            $"<</Type /Outlines\n{Children(-1)}>>\n",
            .. bookmarks.Select(
                (one, index) =>
                    $"<</Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(one.Title))}>\n"
                    + $"/Parent {Ref(parents[index])}\n{Siblings(index)}{Children(index)}/Dest /{one.Destination}>>\n"
            ),
        ];

        string Ref(int index) => string.Create(CultureInfo.InvariantCulture, $"{first + 1 + index} 0 R");

        string Siblings(int index)
        {
            var all = below[parents[index]].ToArray();
            var place = Array.IndexOf(all, index);
            var previous = place > 0 ? $"/Prev {Ref(all[place - 1])}\n" : "";
            return place + 1 < all.Length ? $"{previous}/Next {Ref(all[place + 1])}\n" : previous;
        }

        string Children(int index)
        {
            var all = below[index].ToArray();
            if (all.Length == 0)
                return "";
            // The first level stands open; what lies below it is closed, which a negative count says.
            var count = index < 0 ? all.Length : -all.Length;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"/First {Ref(all[0])}\n/Last {Ref(all[^1])}\n/Count {count}\n"
            );
        }
    }

    /// <summary>Of each entry the one it stands under; -1 is the outline itself.</summary>
    private static int[] Parents(IReadOnlyList<Bookmark> bookmarks)
    {
        var parents = new int[bookmarks.Count];
        var open = new Stack<int>();
        for (var index = 0; index < bookmarks.Count; index++)
        {
            while (open.TryPeek(out var above) && bookmarks[above].Level >= bookmarks[index].Level)
                open.Pop();
            parents[index] = open.TryPeek(out var parent) ? parent : -1;
            open.Push(index);
        }

        return parents;
    }
}
