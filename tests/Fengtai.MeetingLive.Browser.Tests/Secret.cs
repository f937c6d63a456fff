using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Figures that somebody typed and that no page and nothing that a server sends may ever show.</summary>
internal sealed class Secret(string figures)
{
    private readonly ConcurrentQueue<string> told = new();
    private int pages;
    private int frames;

    /// <summary>Everything that a page of these windows receives while it is open, too.</summary>
    public void Guard(IBrowserContext context) =>
        context.Page += (_, page) =>
            page.WebSocket += (_, socket) =>
                socket.FrameReceived += (_, frame) =>
                {
                    Interlocked.Increment(ref frames);
                    Look(socket.Url, frame.Text);
                };

    /// <summary>What the page shows and hides now.</summary>
    public async Task LookAsync(params IPage[] shown)
    {
        foreach (var page in shown)
        {
            Interlocked.Increment(ref pages);
            Look(page.Url, await page.ContentAsync());
        }
    }

    public void Look(string where, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        if (string.Concat(text.Where(c => c is not (' ' or '-'))).Contains(figures, StringComparison.Ordinal))
            told.Enqueue(where);
    }

    public void AssertKept()
    {
        Assert.NotEqual(0, pages);
        Assert.NotEqual(0, frames);
        Assert.Empty(told);
    }
}
