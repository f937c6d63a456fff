using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>The first page. In the demo it has four doors; otherwise it leads to where a code is entered.</summary>
public static class DemoHome
{
    public static void MapDemoHome(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/",
            async Task<IResult> (
                HttpContext http,
                MeetingSessions sessions,
                PublicAddress address,
                IOptions<DemoOptions> demo,
                CancellationToken cancel
            ) =>
            {
                if (!demo.Value.Enabled || await sessions.FindAsync(DemoStart.Code, cancel) is not { } door)
                    return TypedResults.Redirect("/m");
                return new RazorComponentResult<HomePage>(
                    new { Head = MeetingHead.Of(door.Session.Current), Address = address.Base(http.Request) }
                );
            }
        );
}
