using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>Shows one item to the unit that answers for it.</summary>
public sealed class UnitPages(LinkDoor door, IAntiforgery antiforgery, TimeProvider clock)
{
    /// <summary>In the address that a taken form leads to: what was taken.</summary>
    internal const string DoneKey = "done";

    public async Task OpenAsync(HttpContext http, string token)
    {
        switch (await door.OpenAsync(token, LinkKind.Unit, http.RequestAborted))
        {
            case LinkOpening.Shut shut:
                await LinkPage.ShutAsync(http, shut);
                break;
            case LinkOpening.Item item:
                var done = http.Request.Query[DoneKey].ToString();
                await ShowAsync(
                    http,
                    item,
                    StatusCodes.Status200OK,
                    UnitTyped.Nothing,
                    done: done is "report" or "decline" ? done : null
                );
                break;
        }
    }

    /// <param name="formId">Of a form that is to be mended; null: a new one.</param>
    internal Task ShowAsync(
        HttpContext http,
        LinkOpening.Item item,
        int status,
        UnitTyped typed,
        string? formId = null,
        string? done = null
    )
    {
        var token = LinkPage.Token(http, antiforgery);
        LinkPage.Guard(http);
        var model = new UnitModel(
            item,
            token,
            formId ?? PageModel.NewId(),
            Days.Of(clock.GetUtcNow()),
            LettersChoice.Of(http.Request),
            typed,
            done
        );
        return new RazorComponentResult<UnitPage>(new { Page = model }) { StatusCode = status }.ExecuteAsync(http);
    }
}
