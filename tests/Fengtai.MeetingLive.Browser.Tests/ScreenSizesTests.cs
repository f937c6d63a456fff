using System.Globalization;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>
/// What stands on the big screen can be read from the last row, on any projector: measured in the browser, in every scene
/// that the demo has, on paper and on ink.
/// </summary>
[Collection(Chromium.OneAtATime)]
public sealed class ScreenSizesTests(Chromium chromium)
{
    private static readonly (int Width, int Height)[] Sizes = [(1920, 1080), (3840, 2160), (1366, 768), (1024, 768)];
    private const int ScenesLeast = 30;
    private readonly StringBuilder mistakes = new();
    private int measured;

    [Fact]
    public async Task No_text_is_small_pale_cut_or_laid_over_another_in_any_scene_at_any_size()
    {
        await using var server = await DemoServer.RunAsync();
        await using var hall = await chromium.OpenAsync(Device.Hall, server.Address, calm: true);
        var screens = new Dictionary<string, IPage>(StringComparer.Ordinal)
        {
            ["paper"] = await hall.VisitAsync($"/screen/{Surfaces.Code}"),
            ["ink"] = await hall.VisitAsync($"/screen/{Surfaces.Code}?theme=ink"),
        };
        var asked = 0;
        async Task ShowAsync(SceneKind kind, string scene)
        {
            await server.DoAsync((by, at) => new ShowScene(new($"size-{asked++}"), by, at, kind));
            await MeasureAsync(screens, scene);
        }

        await ShowAsync(SceneKind.Welcome, "welcome");
        await ShowAsync(SceneKind.Question, "question:");
        await ShowAsync(SceneKind.Wall, "wall");
        await ShowAsync(SceneKind.Timetable, "timetable");
        await ShowAsync(SceneKind.Poll, "poll:");
        foreach (var slide in server.Pack.Plan.Deck.Slides)
        {
            await server.DoAsync((by, at) => new ShowSlide(new($"size-{asked++}"), by, at, slide.Id));
            await MeasureAsync(screens, $"slide:{slide.Id}");
        }

        // Rounds and polls are looked at when all have voted, open and then closed; the meeting when all is over.
        var waiting = new List<MeetingCommand>();
        foreach (var command in server.ToTheEnd())
        {
            if (command is CloseRound or ClosePoll)
            {
                var (kind, scene) = command is CloseRound ? (SceneKind.Rating, "rating:") : (SceneKind.Poll, "poll:");
                await server.DoAsync(waiting);
                await ShowAsync(kind, scene);
                await server.DoAsync([command]);
                await ShowAsync(kind, scene);
                waiting.Clear();
            }
            else
            {
                waiting.Add(command);
            }
        }

        await server.DoAsync(waiting);
        await ShowAsync(SceneKind.Question, "question:");
        await ShowAsync(SceneKind.Closing, "closing");

        Assert.True(mistakes.Length == 0, mistakes.ToString());
        // Every scene in both looks at every size; a deck or a play that shrank would measure nothing in silence.
        Assert.True(measured >= ScenesLeast * 2 * Sizes.Length, measured.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_measure_finds_what_is_wrong()
    {
        await using var server = await DemoServer.RunAsync();
        await using var hall = await chromium.OpenAsync(Device.Hall, server.Address, calm: true);
        var screen = await hall.VisitAsync($"/screen/{Surfaces.Code}");
        await server.DoAsync((by, at) => new ShowScene(new("wall"), by, at, SceneKind.Wall));
        await screen.ShowsAsync("wall");
        await screen.AddStyleTagAsync(
            new()
            {
                Content =
                    ".wall li:first-child p { font-size: 20px !important; color: #999 }"
                    + ".wall li:last-child { transform: translateY(300px) }",
            }
        );

        var wrong = string.Join('\n', await screen.EvaluateAsync<string[]>(Measure));

        Assert.Contains("20.0 px", wrong, StringComparison.Ordinal);
        Assert.Contains("contrast 2.", wrong, StringComparison.Ordinal);
        Assert.Contains("out of its scene", wrong, StringComparison.Ordinal);
    }

    private async Task MeasureAsync(Dictionary<string, IPage> screens, string scene)
    {
        foreach (var (theme, screen) in screens)
        {
            await screen.BringToFrontAsync();
            await screen.ShowsAsync(scene);
            await Expect(screen.Locator("#scene .layer")).ToHaveCountAsync(1);
            foreach (var (width, height) in Sizes)
            {
                await screen.SetViewportSizeAsync(width, height);
                measured += 1;
                foreach (var wrong in await screen.EvaluateAsync<string[]>(Measure))
                {
                    mistakes.AppendLine(CultureInfo.InvariantCulture, $"{scene} {theme} {width}×{height}: {wrong}");
                }
            }
        }
    }

    /// <summary>What is wrong with the picture that stands there, each with the words that it is about.</summary>
    private const string Measure = """
        () => {
          // On a new size the script sets the words anew, usually with the next frame: not waited for, drawing 4K takes long.
          dispatchEvent(new Event("resize"));
          const stage = document.querySelector("#scene .layer:last-child .stage");
          const box = stage.getBoundingClientRect();
          const unit = box.width / 1920;
          const wrong = [];
          const whole = (el) => (el.closest(".c, p, h1, td, li, dt, header, figcaption") ?? el).textContent;
          const say = (what, text) => wrong.push(`${what}: ${text.trim().replace(/\s+/g, " ").slice(0, 40)}`);
          const rgb = (text) => {
            const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
            return { r, g, b, a };
          };
          const light = ({ r, g, b }) => {
            const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
          // A drawn label lies on the last bar that was drawn below it; all else on the nearest ground that is not clear.
          const ground = (el, at) => {
            for (const bar of [...(el.ownerSVGElement?.querySelectorAll("rect") ?? [])].reverse()) {
              const b = bar.getBoundingClientRect();
              if (at.x >= b.left && at.x <= b.right && at.y >= b.top && at.y <= b.bottom) return getComputedStyle(bar).fill;
            }
            for (let up = el; up; up = up.parentElement) {
              const color = getComputedStyle(up).backgroundColor;
              if (rgb(color).a > 0) return color;
            }
            return "rgb(255, 255, 255)";
          };
          const top = stage.querySelector(".stage-top").getBoundingClientRect();
          const foot = stage.querySelector(".stage-foot")?.getBoundingClientRect();
          const qr = [...stage.querySelectorAll(".qr")].map((el) => el.getBoundingClientRect());
          const laid = [];
          const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const el = node.parentElement;
            const style = getComputedStyle(el);
            if (!node.textContent.trim() || style.display === "none" || style.visibility === "hidden" || el.closest("[hidden], script, style")) continue;
            const drawn = el instanceof SVGTextElement;
            const size = parseFloat(style.fontSize) * (drawn ? el.getScreenCTM().a : 1);
            if (size < 32 * unit - 0.05) say(`${(size / unit).toFixed(1)} px`, whole(el));
            const range = document.createRange();
            range.selectNodeContents(node);
            const rects = (drawn ? [el.getBoundingClientRect()] : [...range.getClientRects()]).filter((r) => r.width > 0);
            // What is cut off on purpose ends with a mark of omission and is not seen below its box.
            let clip = null;
            for (let up = el; up && up !== stage; up = up.parentElement) {
              const s = getComputedStyle(up);
              if (s.overflow !== "hidden") continue;
              clip = up.getBoundingClientRect();
              if (s.webkitLineClamp === "none" && (up.scrollWidth > up.clientWidth + 2 * unit || up.scrollHeight > up.clientHeight + 4 * unit)) say("cut", up.textContent);
              break;
            }
            if (rects.length) {
              const r = rects[0];
              const ink = rgb(drawn ? style.fill : style.color);
              const on = rgb(ground(el, { x: r.left + r.width / 2, y: r.top + r.height / 2 }));
              const ratio = contrast(ink, on);
              if (ratio < 7) say(`contrast ${ratio.toFixed(1)}`, whole(el));
            }
            for (const r of rects) {
              const middle = (r.top + r.bottom) / 2;
              const t = { left: r.left, right: r.right, top: middle - size * 0.42, bottom: middle + size * 0.42, text: whole(el), node };
              if (clip && t.bottom > clip.bottom + 1) continue;
              if (t.left < box.left - 1 || t.right > box.right + 1 || t.top < box.top - 1 || t.bottom > box.bottom + 1) say("off the picture", t.text);
              else if (t.left < box.left + 90 * unit || t.right > box.right - 90 * unit) say("into the margin", t.text);
              if (el.closest(".scene") && (t.top < top.bottom - 1 || (foot && t.bottom > foot.top + 1))) say("out of its scene", t.text);
              if (qr.some((q) => t.left < q.right && t.right > q.left && t.top < q.bottom && t.bottom > q.top && !el.closest(".off"))) say("on the QR", t.text);
              for (const o of laid) if (o.node !== node && t.left < o.right - 2 * unit && t.right > o.left + 2 * unit && t.top < o.bottom - 1 && t.bottom > o.top + 1) say("over another", `${t.text} / ${o.text}`);
              laid.push(t);
            }
          }
          for (const svg of stage.querySelectorAll(".scene svg.chart rect, .scene .photo-frame, .scene .wall, .scene table")) {
            const r = svg.getBoundingClientRect();
            if (r.bottom > (foot?.top ?? box.bottom) + 1 || r.top < top.bottom - 1 || r.right > box.right + 1) say("drawn out of its scene", svg.tagName);
          }
          return [...new Set(wrong)];
        }
        """;
}
