using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>The retention as the server itself runs it: nobody calls it, it is due and it happens.</summary>
public sealed class RetentionAtWorkTests : IAsyncDisposable
{
    private readonly SqliteDatabase database = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 8, 25, 6, 0, 0, TimeSpan.Zero));
    private readonly LogBook log = new();
    private readonly WebApplication app;

    public RetentionAtWorkTests()
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--urls=http://127.0.0.1:0",
        ]);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(clock);
        app = MeetingHost.Build(builder);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MeetingStore Store => app.Services.GetRequiredService<MeetingStore>();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        log.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task The_server_erases_what_is_due_when_it_starts_and_again_every_day()
    {
        await Store.PrepareAsync(Cancel);
        var days = new PrivacyOptions().SessionDays;
        await SignedInAsync("due", clock.GetUtcNow().AddDays(-days - 1));
        await SignedInAsync("tomorrow", clock.GetUtcNow().AddDays(-days).AddHours(1));
        await SignedInAsync("later", clock.GetUtcNow());

        await app.StartAsync(Cancel);
        await HeardAsync("1 sign-ins");
        Assert.Equal(["later", "tomorrow"], await LeftAsync());

        clock.Advance(RetentionCare.Every);
        await HeardAsync("1 sign-ins");
        Assert.Equal(["later"], await LeftAsync());
        var (at, counts) = (await app.Services.GetRequiredService<Retention>().LastAsync(Cancel))!.Value;
        Assert.Equal((clock.GetUtcNow(), 1), (at, counts.Total));
        await app.StopAsync(Cancel);
    }

    private async Task HeardAsync(string part) =>
        Assert.Contains(part, (await log.NextOfAsync<RetentionCare>(Cancel)).Text, StringComparison.Ordinal);

    private async Task SignedInAsync(string id, DateTimeOffset at)
    {
        await using var context = Store.Create();
        var account = new StaffAccount { UserName = id };
        context.Users.Add(account);
        context.Sessions.Add(
            new StaffSessionRow
            {
                Id = id,
                AccountId = account.Id,
                StartedAt = at.UtcTicks,
                SeenAt = at.UtcTicks,
                Device = "",
            }
        );
        await context.SaveChangesAsync(Cancel);
    }

    private async Task<List<string>> LeftAsync()
    {
        await using var context = Store.Create();
        return await context.Sessions.Select(s => s.Id).OrderBy(id => id).ToListAsync(Cancel);
    }
}
