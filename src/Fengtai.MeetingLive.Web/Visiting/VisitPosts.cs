using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Phones;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Visiting;

/// <summary>Takes visits in, from the page's script and from its form; see <see cref="PhonePost"/>.</summary>
public sealed class VisitPosts(
    VisitBook book,
    VisitPages pages,
    StaffAccess access,
    IAntiforgery antiforgery,
    IStringLocalizer<VisitWords> words
)
{
    private const long MostBytes = 64 * 1024 * 1024;

    public async Task TakeAsync(HttpContext http, string street)
    {
        var here = new StreetId(street);
        if (await PhonePost.ReadAsync(http, here, access, antiforgery, MostBytes, Large) is not { } post)
            return;
        var (who, script) = (post.Who, post.Script);
        var sent = post.Form is { } form
            ? await VisitFields.ReadAsync(form, script, http.RequestAborted)
            : VisitFields.Empty;
        var (wrong, status) = post.Fault is { } fault
            ? (new VisitWrong(fault.Field, fault.Code), fault.Status)
            : ((VisitWrong?)null, StatusCodes.Status200OK);

        string? receipt = null;
        if (wrong is null)
        {
            // Not cancelled with the request: what was sent counts, though the phone may not wait for the answer.
            switch (await book.KeepAsync(here, sent, who, CancellationToken.None))
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
                    new PhoneReply(
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

    private static PhoneFault? Large(IFormCollection form) =>
        form.Files.Any(file => file.Length > PhotoIntake.BytesMost)
            ? new PhoneFault("photo", "too-large", StatusCodes.Status413PayloadTooLarge)
            : null;
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
