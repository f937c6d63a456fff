using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Staff.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Operations;

/// <summary>
/// A short meeting with all that goes wrong in one, and what the log says of it: templates with named values, and nobody's
/// words, names, cookies, codes or addresses that are keys. Everything of ours is logged at the finest level here, the
/// framework's as an operator would who wants to see more. Phone numbers are looked for in Privacy/.
/// </summary>
public sealed class LogLinesTests : IAsyncLifetime
{
    private const string Code = "FT2025";
    private const string Words = "西里12号楼前的路灯什么时候能亮";
    private const string Name = "王秀兰";
    private const string Phone = "13812345678";
    private const string Password = "写错了的口令9x7q";
    private const string Typed = "ABCDE98765";

    private readonly SqliteDatabase database = new();
    private readonly LogBook log = new();
    private readonly List<string> secrets = [Words, Name, Phone, Password, Typed];
    private WebApplication app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Address => new(app.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=true",
            "--Logging:LogLevel:Default=Information",
            "--Logging:LogLevel:Microsoft.AspNetCore=Information",
            "--Logging:LogLevel:Fengtai.MeetingLive=Trace",
        ]);
        builder.Logging.ClearProviders().AddProvider(log);
        app = MeetingHost.Build(builder);
        await app.Services.GetRequiredService<MeetingStore>().PrepareAsync(Cancel);
        await DemoStart.SeedAsync(app.Services, Cancel);
        await app.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task Every_line_is_a_template_with_named_values_and_tells_of_nobody()
    {
        await PhoneAsync();
        await FormsAsync();
        await LinksAsync();
        await FailingAsync();

        var ours = log.Lines.Where(line => line.Category.StartsWith("Fengtai.", StringComparison.Ordinal)).ToArray();
        // What failed is there, or nothing was looked at.
        Assert.Contains(ours, line => line.Template == "A batch of {Count} for meeting {Meeting} was not written");
        Assert.Contains(ours, line => line.Category == typeof(ConnectionBudget).FullName);
        Assert.All(ours, line => Assert.NotNull(line.Template));
        // Each name in braces has its value.
        Assert.All(ours, line => Assert.Equal(line.Template!.Count(c => c == '{'), line.Values.Count));
        var told = secrets
            .Distinct(StringComparer.Ordinal)
            .SelectMany(secret => log.Lines.Where(line => Holds(line, secret)).Select(line => $"{secret}: {line}"));
        Assert.Empty(told);
    }

    private static bool Holds(LogLine line, string secret) =>
        line.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)
        || line.Values.Values.Any(value => $"{value}".Contains(secret, StringComparison.OrdinalIgnoreCase));

    /// <summary>Over the hub: what is taken, what is refused, what fits no method, and too much of it.</summary>
    private async Task PhoneAsync()
    {
        var device = HubHost.NewDevice(app);
        secrets.AddRange([device.Id, device.Cookie]);
        await using (var phone = await Hub.Phone.ConnectAsync(Address, device.Cookie))
        {
            Assert.True((await phone.JoinAsync(Code)).Ok);
            var asked = await phone.AskAsync("ask-1", $"{Words}？请打{Phone}", name: Name);
            Assert.True(asked.Ok, asked.Code);
            secrets.Add(asked.Receipt!);
            var rated = await phone.RateAsync("rate-1", 5);
            Assert.True(rated.Ok);
            secrets.Add(rated.Receipt!);
            Assert.False((await phone.RateAsync("rate-2", 9)).Ok);
            Assert.False((await phone.AskAsync("ask-2", new string('长', 501) + Words)).Ok);
            Assert.False((await phone.SupportAsync(Words)).Ok);
        }

        using var socket = await RawSocket.ConnectAsync(Address, device.Cookie);
        for (var n = 0; n <= ConnectionBudget.FaultsInAll; n++)
            await socket.SendAsync(
                $$"""{"type":1,"invocationId":"{{n}}","target":"{{Words}}","arguments":["{{Name}}"]}"""
            );
        while (await socket.NextAsync() is not null)
            Cancel.ThrowIfCancellationRequested();
        using var broken = await RawSocket.ConnectAsync(Address, device.Cookie);
        await broken.SendAsync($"no JSON, but {Words}");
        while (await broken.NextAsync() is not null)
            Cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Without a script: with codes in forms and addresses, a wrong password, a token that is not ours.</summary>
    private async Task FormsAsync()
    {
        using var browser = new PlainBrowser(Address);
        await browser.GetAsync($"/m/{Code}?k={Typed}&t={Typed}");
        var token = await browser.TokenAsync($"/m/{Code}");
        secrets.Add(token.Value);
        secrets.AddRange(
            browser.Cookies.Split("; ").Select(cookie => cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..])
        );
        await browser.PostAsync($"/m/{Code}/ask", token, null, ("id", "form-1"), ("text", $"{Words}，{Phone}"));
        await browser.PostAsync($"/m/{Code}/ask", ("__RequestVerificationToken", Typed), null, ("text", Words));
        await browser.SendAsync("/receipt", "/receipt", ("code", Typed));
        await browser.GetAsync($"/receipt?code={Typed}");
        await browser.PostAsync("/signin", token, null, ("name", Name), ("password", Password));
        await browser.GetAsync($"/desk/{Code}?q={Phone}");
        await browser.GetAsync($"/screen/{Code}?key={Typed}");
    }

    /// <summary>Addresses that are keys: what holds, and what does not.</summary>
    private async Task LinksAsync()
    {
        using var browser = new PlainBrowser(Address);
        var session = (await app.Services.GetRequiredService<MeetingSessions>().FindAsync(Code, Cancel))!.Session;
        var links = app.Services.GetRequiredService<SignedLinks>();
        var street = session.Current.Plan.Street;
        foreach (
            var (kind, letter) in new[]
            {
                (LinkKind.Unit, "u"),
                (LinkKind.Whistle, "w"),
                (LinkKind.Evaluator, "e"),
                (LinkKind.Feed, "feed"),
            }
        )
        {
            var subject = new LinkSubject(
                kind,
                street,
                session.Current.Id,
                new CommitmentId("none"),
                new WhistleId("w")
            );
            var until = DateTimeOffset.UtcNow.AddDays(1);
            var token = await links.IssueAsync(subject, Name, new ActorId("office"), until, Cancel);
            secrets.Add(token);
            await browser.GetAsync($"/{letter}/{token}");
            await browser.PostAsync($"/{letter}/{token}", null, null, ("note", Words));
        }
    }

    /// <summary>The disk does not take it.</summary>
    private async Task FailingAsync()
    {
        var device = HubHost.NewDevice(app);
        secrets.AddRange([device.Id, device.Cookie]);
        await using var phone = await Hub.Phone.ConnectAsync(Address, device.Cookie);
        Assert.True((await phone.JoinAsync(Code)).Ok);
        await using (var context = app.Services.GetRequiredService<MeetingStore>().Create())
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE Journal RENAME TO Gone", Cancel);
        var failed = await phone.AskAsync("ask-9", $"{Words}？", name: Name);
        Assert.False(failed.Ok);
        // A page that fails altogether.
        await using (var context = app.Services.GetRequiredService<MeetingStore>().Create())
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE JoinCodes RENAME TO Lost", Cancel);
        using var browser = new PlainBrowser(Address);
        Assert.Equal(
            System.Net.HttpStatusCode.InternalServerError,
            (await browser.GetAsync($"/m/NOPE99?k={Typed}")).Status
        );
    }
}
