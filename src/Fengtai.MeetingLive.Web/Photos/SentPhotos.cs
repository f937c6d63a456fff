using System.Collections.Immutable;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Documents;
using Microsoft.AspNetCore.DataProtection;

namespace Fengtai.MeetingLive.Web.Photos;

/// <summary>Why one photo of several is not taken.</summary>
/// <param name="File">As it is called on the phone.</param>
/// <param name="Code">As <see cref="PhotoIntake"/> has it, such as <c>photo.damaged</c>.</param>
public sealed record PhotoFault(string File, string Code, ImmutableArray<string> Arguments);

/// <param name="Photos">Those that are kept now: sent with this form, or with an earlier try of it.</param>
/// <param name="Left">How many sound ones there was no room for.</param>
public sealed record PhotosSent(ImmutableArray<PhotoHash> Photos, ImmutableArray<PhotoFault> Faults, int Left);

/// <summary>
/// Photos that come with a form. Those that are sound stay with it when something else has to be mended: the form then
/// carries them sealed, so that nobody can name a photo that somebody else has sent.
/// </summary>
public sealed class SentPhotos(PhotoStore store, IDataProtectionProvider protection)
{
    /// <summary>Of the files, and of those that an earlier try has left.</summary>
    public const string Field = "photo";
    public const string KeptField = "kept";

    /// <summary>What one form may hold: every photo as large as is taken at most, and one that is too large to be told so.</summary>
    public const long BytesMost = 192 * 1024 * 1024;

    private readonly IDataProtector protector = protection.CreateProtector("Photos.Sent.1");

    /// <summary>A picture may take 100 MB while it is drawn anew; two at once are enough.</summary>
    private readonly SemaphoreSlim turn = new(2);

    /// <param name="owner">Whose form it is, such as a link's id; another's photos are not carried over.</param>
    public async Task<PhotosSent> TakeAsync(
        StreetId street,
        IFormCollection form,
        string owner,
        CancellationToken cancel
    )
    {
        var photos = form[KeptField].Select(sealed_ => Open(owner, sealed_)).OfType<PhotoHash>().Distinct().ToList();
        var faults = ImmutableArray.CreateBuilder<PhotoFault>();
        var left = 0;
        // A field in which nothing was chosen comes as a file without name and content.
        foreach (var file in form.Files.GetFiles(Field).Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            if (photos.Count >= Tracks.PhotosMost)
            {
                left++;
                continue;
            }

            switch (await TakeAsync(file, cancel))
            {
                case PhotoResult.Refused(var code, var arguments):
                    faults.Add(new PhotoFault(file.FileName, code, arguments));
                    break;
                case PhotoResult.Taken(var photo):
                    await store.KeepAsync(street, [photo], cancel);
                    if (!photos.Contains(photo.Hash))
                        photos.Add(photo.Hash);
                    break;
            }
        }

        return new PhotosSent([.. photos.Take(Tracks.PhotosMost)], faults.ToImmutable(), left);
    }

    /// <summary>For the form that is shown again.</summary>
    public string Seal(string owner, PhotoHash photo) => protector.CreateProtector(owner).Protect(photo.Value);

    private PhotoHash? Open(string owner, string? seal)
    {
        if (seal is not { Length: > 0 and < 512 })
            return null;
        try
        {
            return new PhotoHash(protector.CreateProtector(owner).Unprotect(seal));
        }
        catch (CryptographicException)
        {
            // Not sealed here for this form.
            return null;
        }
    }

    private async Task<PhotoResult> TakeAsync(IFormFile file, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await using var stream = file.OpenReadStream();
            return PhotoIntake.Read(stream);
        }
        finally
        {
            turn.Release();
        }
    }
}
