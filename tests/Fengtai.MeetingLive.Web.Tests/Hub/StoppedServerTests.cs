using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// The server is told to stop (SIGTERM) in the middle of a storm: it finishes what it writes, tells the phones that it goes,
/// and ends as whoever runs it expects. After the restart all are back and nothing is lost or doubled.
/// </summary>
public sealed class StoppedServerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Phones = 40;
    private const int Ratings = 20;
    private const int AnswersBefore = 200;

    /// <summary>After so long the service manager kills it (TimeoutStopSec of meetinglive.service).</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Told_to_stop_in_a_storm_it_ends_in_order_and_after_the_restart_all_are_back()
    {
        await using var services = await HubHost.PrepareAsync(database);
        var devices = Enumerable.Range(0, Phones).Select(_ => HubHost.NewDevice(services)).ToArray();
        var storm = new Storm(Phones);
        Phone[] phones;
        using (var server = await ServerProcess.StartAsync(database))
        {
            phones = await Storm.ConnectAsync(server, devices);
            using var screen = await RawSocket.ConnectAsync(server.Address, devices[0].Cookie);
            var enough = storm.Await(AnswersBefore);
            var raters = phones.Select((phone, i) => storm.RateAsync(phone, i, Ratings)).ToArray();
            await enough.WaitAsync(Cancel);

            var told = Stopwatch.GetTimestamp();
            var code = await server.StopAsync();
            var took = Stopwatch.GetElapsedTime(told);

            await Task.WhenAll(raters);
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"It ended {took.TotalSeconds:0.0} s after it was told, with {storm.Answered.Count} ratings answered"
            );
            Assert.Equal((0, ""), (code, server.Said.Contains("   at ", StringComparison.Ordinal) ? server.Said : ""));
            Assert.InRange(took, TimeSpan.Zero, Limit);
            Assert.InRange(storm.Answered.Count, AnswersBefore, Phones * Ratings - 1);
            // Nobody is left to find out by a time-out: a phone's page comes back from any close.
            Assert.Null(await screen.NextAsync());
            await Task.WhenAll(phones.Select(phone => phone.Closed.WaitAsync(Cancel)));
        }

        await Storm.DisconnectAsync(phones);
        using (var server = await ServerProcess.StartAsync(database))
        {
            var back = await Storm.ConnectAsync(server, devices);
            await Task.WhenAll(back.Select((phone, i) => storm.RateAsync(phone, i, ratings: 1)));
            await Storm.DisconnectAsync(back);
            Assert.Equal(0, await server.StopAsync());
        }

        await storm.AssertOnDiskAsync(database, services, devices);
    }

    [Fact]
    public async Task Who_stalls_when_it_is_told_to_stop_is_given_ten_seconds_and_then_it_ends_in_order()
    {
        using var server = await ServerProcess.StartAsync(database);
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Address.Host, server.Address.Port, Cancel);
        await using var stream = slow.GetStream();
        using var answer = new StreamReader(stream, Encoding.ASCII);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "POST /m/FT2025/ask HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
            ),
            Cancel
        );
        // The server waits for the form, of which nothing will come.
        Assert.Equal("HTTP/1.1 100 Continue", await answer.ReadLineAsync(Cancel));

        var told = Stopwatch.GetTimestamp();
        var code = await server.StopAsync();
        var took = Stopwatch.GetElapsedTime(told);

        // In order: one that is cut short ends with another code.
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.FromSeconds(9), Limit);
    }
}
