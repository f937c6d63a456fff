using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What the plain forms of sign-in, setup and account have in common.</summary>
internal static class StaffForms
{
    /// <summary>Another site's page may not post here, whatever token it has got hold of.</summary>
    public static async ValueTask<object?> FromOwnPagesOnly(
        EndpointFilterInvocationContext asked,
        EndpointFilterDelegate next
    ) =>
        OwnOrigin.IsForeign(asked.HttpContext.Request)
            ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : await next(asked);

    /// <summary>A page with a form. Its token also keeps browsers from storing it.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(
        HttpContext http,
        IAntiforgery forgery,
        int status,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    )
        where TPage : IComponent
    {
        var tokens = forgery.GetAndStoreTokens(http);
        var all = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Token"] = tokens.RequestToken,
            ["TokenField"] = tokens.FormFieldName,
        };
        foreach (var (name, value) in parameters)
            all[name] = value;
        return new RazorComponentResult<TPage>(all) { StatusCode = status };
    }
}
