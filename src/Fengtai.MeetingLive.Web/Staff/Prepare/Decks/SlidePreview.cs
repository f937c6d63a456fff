using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>A slide exactly as the big screen gets it: the same scene, rendered by the same component.</summary>
internal static class SlidePreview
{
    /// <param name="phone">The address in the QR.</param>
    public static async Task<string> RenderAsync(
        IServiceProvider services,
        ILoggerFactory loggers,
        MeetingPlan plan,
        Slide slide,
        string phone,
        DateTimeOffset now
    )
    {
        var head = new MeetingHead(
            plan.Code,
            plan.StreetName,
            plan.Title,
            plan.ShortTitle,
            plan.Date,
            plan.Place,
            plan.Sample,
            Phase.Running
        );
        var view = new ScreenView(0, head, SceneKind.Slide, slide, null, null, [], null, plan.Agenda, null);
        var picture = new ScenePicture(view, phone, "", now) { Entry = plan.Entry };
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Picture"] = picture };
            var rendered = await renderer.RenderComponentAsync<SceneView>(ParameterView.FromDictionary(parameters));
            return rendered.ToHtmlString();
        });
    }
}
