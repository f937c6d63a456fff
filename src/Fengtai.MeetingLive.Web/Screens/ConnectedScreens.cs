using System.Collections.Concurrent;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Screens;

/// <summary>Which big screens are connected to this server, so that whoever speaks sees that the hall follows.</summary>
public sealed class ConnectedScreens
{
    private readonly ConcurrentDictionary<string, MeetingId> screens = new(StringComparer.Ordinal);

    public void Came(string connection, MeetingId meeting) => screens[connection] = meeting;

    /// <summary>Also for connections that were none.</summary>
    public void Went(string connection) => screens.TryRemove(connection, out _);

    public int Count(MeetingId meeting) => screens.Values.Count(shown => shown == meeting);
}
