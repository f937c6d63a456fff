namespace Fengtai.MeetingLive.Web.Live;

/// <summary>
/// Only our own pages may open our sockets: a foreign Origin is refused on negotiate and on every transport, of every hub
/// and of <c>/_blazor</c>. (AllowedOrigins of the WebSocket options would not see negotiate.)
/// </summary>
public static class OwnOrigin
{
    public static void UseOwnOriginOnly(this IApplicationBuilder app) =>
        app.Use(
            // Not async: it would be kept in memory for each socket, as long as that is open.
            (http, next) =>
            {
                var path = http.Request.Path;
                if (
                    (
                        path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
                        || path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
                    ) && IsForeign(http.Request)
                )
                {
                    http.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                }

                return next(http);
            }
        );

    /// <summary>No Origin is no browser's cross-site call; anything that is not our own host is foreign.</summary>
    internal static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..]
        && !(
            Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            // A request may come without a host; then nobody is its own.
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            && string.Equals(uri.Authority, own.Authority, StringComparison.OrdinalIgnoreCase)
        );
}
