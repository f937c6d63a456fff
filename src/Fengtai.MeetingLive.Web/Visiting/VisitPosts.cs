using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Visiting;

/// <summary>What the script is told of one visit.</summary>
/// <param name="Code">Why not, in kebab-case; the words are in <paramref name="Message"/>.</param>
/// <param name="Field">Where in the form.</param>
public sealed record VisitReply(bool Ok, string? Code, string? Field, string? Message, string? Receipt);

/// <summary>
/// Takes visits in: from the script, which names itself by a header that no other site's page can send, and from the
/// page's own form with its antiforgery token. Both as a form with a file.
/// </summary>
public sealed class VisitPosts(
    VisitBook book,
    VisitPages pages,
    StaffAccess access,
    IAntiforgery antiforgery,
    IStringLocalizer<VisitWords> words
)
{
    /// <summary>A foreign page would have to ask leave for it (CORS preflight), and never gets it.</summary>
    public const string ScriptHeader = "X-Visit";

    /// <summary>
    /// What is read at most. More than is taken: a photo that is too large is told in words, while a body that is cut off
    /// looks to a browser like a lost network.
    /// </summary>
    private const long MostBytes = 64 * 1024 * 1024;

    public async Task TakeAsync(HttpContext http, string street)
    {
        var script = http.Request.Headers.ContainsKey(ScriptHeader);
        var who = await access.ResolveAsync(http.User, new StreetId(street), http.RequestAborted);
        // StaffDoor has refused whoever may not; the role may have been taken away since.
        if (who is null || (script && OwnOrigin.IsForeign(http.Request)))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        var sent = VisitFields.Empty;
        var (wrong, status) = await ReadAsync(http);
        if (wrong is null)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            sent = await VisitFields.ReadAsync(form, script, http.RequestAborted);
            if (form.Files.Any(file => file.Length > PhotoIntake.BytesMost))
                (wrong, status) = (new("photo", "too-large"), StatusCodes.Status413PayloadTooLarge);
            else if (!script && !await antiforgery.IsRequestValidAsync(http))
                (wrong, status) = (new("", "stale"), StatusCodes.Status400BadRequest);
            else if (script && form["who"].ToString() != who.Id.Value)
                (wrong, status) = (new("id", "other-account"), StatusCodes.Status409Conflict);
        }

        string? receipt = null;
        if (wrong is null)
        {
            // Not cancelled with the request: what was sent counts, though the phone may not wait for the answer.
            switch (await book.KeepAsync(new StreetId(street), sent, who, CancellationToken.None))
            {
                case VisitTaken.Kept kept:
                    receipt = kept.Receipt;
                    break;
                case VisitTaken.Refused refused:
                    wrong = refused.Wrong;
                    status = wrong.Code switch
                    {
                        "not-allowed" => StatusCodes.Status403Forbidden,
                        "other-account" => StatusCodes.Status409Conflict,
                        _ => StatusCodes.Status422UnprocessableEntity,
                    };
                    break;
            }
        }

        if (script)
            await Results
                .Json(
                    new VisitReply(
                        wrong is null,
                        wrong?.Code,
                        wrong?.Field,
                        wrong is null ? null : words.Wrong(wrong),
                        receipt
                    ),
                    statusCode: wrong is null ? StatusCodes.Status200OK : status
                )
                .ExecuteAsync(http);
        else if (wrong is not null)
            await pages.ShowAsync(http, who, status, (sent with { Id = "" }, wrong));
        else
        {
            http.Response.Headers.Location =
                $"/visit/{Uri.EscapeDataString(street)}?{VisitPages.KeptKey}={Uri.EscapeDataString(sent.Id)}";
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
        }
    }

    private static async Task<(VisitWrong? Wrong, int Status)> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return (new("", "not-a-form"), StatusCodes.Status415UnsupportedMediaType);
        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
            return (null, StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (new("photo", "too-large"), e.StatusCode);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException)
        {
            return (new("", "not-a-form"), StatusCodes.Status400BadRequest);
        }
    }
}

/// <summary>A posted form as a visit, unchecked.</summary>
internal static class VisitFields
{
    public static readonly VisitSent Empty = new(
        "",
        0,
        "",
        "",
        [],
        "",
        "",
        ToList: true,
        "",
        DateTimeOffset.MinValue,
        Photo: null
    );

    /// <param name="script">It says when it was recorded; a form is recorded as it comes.</param>
    public static async Task<VisitSent> ReadAsync(IFormCollection form, bool script, CancellationToken cancel)
    {
        string Field(string name) => form[name].ToString();
        var sent = new VisitSent(
            Field("id"),
            script && int.TryParse(Field("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : 1,
            Field("grid"),
            Field("household"),
            [.. form["group"].OfType<string>().Distinct(StringComparer.Ordinal).Take(VisitGroups.All.Length + 1)],
            Field("asked"),
            Field("topic"),
            Field("list") == "1",
            Field("phone"),
            !script ? DateTimeOffset.UtcNow
                : DateTimeOffset.TryParse(
                    Field("at"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var at
                )
                    ? at
                : DateTimeOffset.MinValue,
            await PhotoAsync(form, cancel)
        );
        // Pressed twice is once; after going back, another household on the same page is another.
        return script ? sent : sent with { Id = $"{sent.Id}-{MarkOf(sent)}" };
    }

    private static async Task<byte[]?> PhotoAsync(IFormCollection form, CancellationToken cancel)
    {
        if (form.Files.GetFile("photo") is not { Length: > 0 and <= PhotoIntake.BytesMost } file)
            return null;
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static string MarkOf(VisitSent sent) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', [sent.Grid, sent.Household, sent.Asked, sent.Topic, .. sent.Groups])
                )
            )[..6]
        );
}
