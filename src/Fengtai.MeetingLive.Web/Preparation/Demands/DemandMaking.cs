using Fengtai.MeetingLive.Web.Privacy;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Makes the list's rows of what was read: personal data sealed, numbers in the text masked, a topic suggested.</summary>
internal sealed class DemandMaking(string street, PersonalDataKey key, TopicSuggestion topics, DateOnly retainUntil)
{
    /// <summary>A keyed hash of all that the file says: it holds a phone.</summary>
    public string ContentOf(ReadDemand read) =>
        key.Mark(
            "content",
            street,
            string.Join(
                '\u001F',
                read.Number,
                read.Text,
                $"{read.ReceivedOn:yyyyMMdd}",
                read.Source,
                read.Topic,
                read.Part,
                $"{read.List}",
                read.Grid,
                read.Unit,
                read.Phone,
                read.Person,
                read.Address
            )
        );

    /// <summary>By what a row is known again: its number, or all that it says.</summary>
    public static string IdentityOf(ReadDemand read, string content) =>
        read.Number is { } number ? "n:" + number : "c:" + content;

    public DemandRow Make(ReadDemand read, string content, int since, KnownDemand? known)
    {
        var id = known?.Id ?? DemandIds.Next();
        var shown = Core.Words.Mask(read.Text);
        var plain = Core.Words.Plain(shown);
        var person = new DemandPerson(
            Some(read.Phone),
            Some(read.Person),
            Some(read.Address),
            shown == read.Text ? null : read.Text
        );
        var house = DemandPlaces.House(read.Address);
        var (topic, part) = topics.Of(read.Topic, read.Part, plain);
        return new DemandRow
        {
            RowId = known is null ? id : DemandIds.Next(),
            Id = id,
            StreetId = street,
            Since = since,
            Source = Core.Words.Mask(read.Source),
            OuterNumber = read.Number,
            Topic = topic,
            Part = part,
            Text = shown,
            Plain = plain,
            ReceivedOn = read.ReceivedOn,
            // A person may stand in these too, with a number.
            Grid = Masked(read.Grid),
            Unit = Masked(read.Unit),
            // What a person moved by hand, with a reason, no file moves back.
            List = known is { Moved: true } ? known.List : read.List,
            Sealed = person.Seal(key, street, id),
            PhoneMark = read.Phone.Length > 0 ? key.Mark("phone", street, read.Phone) : null,
            PlaceMark = house.Length > 3 ? key.Mark("place", street, house) : null,
            MergedInto = known?.MergedInto,
            Content = content,
            RetainUntil = retainUntil,
        };
    }

    private static string? Masked(string? text) => text is null ? null : Core.Words.Mask(text);

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
