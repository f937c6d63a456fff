using Microsoft.AspNetCore.Http.Features;

namespace Fengtai.MeetingLive.Web.Parts;

/// <summary>A form as somebody sent it, or why it cannot be read: what is no form is their mistake and not our failure.</summary>
internal static class SentForm
{
    /// <param name="most">Bytes of the whole; null: as the server or the address has it.</param>
    /// <returns>
    /// The form; null with 415 (it is none), 413 (larger than <paramref name="most"/>) or 400 (broken off, too many
    /// fields, no text).
    /// </returns>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpContext http, long? most = null)
    {
        if (most is not null && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        if (!http.Request.HasFormContentType)
            return (null, StatusCodes.Status415UnsupportedMediaType);
        if (most is { } bytes)
            http.Features.Set<IFormFeature>(
                new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = bytes })
            );
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted), StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, e.StatusCode);
        }
        // A body in parts that breaks off is an IOException, as is a request that HTTP itself does not allow.
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
