using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Figures that somebody typed and that no page and nothing that a server sends may ever show.</summary>
internal sealed class Secret(string figures)
{
    private readonly ConcurrentQueue<string> told = new();
    private int seen;

    /// <summary>Everything that a page of these windows receives while it is open, too.</summary>
    public void Guard(IBrowserContext context) =>
        context.Page += (_, page) =>
            page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Look(socket.Url, frame.Text);

    /// <summary>What the page shows and hides now.</summary>
    public async Task LookAsync(params IPage[] pages)
    {
        foreach (var page in pages)
            Look(page.Url, await page.ContentAsync());
    }

    public void Look(string where, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        Interlocked.Increment(ref seen);
        if (string.Concat(text.Where(c => c is not (' ' or '-'))).Contains(figures, StringComparison.Ordinal))
            told.Enqueue(where);
    }

    public void AssertKept()
    {
        Assert.NotEqual(0, seen);
        Assert.Empty(told);
    }
}
