using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>A person without a mouse: Tab, Enter, arrows and letters, and eyes that look for where the focus is.</summary>
internal static class Keyboard
{
    /// <summary>
    /// Where the focus is, and whether it can be seen there: an outline or a ring on the element, on the label that is
    /// drawn for it, on the frame of its field, or, in a list, on the row that the list says is active.
    /// </summary>
    private const string Look = """
        () => {
          const seen = (e) => {
            if (!e) return false;
            const s = getComputedStyle(e);
            return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
          };
          const e = document.activeElement;
          if (!e || e === document.body) return ["", "seen"];
          const row = e.getAttribute("aria-activedescendant");
          const bar = (li) => li && parseFloat(getComputedStyle(li).borderLeftWidth) >= 3 && !/, 0\)$/.test(getComputedStyle(li).borderLeftColor);
          const framed = e.closest(".mud-input, .box");
          const page = e.matches("[data-home], [data-keys], main, section") && e.tabIndex < 0;
          window.stops ??= [];
          let at = window.stops.indexOf(e);
          if (at < 0) at = window.stops.push(e) - 1;
          const r = e.getBoundingClientRect();
          const label = e.nextElementSibling;
          const hidden = e.classList.contains("vh") ? label : e;
          const box = hidden.getBoundingClientRect();
          const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          return [
            at + " " + e.outerHTML.slice(0, 160),
            page || (inside && (seen(e) || seen(label?.matches("label") ? label : null) || seen(framed)
              || (row ? bar(document.getElementById(row)) : false))) ? "seen" : "",
          ];
        }
        """;

    /// <summary>All that Tab should come by: of a group of radios only one.</summary>
    private const string Tabbable = """
        () => {
          const groups = new Set();
          window.stops = [];
          return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
            .filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true }))
            .filter((e) => {
              if (e.type !== "radio") return true;
              if (groups.has(e.name)) return false;
              groups.add(e.name);
              return true;
            }).length;
        }
        """;

    private sealed record Stop(string Name, bool Seen);

    /// <summary>Presses Tab until it is there; on the way the focus is always to be seen and never stays where it is.</summary>
    public static async Task TabToAsync(this IPage page, ILocator goal, int most = 80, bool back = false)
    {
        await Expect(goal).ToBeVisibleAsync();
        var last = (await LookAsync(page)).Name;
        for (var i = 0; i < most; i++)
        {
            if (await goal.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            var stop = await LookAsync(page);
            Assert.True(stop.Seen, $"The focus cannot be seen on {stop.Name}");
            Assert.True(stop.Name.Length == 0 || stop.Name != last, $"The focus is trapped on {stop.Name}");
            last = stop.Name;
        }

        Assert.Fail($"Not reached by {most} times Tab: {goal}");
    }

    /// <summary>Tab and Enter.</summary>
    public static async Task ChooseByKeysAsync(this IPage page, ILocator goal, bool back = false)
    {
        await page.TabToAsync(goal, back: back);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Tab, what is there marked, and other words typed.</summary>
    public static async Task TypeByKeysAsync(this IPage page, ILocator goal, string text)
    {
        await page.TabToAsync(goal);
        await page.Keyboard.PressAsync("Control+a");
        // As an input method gives it: a word at once.
        await page.Keyboard.InsertTextAsync(text);
        await Expect(goal).ToHaveValueAsync(text);
    }

    /// <summary>Walks once around: everything that can be reached is reached, is seen, and lets go again.</summary>
    public static async Task WalkAsync(this IPage page, string what)
    {
        var expected = await page.EvaluateAsync<int>(Tabbable);
        var stops = new HashSet<string>(StringComparer.Ordinal);
        await page.EvaluateAsync("() => document.activeElement?.blur()");
        // A little more than there are: some pages make a scrolled part a stop by itself.
        for (var i = 0; i < expected + 8; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await LookAsync(page);
            Assert.True(stop.Seen, $"{what}: the focus cannot be seen on {stop.Name}");
            if (stop.Name.Length > 0)
                stops.Add(stop.Name[..stop.Name.IndexOf(' ', StringComparison.Ordinal)]);
        }

        Assert.True(stops.Count >= expected, $"{what}: {stops.Count} of {expected} are reached by Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        Assert.True((await LookAsync(page)).Seen, $"{what}: the focus cannot be seen on the way back");
    }

    private static async Task<Stop> LookAsync(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>(Look);
        return new Stop(told[0], told[1].Length > 0);
    }
}
