using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// Events as they are written: a stable name with a version, a body that may be published, and a private part beside it.
/// The body holds the seal, SHA-256 of the private part, which itself holds a nonce.
/// </summary>
public static class EventJson
{
    private const string Seal = "seal";
    private const string Nonce = "nonce";

    /// <summary>CLR names rot; these do not. A changed shape gets a new number and is upcast on reading.</summary>
    private static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["announced.1"] = typeof(Announced),
        ["revised.1"] = typeof(Revised),
        ["opened.1"] = typeof(MeetingOpened),
        ["closed.1"] = typeof(MeetingClosed),
        ["agenda-item-started.1"] = typeof(AgendaItemStarted),
        ["entered.1"] = typeof(Entered),
        ["scene-shown.1"] = typeof(SceneShown),
        ["asked.1"] = typeof(Asked),
        ["supported.1"] = typeof(Supported),
        ["withdrawn.1"] = typeof(Withdrawn),
        ["approved.1"] = typeof(Approved),
        ["refused.1"] = typeof(Refused),
        ["reconsidered.1"] = typeof(Reconsidered),
        ["topic-changed.1"] = typeof(TopicChanged),
        ["staged.1"] = typeof(Staged),
        ["answered.1"] = typeof(Answered),
        ["handed-over.1"] = typeof(HandedOver),
        ["erased.1"] = typeof(Erased),
        ["round-opened.1"] = typeof(RoundOpened),
        ["round-closed.1"] = typeof(RoundClosed),
        ["round-shown.1"] = typeof(RoundShown),
        ["rated.1"] = typeof(Rated),
        ["poll-opened.1"] = typeof(PollOpened),
        ["poll-closed.1"] = typeof(PollClosed),
        ["poll-shown.1"] = typeof(PollShown),
        ["voted.1"] = typeof(Voted),
        ["proposal-marked.1"] = typeof(ProposalMarked),
        ["venue-scene-shown.1"] = typeof(VenueSceneShown),
        ["tickets-issued.1"] = typeof(TicketsIssued),
        ["ticket-bound.1"] = typeof(TicketBound),
        ["ticket-released.1"] = typeof(TicketReleased),
        ["merged.1"] = typeof(Merged),
        ["unmerged.1"] = typeof(Unmerged),
        ["labels-put.1"] = typeof(LabelsPut),
        ["paper-entered.1"] = typeof(PaperEntered),
        ["paper-confirmed.1"] = typeof(PaperConfirmed),
        ["minutes-arranged.1"] = typeof(MinutesArranged),
        ["minutes-submitted.1"] = typeof(MinutesSubmitted),
        ["minutes-amended.1"] = typeof(MinutesAmended),
        ["minutes-passed.1"] = typeof(MinutesPassed),
        ["minutes-returned.1"] = typeof(MinutesReturned),
        ["minutes-sealed.1"] = typeof(MinutesSealed),
        ["minutes-supplemented.1"] = typeof(MinutesSupplemented),
        ["reported.1"] = typeof(Reported),
        ["postponed.1"] = typeof(Postponed),
        ["accepted.1"] = typeof(Accepted),
        ["sent-back.1"] = typeof(SentBack),
        ["reassigned.1"] = typeof(Reassigned),
        ["declined.1"] = typeof(Declined),
        ["urged.1"] = typeof(Urged),
        ["carried-over.1"] = typeof(CarriedOver),
        ["site-visited.1"] = typeof(SiteVisited),
        ["whistle-blown.1"] = typeof(WhistleBlown),
        ["whistle-answered.1"] = typeof(WhistleAnswered),
        ["attendance-recorded.1"] = typeof(AttendanceRecorded),
        ["whistle-concluded.1"] = typeof(WhistleConcluded),
        ["outcome-rated.1"] = typeof(OutcomeRated),
        ["reopened.1"] = typeof(Reopened),
        ["evaluation-arranged.1"] = typeof(EvaluationArranged),
        ["evaluated.1"] = typeof(Evaluated),
        ["evaluation-closed.1"] = typeof(EvaluationClosed),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key
    );

    private static readonly FrozenDictionary<Type, string[]> PrivateNames = Types.Values.ToFrozenDictionary(
        type => type,
        type =>
            type.GetProperties()
                .Where(property => property.GetCustomAttribute<PrivateAttribute>(inherit: true) is not null)
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                .ToArray()
    );

    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Events whose private part goes when their question is erased; every other private part must be there.</summary>
    public static FrozenSet<string> Erasable { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "asked.1", "refused.1", "withdrawn.1", "labels-put.1", "reopened.1");

    /// <summary>The question whose erasure alone excuses that a private part is missing; null when nothing is missing.</summary>
    /// <exception cref="JournalBrokenException">The part is missing and cannot have been erased.</exception>
    public static QuestionId? MissingOf(long version, string type, string body, string? hidden)
    {
        if (hidden is not null)
            return null;
        var json = JsonNode.Parse(body)!;
        if (json[Seal] is null)
            return null;
        return Erasable.Contains(type)
            ? new QuestionId(json["question"]!.GetValue<string>())
            : throw new JournalBrokenException(version, "its private part is missing");
    }

    /// <summary>All event names that can be read.</summary>
    public static IEnumerable<string> KnownTypes => Types.Keys;

    /// <summary>The name under which an event is kept.</summary>
    public static string NameOf(MeetingEvent e) => Names[e.GetType()];

    /// <summary>Splits an event into what may be published and what may not. The private part is null when there is none.</summary>
    public static (string Type, string Body, string? Private) Write(MeetingEvent e)
    {
        var type = e.GetType();
        var body = JsonSerializer.SerializeToNode(e, type, Options)!.AsObject();
        JsonObject? hidden = null;
        foreach (var name in PrivateNames[type])
        {
            if (!body.Remove(name, out var value))
                continue;
            hidden ??= [];
            hidden[name] = value;
        }

        if (hidden is null)
            return (Names[type], body.ToJsonString(Options), null);
        hidden[Nonce] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var text = hidden.ToJsonString(Options);
        body[Seal] = Seals.Of(text);
        return (Names[type], body.ToJsonString(Options), text);
    }

    /// <summary>Puts an event together again. Without its private part it reads as erased.</summary>
    /// <exception cref="JournalBrokenException">The private part is not the one that was sealed, or the type is unknown.</exception>
    public static MeetingEvent Read(long version, string type, DateTimeOffset at, string body, string? hidden)
    {
        if (!Types.TryGetValue(type, out var clr))
            throw new JournalBrokenException(version, $"unknown event {type}");
        var json = JsonNode.Parse(body)!.AsObject();
        if (hidden is not null)
        {
            if (json[Seal]?.GetValue<string>() != Seals.Of(hidden))
                throw new JournalBrokenException(version, "the private part differs from its seal");
            foreach (var (name, value) in JsonNode.Parse(hidden)!.AsObject())
            {
                if (name != Nonce)
                    json[name] = value?.DeepClone();
            }
        }

        json.Remove(Seal);
        var e = (MeetingEvent)json.Deserialize(clr, Options)!;
        return e with { At = at };
    }

    /// <summary>The chain: SHA-256(previous, version, type, time, SHA-256(body)); a body can be withheld and it still holds.</summary>
    /// <param name="at">UTC ticks of 100 ns.</param>
    public static string Hash(string previous, long version, string type, long at, string body) =>
        Seals.Of(previous, version.ToString(), type, at.ToString(), Seals.Of(body));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Readable Chinese in the journal; escapes would treble it.
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new IdConverters());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Ids are written as plain strings.</summary>
    private sealed class IdConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsValueType
            && Array.Exists(
                typeToConvert.GetInterfaces(),
                i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)
            );

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class IdConverter<T> : JsonConverter<T>
        where T : struct, IId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.From(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

/// <summary>The journal is not what was written; names the first entry that is wrong.</summary>
public sealed class JournalBrokenException(long version, string reason)
    : Exception($"Journal broken at version {version}: {reason}")
{
    public long Version { get; } = version;
}
