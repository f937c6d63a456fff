using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>One meeting for each test, on the class's host; whoever connects is disconnected in the end.</summary>
public abstract class HubTest(HubHost host) : IAsyncLifetime
{
    private readonly List<Phone> phones = [];

    private protected HubHost Host => host;

    private protected Script Script { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Script = await host.MeetingAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in phones)
        {
            await phone.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task<Phone> ConnectAsync(string? cookie)
    {
        var phone = await Phone.ConnectAsync(host.Address, cookie);
        phones.Add(phone);
        return phone;
    }

    /// <summary>A phone that has joined and is counted as present.</summary>
    private protected async Task<Phone> JoinAsync(Device? device = null)
    {
        device ??= host.NewDevice();
        var who = host.ActorOf(Script, device);
        var session = await host.SessionAsync(Script);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = session.Subscribe(now => Look(now.Meeting));
        var phone = await ConnectAsync(device.Cookie);
        Assert.True((await phone.JoinAsync(Script.Code)).Ok);
        Look(session.Current);
        await entered.Task.WaitAsync(Cancel);
        return phone;

        void Look(Core.Meeting meeting)
        {
            if (meeting.Present.ContainsKey(who))
                entered.TrySetResult();
        }
    }

    /// <summary>Refused with this code and said in words; nothing was journalled for it.</summary>
    private protected async Task AssertRefusedAsync(string code, Func<Task<Reply>> act)
    {
        var before = (await host.ReadAsync(Script)).Count;

        var reply = await act();

        Assert.Equal((false, code), (reply.Ok, reply.Code));
        Assert.False(string.IsNullOrWhiteSpace(reply.Message));
        Assert.NotEqual(code, reply.Message);
        Assert.Null(reply.Receipt);
        Assert.Equal(before, (await host.ReadAsync(Script)).Count);
    }
}
