using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>The photos of a pack: files beside slides.json, taken in as the slides name them.</summary>
internal sealed class PackPhotos(string folder)
{
    private readonly Dictionary<PhotoHash, KeptPhoto> kept = [];

    public ImmutableArray<KeptPhoto> Kept => [.. kept.Values];

    public SlideContent Content(PackJson json) =>
        new PhotosContent(json["place"].Text(20), Photo(json["before"]), Photo(json["after"]));

    private Photo Photo(PackJson json) => json.Object(Read) ?? new Photo(default, 0, 0, "", null, "");

    private Photo Read(PackJson json)
    {
        var photo = Take(json["file"]);
        var drawn = json["drawn"].Flag();
        // A picture without a day would pass for proof.
        if (drawn == json["takenOn"].IsThere)
            json["takenOn"].Spot.Fault(PackCode.PhotoTakenOrDrawn);
        return new Photo(
            photo?.Hash ?? default,
            photo?.Width ?? 0,
            photo?.Height ?? 0,
            json["caption"].Text(12),
            json["takenOn"].IsThere ? json["takenOn"].Date() : null,
            json["alt"].Text(40)
        );
    }

    private KeptPhoto? Take(PackJson json)
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
