using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

/// <summary>A photo of a slide as it is typed; the picture itself is kept as soon as it is chosen.</summary>
public sealed class PhotoDraft
{
    /// <summary>Empty until a picture is chosen.</summary>
    public string Hash { get; set; } = "";
    public int Width { get; set; }
    public int Height { get; set; }
    public string Caption { get; set; } = "";

    /// <summary>yyyy-MM-dd</summary>
    public string TakenOn { get; set; } = "";

    /// <summary>A drawing has no day; without either a picture would pass for proof.</summary>
    public bool Drawn { get; set; }
    public string Alt { get; set; } = "";

    public static PhotoDraft Of(Photo photo) =>
        new()
        {
            Hash = photo.Hash.Value ?? "",
            Width = photo.Width,
            Height = photo.Height,
            Caption = photo.Caption,
            TakenOn = photo.TakenOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Drawn = photo is { Width: > 0, TakenOn: null },
            Alt = photo.Alt,
        };

    public Photo Read(string which, ImmutableArray<CellFault>.Builder faults)
    {
        var day = DateOnly.TryParseExact(TakenOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var taken)
            ? taken
            : (DateOnly?)null;
        if (Hash.Length == 0)
            Fault("photo-missing");
        else if (Drawn == day is not null)
            Fault("photo-day");
        Check(Caption, SlideLimits.Caption, "photo-caption");
        Check(Alt, SlideLimits.Alt, "photo-alt");
        return new Photo(
            new PhotoHash(Hash),
            Width,
            Height,
            Core.Words.Tidy(Caption),
            Drawn ? null : day,
            Core.Words.Tidy(Alt)
        );

        void Fault(string code, params ImmutableArray<string> arguments) =>
            faults.Add(new CellFault(-1, 0, $"{code}.{which}", arguments));

        void Check(string text, int most, string code)
        {
            if (
                Hash.Length > 0
                && (Core.Words.Tidy(text).Length == 0 || Core.Words.Length(Core.Words.Tidy(text)) > most)
            )
                Fault(code, $"{most}");
        }
    }
}
