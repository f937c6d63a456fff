using System.Collections.Immutable;
using UglyToad.PdfPig.Content;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Reads a page's letters back as lines, by their base lines.</summary>
internal static class PageLines
{
    public static ImmutableArray<string> Read(Page page) =>
        [
            .. page
                .Letters.GroupBy(letter => Math.Round(letter.StartBaseLine.Y, 1))
                .OrderByDescending(line => line.Key)
                .Select(line =>
                    string.Concat(line.OrderBy(letter => letter.StartBaseLine.X).Select(letter => letter.Value)).Trim()
                )
                .Where(line => line.Length > 0),
        ];
}
