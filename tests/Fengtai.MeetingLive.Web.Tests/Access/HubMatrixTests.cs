using System.Reflection;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>
/// Every method of every hub, called by everybody. Only a device that has joined acts, whoever is signed in beside it; all
/// else is answered with a code and words, and nothing is journalled.
/// </summary>
public sealed class HubMatrixTests(AccessMatrixHost host) : IClassFixture<AccessMatrixHost>
{
    private static int ids;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>By method: what it is called with in a meeting. Join is not among them: it is how one becomes a device.</summary>
    private static readonly Dictionary<string, Func<Place, object>> Acts = new(StringComparer.Ordinal)
    {
        ["Ask"] = _ => new AskRequest($"matrix-{Interlocked.Increment(ref ids)}", "路灯何时亮？"),
        ["Support"] = place => new SupportRequest(place.Waiting.Value),
        ["Withdraw"] = place => new WithdrawRequest(place.Waiting.Value),
        ["Rate"] = _ => new RateRequest($"matrix-{Interlocked.Increment(ref ids)}", Script.Overall.Value, 5),
        ["Vote"] = _ => new VoteRequest($"matrix-{Interlocked.Increment(ref ids)}", Script.Site.Value, ["west"]),
    };

    [Fact]
    public void Every_method_of_every_hub_is_in_the_table()
    {
        var hubs = typeof(ResidentHub)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Microsoft.AspNetCore.SignalR.Hub)) && !type.IsAbstract);
        var methods = hubs.SelectMany(hub =>
                hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            )
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition() == method)
            .Select(method => method.Name);

        Assert.Equal([.. Acts.Keys.Append("Join").Order()], methods.Order());
    }

    [Fact]
    public async Task Who_has_not_joined_or_joined_as_a_screen_is_refused_in_words_whatever_the_account()
    {
        var before = await JournalsAsync();
        foreach (var person in host.People)
        {
            foreach (var screen in new[] { false, true })
            {
                // Staff have no device: a cookie of an account is none.
                await using var connection = await ConnectAsync(person.SignedIn ? person.Browser.Cookies : null);
                if (screen)
                    Assert.True((await JoinAsync(connection, host.Own.Running.Code, screen: true)).Ok);
                else
                    AssertRefused("device.unknown", await JoinAsync(connection, host.Own.Running.Code));
                foreach (var (method, argument) in Acts)
                    AssertRefused(
                        "device.not-joined",
                        await connection.InvokeAsync<Reply>(method, argument(host.Own), Cancel)
                    );
            }
        }

        Assert.Equal(before, await JournalsAsync());
    }

    [Fact]
    public async Task A_resident_acts_in_the_meeting_that_was_joined_and_in_no_other()
    {
        await using var connection = await ConnectAsync(await DeviceAsync(host.Own));
        Assert.True((await JoinAsync(connection, host.Own.Running.Code)).Ok);
        var other = await ReadAsync(host.Other);

        // The other street's question is unknown here, and its meeting hears nothing.
        foreach (var method in (string[])["Support", "Withdraw"])
            AssertRefused(
                "question.unknown",
                await connection.InvokeAsync<Reply>(method, Acts[method](host.Other), Cancel)
            );
        foreach (var method in (string[])["Ask", "Rate", "Vote"])
        {
            var reply = await connection.InvokeAsync<Reply>(method, Acts[method](host.Own), Cancel);
            Assert.True(reply.Ok, $"{method}: {reply.Code}");
        }

        Assert.Equal(other, await ReadAsync(host.Other));
    }

    [Fact]
    public async Task A_phone_that_turns_into_a_screen_or_meets_a_meeting_that_is_over_acts_no_more()
    {
        await using var connection = await ConnectAsync(await DeviceAsync(host.Own));
        Assert.True((await JoinAsync(connection, host.Own.Running.Code)).Ok);
        await using var late = await ConnectAsync(await DeviceAsync(host.Own));
        Assert.True((await JoinAsync(late, host.Own.Code)).Ok);
        Assert.True((await JoinAsync(connection, host.Own.Running.Code, screen: true)).Ok);
        var held = (await host.Service<MeetingSessions>().FindAsync(host.Own.Code, Cancel))!.Session;
        var before = held.Current.Version;

        foreach (var (method, argument) in Acts)
        {
            AssertRefused("device.not-joined", await connection.InvokeAsync<Reply>(method, argument(host.Own), Cancel));
            var reply = await late.InvokeAsync<Reply>(method, argument(host.Own), Cancel);
            Assert.False(reply.Ok);
            Assert.False(string.IsNullOrWhiteSpace(reply.Message));
        }

        Assert.Equal(before, held.Current.Version);
    }

    [Fact]
    public async Task What_a_connection_is_shown_holds_no_secret_whoever_is_signed_in_beside_it()
    {
        foreach (var person in host.People)
        {
            await using var connection = await ConnectAsync(person.Browser.Cookies);
            var shown = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            connection.On<JsonElement>(nameof(IResidentClient.Show), patch => shown.TrySetResult(patch.GetRawText()));
            await JoinAsync(connection, host.Own.Running.Code, screen: true);
            var told = await shown.Task.WaitAsync(Cancel);
            Assert.DoesNotContain(host.Own.Secrets, secret => told.Contains(secret, StringComparison.Ordinal));
        }
    }

    private async Task<HubConnection> ConnectAsync(string? cookies)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(host.Address, "/hubs/resident"),
                HttpTransportType.WebSockets,
                options =>
                {
                    options.SkipNegotiation = true;
                    if (cookies is { Length: > 0 })
                        options.Headers["Cookie"] = cookies;
                }
            )
            .Build();
        await connection.StartAsync(Cancel);
        return connection;
    }

    /// <summary>A new phone's cookie, as the page gives it.</summary>
    private async Task<string> DeviceAsync(Place place)
    {
        using var browser = new Staff.Access.PlainBrowser(host.Address);
        await browser.GetAsync($"/m/{place.Running.Code}");
        return browser.Cookies;
    }

    private static Task<Reply> JoinAsync(HubConnection connection, string code, bool screen = false) =>
        connection.InvokeAsync<Reply>("Join", new JoinRequest(code, Screen: screen), Cancel);

    private static void AssertRefused(string code, Reply reply)
    {
        Assert.Equal((false, code), (reply.Ok, reply.Code));
        Assert.False(string.IsNullOrWhiteSpace(reply.Message));
        Assert.NotEqual(code, reply.Message);
    }

    private async Task<string> JournalsAsync() => (await host.ReadAllAsync())["Journal"];

    private async Task<int> ReadAsync(Place place) =>
        (await host.Service<MeetingJournal>().ReadAsync(place.Running.Meeting, Cancel)).Count;
}
