using System.Text.Json;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

public sealed class PushTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task A_question_that_is_refused_after_all_leaves_every_board()
    {
        var phone = await JoinAsync();
        var ask = Script.Ask(1);
        var id = ask.Question.Value;
        await Host.DoAsync(Script, ask, Script.Approve(ask.Question));
        var held = await phone.ShownAsync(p => p.Item(id)?.ValueKind == JsonValueKind.Object);

        await Host.DoAsync(Script, Script.Refuse(ask.Question));

        await phone.ShownAsync(p => p.Item(id)?.ValueKind == JsonValueKind.Null);
        // Who was away hears of it; who comes new never knows of it.
        var back = await ConnectAsync(Host.NewDevice().Cookie);
        await back.JoinAsync(Script.Code, held.Epoch(), held.Version());
        Assert.Equal(JsonValueKind.Null, (await back.ShownAsync(_ => true)).Item(id)?.ValueKind);
        var fresh = await ConnectAsync(Host.NewDevice().Cookie);
        await fresh.JoinAsync(Script.Code);
        Assert.Null((await fresh.ShownAsync(_ => true)).Item(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_withdrawn_or_erased_leaves_every_board(bool withdrawn)
    {
        var phone = await JoinAsync();
        var ask = Script.Ask(1);
        await Host.DoAsync(Script, ask, Script.Approve(ask.Question));
        await phone.ShownAsync(p => p.Item(ask.Question.Value)?.ValueKind == JsonValueKind.Object);

        await Host.DoAsync(Script, withdrawn ? Script.Withdraw(1, ask.Question) : Script.Erase(ask.Question));

        await phone.ShownAsync(p => p.Item(ask.Question.Value)?.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Each_device_is_shown_its_own_and_no_other_s()
    {
        var device = Host.NewDevice();
        var asker = await JoinAsync(device);
        var second = await JoinAsync(device);
        var stranger = await JoinAsync();
        var reply = await asker.AskAsync("a1", "只有我自己看得到");
        var id = Assert.Single((await Host.SessionAsync(Script)).Current.Questions).Key;

        // Both of its own connections, with the receipt made again.
        foreach (var own in new[] { asker, second })
        {
            var mine = await own.ShownAsync(p => p.At("mine", "questions", id.Value) is not null);
            Assert.Equal(reply.Receipt, mine.At("mine", "questions", id.Value, "receipt")?.GetString());
            Assert.Equal("waiting", mine.At("mine", "questions", id.Value, "state")?.GetString());
        }

        await Host.DoAsync(Script, Script.Refuse(id, "请说明地点"));
        var refused = await asker.ShownAsync(p =>
            p.At("mine", "questions", id.Value, "state")?.GetString() is "refused"
        );
        Assert.Equal("请说明地点", refused.At("mine", "questions", id.Value, "reasonNote")?.GetString());
        // What comes after it has come to the stranger too, so nothing of it is still under way.
        await Host.DoAsync(Script, Script.Show(SceneKind.Timetable));
        await stranger.ShownAsync(p => p.At("scene", "kind")?.GetString() is "timetable");
        Assert.DoesNotContain(stranger.Seen, p => p.GetRawText().Contains(id.Value, StringComparison.Ordinal));
        Assert.Single(stranger.Seen, p => p.At("mine") is not null);
    }

    [Fact]
    public async Task Nothing_that_travels_tells_who_it_was()
    {
        const string Name = "王秀英";
        const string Number = "13812345678";
        var askerDevice = Host.NewDevice();
        var raterDevice = Host.NewDevice();
        using var screen = await RawSocket.ConnectAsync(Host.Address, cookie: null);
        using var phone = await RawSocket.ConnectAsync(Host.Address, Host.NewDevice().Cookie);
        await screen.JoinAsync(Script.Code, screen: true);
        await phone.JoinAsync(Script.Code, screen: false);
        var asker = await JoinAsync(askerDevice);
        var rater = await JoinAsync(raterDevice);

        await asker.AskAsync("a1", $"请回电 {Number}，路灯何时能亮？", name: Name);
        var id = Assert.Single((await Host.SessionAsync(Script)).Current.Questions).Key;
        await Host.DoAsync(Script, Script.Approve(id));
        await rater.SupportAsync(id.Value);
        await rater.RateAsync("r1", 4);
        await Host.DoAsync(Script, Script.Stage(id), Script.HandOver(id), Script.CloseRound(), Script.Close());

        foreach (var socket in new[] { screen, phone })
        {
            await socket.ReadUntilAsync("\"phase\":\"closed\"");
            var all = string.Join('\n', socket.Messages);
            Assert.Contains("路灯何时能亮？", all, StringComparison.Ordinal);
            Assert.Contains("138****5678", all, StringComparison.Ordinal);
            Assert.DoesNotContain(Name, all, StringComparison.Ordinal);
            Assert.DoesNotContain(Number, all, StringComparison.Ordinal);
            foreach (var device in new[] { askerDevice, raterDevice })
            {
                Assert.DoesNotContain(device.Id, all, StringComparison.Ordinal);
                Assert.DoesNotContain(Host.ActorOf(Script, device).Value, all, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_round_that_is_hidden_travels_without_its_figures()
    {
        await Host.DoAsync(Script, Script.CloseRound(), Script.OpenRound(Journal.Script.Conduct));
        var phone = await JoinAsync();
        var other = await JoinAsync();

        await phone.RateAsync("r1", 2, "conduct");

        var rated = await other.ShownAsync(p => p.At("rating", "rounds", "conduct", "total")?.GetInt32() == 1);
        Assert.True(rated.At("rating", "rounds", "conduct", "counts") is null or { ValueKind: JsonValueKind.Null });
        await Host.DoAsync(Script, Script.CloseRound(Journal.Script.Conduct));
        await other.ShownAsync(p => p.At("rating", "rounds", "conduct", "counts")?.GetRawText() is "[0,1,0,0,0]");
    }

    [Fact]
    public async Task Patches_add_up_to_what_a_newcomer_is_shown()
    {
        var phone = await JoinAsync();
        var ask = Script.Ask(1);
        await Host.DoAsync(Script, ask, Script.Approve(ask.Question), Script.Support(2, ask.Question));
        await Host.DoAsync(Script, Script.Rate(1, 5), Script.Rate(1, 3), Script.Stage(ask.Question));
        await Host.DoAsync(Script, Script.HandOver(ask.Question), Script.Show(SceneKind.Rating));
        var newcomer = await ConnectAsync(cookie: null);
        var version = (await newcomer.JoinAsync(Script.Code, screen: true)).Version;
        var full = await newcomer.ShownAsync(_ => true);
        await phone.ShownAsync(p => p.Version() >= version);

        var sum = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, value) in phone.Seen.SelectMany(Leaves))
        {
            sum[at] = value;
        }

        Assert.Equal(new SortedDictionary<string, string>(Leaves(full).ToDictionary(), StringComparer.Ordinal), sum);
    }

    /// <summary>Item by item, as a client keeps them; a device's own left out.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonElement patch)
    {
        foreach (var section in patch.GetProperty("sections").EnumerateObject().Where(s => s.Name is not "mine"))
        {
            var items = section.Name switch
            {
                "rating" => section.Value.GetProperty("rounds"),
                "board" or "timetable" or "present" or "screens" => section.Value.GetProperty("items"),
                "supports" => section.Value,
                _ => default,
            };
            if (items.ValueKind == JsonValueKind.Undefined)
            {
                yield return KeyValuePair.Create(section.Name, section.Value.GetRawText());
                continue;
            }

            foreach (var item in items.EnumerateObject())
            {
                yield return KeyValuePair.Create($"{section.Name}/{item.Name}", item.Value.GetRawText());
            }
        }
    }
}
