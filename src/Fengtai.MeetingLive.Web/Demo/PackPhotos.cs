using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>The photos of a pack: files beside slides.json, taken in as the slides name them.</summary>
internal sealed class PackPhotos(string folder)
{
    private readonly Dictionary<PhotoHash, KeptPhoto> kept = [];

    public ImmutableArray<KeptPhoto> Kept => [.. kept.Values];

    /// <summary>Takes in the file that a slide names; null when it cannot be, and then the mistake is noted.</summary>
    public PictureSize? Find(Field file) =>
        Take(file) is { } photo ? new PictureSize(photo.Hash, photo.Width, photo.Height) : null;

    private KeptPhoto? Take(Field json)
    {
        var name = json.Text(100);
        if (name.Length == 0)
            return null;
        // A pack is sent around: it reads its own folder and nothing else of the machine.
        if (name is "." or ".." || name.AsSpan().IndexOfAny('/', '\\', ':') >= 0)
        {
            json.Spot.Fault(PackCode.PhotoName, name);
            return null;
        }

        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            json.Spot.Fault(PackCode.PhotoMissing, name);
            return null;
        }

        using var file = File.OpenRead(path);
        switch (PhotoIntake.Read(file))
        {
            case PhotoResult.Taken(var photo):
                kept[photo.Hash] = photo;
                return photo;
            case PhotoResult.Refused(var code, var arguments):
                json.Spot.Fault(code, arguments);
                return null;
            default:
                throw new NotSupportedException("A photo is taken or refused.");
        }
    }
}
