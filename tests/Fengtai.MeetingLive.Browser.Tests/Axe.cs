using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Gathers all that axe finds on the pages it is shown, so that one run tells everything.</summary>
internal sealed class Axe(string story)
{
    private readonly Pictures pictures = new(story);
    private readonly SortedDictionary<string, List<string>> found = new(StringComparer.Ordinal);

    /// <summary>Only what is wrong is told node by node; that is much quicker.</summary>
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    private const string TooWide = """
        () => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > room + 1 && !e.children.length)
            .slice(0, 3).map((e) => e.outerHTML.slice(0, 160));
        }
        """;

    /// <param name="picture">Taken for people to look at; one of two that differ in the size of letters only will do.</param>
    public async Task CheckAsync(string what, IPage page, bool picture = true)
    {
        if (picture)
            await pictures.TakeAsync(what, ("page", page));
        var result = await page.RunAxe(Options);
        Assert.NotEmpty(result.Passes);
        foreach (var violation in result.Violations)
        {
            var told = new StringBuilder($"{violation.Id} ({violation.Impact}) {violation.Help}\n");
            foreach (var node in violation.Nodes.Take(4))
            {
                told.Append($"    {node.Html[..Math.Min(200, node.Html.Length)]}\n");
                foreach (var check in node.Any.Concat(node.All).Concat(node.None))
                    told.Append($"      {check.Message}\n");
            }

            Add(told.ToString(), what);
        }

        // A page that is wider than its window hides something at its side.
        foreach (var wide in await page.EvaluateAsync<string[]>(TooWide))
            Add($"wider than the window: {wide}\n", what);
    }

    /// <summary>The same thing on twenty pages is one thing.</summary>
    private void Add(string told, string what)
    {
        if (!found.TryGetValue(told, out var places))
            found[told] = places = [];
        places.Add(what);
    }

    public void AssertNothing() =>
        Assert.True(
            found.Count == 0,
            string.Concat(found.Select(one => $"\n{one.Key}    on: {string.Join(", ", one.Value)}\n"))
        );
}
