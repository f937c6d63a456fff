using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Fengtai.MeetingLive.Web.Live;

/// <summary>
/// Gives every connection of every hub its <see cref="ConnectionBudget"/>. A hub filter would see only calls that fit a
/// method; this counts each message before it is read as JSON, and each one that then fits nothing.
/// Blazor's circuits are left out: behind them is somebody who signed in, whose page rightly sends every key and every
/// scroll, in a protocol of its own; the size of their messages is limited (32 KB, SignalR's own limit).
/// </summary>
public class CountedHubs<THub>(
    ILogger<DefaultHubLifetimeManager<THub>> logger,
    TimeProvider clock,
    ILogger<ConnectionBudget> log
) : DefaultHubLifetimeManager<THub>(logger)
    where THub : Hub
{
    private static readonly bool IsCounted = typeof(THub).Namespace != "Microsoft.AspNetCore.Components.Server";

    /// <summary>After the handshake and before the first message is read.</summary>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        if (IsCounted)
        {
            if (connection.Protocol.TransferFormat != TransferFormat.Text)
                throw new NotSupportedException("Messages are counted by the mark at their end, which only text has.");
            connection.Protocol = new CountedProtocol(connection.Protocol, connection, new(clock), log);
        }

        return base.OnConnectedAsync(connection);
    }
}

/// <summary>One connection's protocol, which counts what comes in. Over the budget it reads no more and cuts it off.</summary>
internal sealed class CountedProtocol(
    IHubProtocol inner,
    HubConnectionContext connection,
    ConnectionBudget budget,
    ILogger<ConnectionBudget> log
) : IHubProtocol
{
    /// <summary>Ends each message of SignalR's text protocols.</summary>
    private const byte End = 0x1e;

    private bool cut;

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input,
        IInvocationBinder binder,
        [NotNullWhen(true)] out HubMessage? message
    )
    {
        message = null;
        if (cut)
            return Drop(ref input);
        // Half a message is not counted yet; how long it may become, the hub's own limit says.
        if (input.PositionOf(End) is not { } end)
            return false;
        if (Over(budget.Receive(input.Slice(0, end).Length + 1)))
            return Drop(ref input);
        // A message of a kind that there is not stays before all that follow it: SignalR would never come past.
        if (!inner.TryParseMessage(ref input, binder, out message))
            return Over(Spent.Faults) && Drop(ref input);
        if (!FitsNothing(message) || !Over(budget.Fail()))
            return true;
        message = null;
        return Drop(ref input);
    }

    private bool Over(Spent spent)
    {
        if (spent == Spent.Nothing)
            return false;
        cut = true;
        // Once a connection, and nothing of what it said.
        log.LogWarning("A connection was cut off: more {What} than any phone sends", spent);
        connection.Abort();
        return true;
    }

    private static bool FitsNothing(HubMessage message) =>
        message is InvocationBindingFailureMessage or StreamBindingFailureMessage;

    private static bool Drop(ref ReadOnlySequence<byte> input)
    {
        input = input.Slice(input.End);
        return false;
    }
}
