using System.Net;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>A server that has as many as it serves well: here, one.</summary>
public sealed class HallFullTests : IAsyncLifetime
{
    private const string Code = "FT2025";

    private readonly SqliteDatabase database = new();
    private WebApplication app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Address => new(app.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        app = await HubHost.PrepareAsync(
            database,
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=true",
            "--Residents:Most=1"
        );
        await DemoStart.SeedAsync(app.Services, Cancel);
        await app.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Whoever_comes_then_is_told_so_and_the_page_looks_again_by_itself()
    {
        await using var first = await JoinAsync();

        using var visitor = new HttpClient { BaseAddress = Address };
        using var answer = await visitor.GetAsync(new Uri($"/m/{Code}", UriKind.Relative), Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(Crowd.AgainAfter), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(["20"], answer.Headers.GetValues("Refresh"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("每20秒自己再试一次", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/live/{Code}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_here_before_is_let_in_and_a_socket_too_many_is_closed_without_touching_the_others()
    {
        await using var first = await JoinAsync();
        var known = HubHost.NewDevice(app);
        using var visitor = new HttpClient { BaseAddress = Address };
        visitor.DefaultRequestHeaders.Add("Cookie", $"{DeviceCookie.Name}={known.Cookie}");

        using var answer = await visitor.GetAsync(new Uri($"/m/{Code}", UriKind.Relative), Cancel);
        var cut = await Record.ExceptionAsync(async () =>
        {
            await using var second = await Phone.ConnectAsync(Address, known.Cookie);
            await second.Closed.WaitAsync(Cancel);
            await second.JoinAsync(Code);
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull(cut);
        Assert.True((await first.RateAsync("rating", 5)).Ok);
    }

    [Fact]
    public async Task Once_somebody_has_gone_there_is_room()
    {
        var crowd = app.Services.GetRequiredService<Crowd>();
        var first = await JoinAsync();
        Assert.True(crowd.IsFull);

        await first.DisposeAsync();
        while (crowd.IsFull)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await using var next = await JoinAsync();
        Assert.True((await next.RateAsync("rating", 4)).Ok);
    }

    private async Task<Phone> JoinAsync()
    {
        var phone = await Phone.ConnectAsync(Address, HubHost.NewDevice(app).Cookie);
        Assert.True((await phone.JoinAsync(Code)).Ok);
        return phone;
    }
}
