using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Parts;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace Fengtai.MeetingLive.Web.Phones;

/// <summary>What the script is told of one record.</summary>
/// <param name="Code">Why not, in kebab-case; the words are in <paramref name="Message"/>.</param>
/// <param name="Field">Where in the form.</param>
/// <param name="Receipt">Ten characters, of what gets one.</param>
public sealed record PhoneReply(bool Ok, string? Code, string? Field, string? Message, string? Receipt);

/// <summary>What is wrong with a post before anybody reads what it says.</summary>
/// <param name="Code"><c>too-large</c>, <c>not-a-form</c>, <c>stale</c> or <c>other-account</c>.</param>
public sealed record PhoneFault(string Field, string Code, int Status);

/// <summary>
/// What a grid worker's phone posts: from the page's script, which names itself by a header that no other site's page can
/// send, or from the page's own form with its antiforgery token. Both as a form with files.
/// </summary>
/// <param name="Form">Null when nothing could be read.</param>
public sealed record PhonePost(Actor Who, bool Script, IFormCollection? Form, PhoneFault? Fault)
{
    /// <summary>A foreign page would have to ask leave for it (CORS preflight), and never gets it.</summary>
    public const string ScriptHeader = "X-Phone";

    /// <param name="most">
    /// Bytes that are read. More than is taken: a photo that is too large is told in words, while a body that is cut off
    /// looks to a browser like a lost network.
    /// </param>
    /// <param name="shape">Judges the form itself, before its token.</param>
    /// <returns>Null when it was answered already: nobody who may.</returns>
    public static async Task<PhonePost?> ReadAsync(
        HttpContext http,
        StreetId street,
        StaffAccess access,
        IAntiforgery antiforgery,
        long most,
        Func<IFormCollection, PhoneFault?> shape
    )
    {
        var script = http.Request.Headers.ContainsKey(ScriptHeader);
        var who = await access.ResolveAsync(http.User, street, http.RequestAborted);
        // StaffDoor has refused whoever may not; the role may have been taken away since.
        if (who is null || (script && OwnOrigin.IsForeign(http.Request)))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return null;
        }

        var (form, fault) = await FormAsync(http, most);
        if (form is not null)
            fault =
                shape(form)
                ?? (
                    script
                        ? form["who"].ToString() == who.Id.Value
                            ? null
                            : new PhoneFault("id", "other-account", StatusCodes.Status409Conflict)
                        : await antiforgery.IsRequestValidAsync(http)
                            ? null
                            : new PhoneFault("", "stale", StatusCodes.Status400BadRequest)
                );
        return new PhonePost(who, script, form, fault);
    }

    private static async Task<(IFormCollection?, PhoneFault?)> FormAsync(HttpContext http, long most)
    {
        var (form, status) = await SentForm.ReadAsync(http, most);
        if (form is not null)
            return (form, null);
        return status == StatusCodes.Status413PayloadTooLarge
            ? (null, new PhoneFault("photo", "too-large", status))
            : (null, new PhoneFault("", "not-a-form", status));
    }
}
