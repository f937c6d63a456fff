using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>Everything that a street keeps of one person, for that person (PIPL, art. 45). Contacts are in clear.</summary>
public sealed record OwnData(
    string Street,
    DateTimeOffset MadeAt,
    ImmutableArray<OwnQuestion> Questions,
    ImmutableArray<OwnDemand> Demands,
    ImmutableArray<OwnVisit> Visits,
    ImmutableArray<OwnRating> Ratings,
    ImmutableArray<OwnLook> Looks
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

/// <param name="Text">Null when it was erased.</param>
/// <param name="State">As the receipt says it: waiting, approved, answered …</param>
public sealed record OwnQuestion(
    string Meeting,
    DateOnly AskedOn,
    string? Text,
    string? Name,
    string? Topic,
    string State,
    string? Answer,
    DateOnly? ErasedOn
);

/// <param name="KeptUntil">The last day for phone, name, address and unmasked text; null: none is kept any more.</param>
public sealed record OwnDemand(
    string Source,
    string? Number,
    DateOnly ReceivedOn,
    string? Text,
    string? Topic,
    DemandList State,
    string? Phone,
    string? Name,
    string? Address,
    DateOnly? KeptUntil,
    DateOnly? ErasedOn
);

public sealed record OwnVisit(
    DateOnly Day,
    string? Household,
    string? Asked,
    string? Topic,
    string? Phone,
    bool Photo,
    DateOnly? KeptUntil,
    DateOnly? ErasedOn
);

/// <summary>That there is one. Which score nobody is told, not even here: somebody might look over a shoulder.</summary>
public sealed record OwnRating(string Meeting, DateOnly Day, string? Subject);

/// <param name="Roles">What the one who looked might do; not who it was.</param>
public sealed record OwnLook(DateTimeOffset At, LookKind What, string Purpose, ImmutableArray<string> Roles);

/// <summary>Brings a person's own data together, from what was found of that person and nothing else.</summary>
public sealed class OwnDataDesk(
    MeetingStore store,
    MeetingSessions sessions,
    DemandActs acts,
    LookLog looks,
    PersonErasing register,
    PersonalData personal,
    TimeProvider clock
)
{
    /// <summary>The register and the look-up log have it before it is handed out.</summary>
    /// <exception cref="PrivacyException">The key cannot be used, or a row is damaged.</exception>
    public async Task<OwnData> MakeAsync(
        StreetId street,
        PersonFound found,
        string purpose,
        Looker by,
        CancellationToken cancel
    )
    {
        await register.ExportedAsync(street, found, purpose, by, cancel);
        await looks.WriteAsync(street.Value, LookKind.OwnData, item: null, purpose, by, cancel);
        await using var context = store.Create();
        var name = await context
            .Streets.Where(s => s.Id == street.Value)
            .Select(s => s.Name)
            .SingleOrDefaultAsync(cancel);
        var questions = ImmutableArray.CreateBuilder<OwnQuestion>();
        var (ownDemands, ownVisits) = (
            ImmutableArray.CreateBuilder<OwnDemand>(),
            ImmutableArray.CreateBuilder<OwnVisit>()
        );
        foreach (var thing in found.Things)
        {
            switch (thing.Kind)
            {
                case KeptKind.Question:
                    questions.Add(await QuestionAsync(thing));
                    break;
                case KeptKind.Demand:
                    ownDemands.Add(await DemandAsync(context, street, thing, cancel));
                    break;
                case KeptKind.Visit:
                    ownVisits.Add(await VisitAsync(context, street, thing, cancel));
                    break;
            }
        }

        var seen = await looks.OfAsync(street.Value, Ids(found, KeptKind.Demand), Ids(found, KeptKind.Visit), cancel);
        return new OwnData(
            name ?? street.Value,
            clock.GetUtcNow(),
            questions.ToImmutable(),
            ownDemands.ToImmutable(),
            ownVisits.ToImmutable(),
            [.. found.Things.Where(t => t.Kind == KeptKind.Rating).Select(t => new OwnRating(t.Where, t.Day, t.Text))],
            [.. seen.Select(look => new OwnLook(look.At, look.Kind, look.Purpose, Words(look.Roles)))]
        );
    }

    private static string[] Ids(PersonFound found, KeptKind kind) =>
        [.. found.Things.Where(t => t.Kind == kind).Select(t => t.Id)];

    private static ImmutableArray<string> Words(Roles roles) =>
        [.. StaffRoles.Each.Where(one => roles.HasFlag(one.Role)).Select(one => one.Word)];

    private async Task<OwnQuestion> QuestionAsync(KeptThing thing)
    {
        var meeting = (await sessions.GetAsync(thing.Meeting!.Value)).Current;
        var question = meeting.Questions[new QuestionId(thing.Id)];
        return new OwnQuestion(
            thing.Where,
            thing.Day,
            question.Text,
            question.Name,
            question.Topic,
            ((ReceiptView.OfQuestion)ReceiptView.Of(meeting, question, Beijing.Day(clock.GetUtcNow()))).State,
            meeting.Standing(question.Id).Gist,
            thing.ErasedOn
        );
    }

    private async Task<OwnDemand> DemandAsync(
        MeetingContext context,
        StreetId street,
        KeptThing thing,
        CancellationToken cancel
    )
    {
        var id = long.Parse(thing.Id, NumberStyles.None, CultureInfo.InvariantCulture);
        var row = await DemandBook
            .Visible(context, street.Value)
            .Where(d => d.Id == id)
            .Select(d => new
            {
                d.OuterNumber,
                d.Topic,
                d.List,
            })
            .SingleAsync(cancel);
        var person = await acts.PersonAsync(street.Value, id, cancel) ?? DemandPerson.Nobody;
        return new OwnDemand(
            thing.Where,
            row.OuterNumber,
            thing.Day,
            person.Text ?? thing.Text,
            row.Topic,
            row.List,
            person.Phone,
            person.Person,
            person.Address,
            thing.RetainUntil,
            thing.ErasedOn
        );
    }

    private async Task<OwnVisit> VisitAsync(
        MeetingContext context,
        StreetId street,
        KeptThing thing,
        CancellationToken cancel
    )
    {
        var row = await context
            .Visits.AsNoTracking()
            .SingleAsync(v => v.StreetId == street.Value && v.Id == thing.Id, cancel);
        var phone = row.Phone is { } box
            ? (await personal.KeyAsync(cancel)).Open(box, VisitRow.PhoneOf(street.Value, row.Id))
            : null;
        return new OwnVisit(
            thing.Day,
            row.Household.Length > 0 ? row.Household : null,
            thing.Text,
            row.Part ?? row.Topic,
            phone,
            row.PhotoHash is not null,
            thing.RetainUntil,
            thing.ErasedOn
        );
    }
}
