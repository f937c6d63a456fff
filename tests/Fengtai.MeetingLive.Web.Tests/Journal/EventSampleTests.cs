using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// Events as they were once written must load for ever. A changed shape gets a new name, a new sample beside the old one,
/// and an upcast; a sample that is checked in is never edited.
/// </summary>
public sealed class EventSampleTests
{
    private static readonly DateTimeOffset At = new(2025, 8, 25, 6, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Known => [.. EventJson.KnownTypes.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Known))]
    public void An_event_as_it_was_once_written_still_loads(string type)
    {
        var (body, hidden) = Sample(type);

        var e = EventJson.Read(7, type, At, body, hidden);

        Assert.Equal(At, e.At);
        // Nothing of it was lost: written again, it is the same but for the nonce and the seal over it.
        var again = EventJson.Write(e);
        Assert.Equal(NowOf(type), again.Type);
        if (again.Type != type)
        {
            // A changed shape says the same, and may keep more of it private.
            Assert.Equal(Whole(body, hidden), Whole(again.Body, again.Private));
            return;
        }

        Assert.Equal(Without(body, "seal"), Without(again.Body, "seal"));
        Assert.Equal(hidden is null, again.Private is null);
        if (hidden is not null)
            Assert.Equal(Without(hidden, "nonce"), Without(again.Private!, "nonce"));
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void An_event_whose_private_part_was_erased_still_loads(string type)
    {
        var e = EventJson.Read(7, type, At, Sample(type).Body, hidden: null);

        Assert.Equal(NowOf(type), EventJson.NameOf(e));
        if (e is ResidentEvent resident)
            Assert.Null(resident.By);
    }

    [Fact]
    public void Every_sample_is_of_an_event_that_can_be_read()
    {
        var samples = Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(EventJson.KnownTypes.Order(StringComparer.Ordinal), samples.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_of_the_rules_has_a_name()
    {
        var events = typeof(MeetingEvent)
            .Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(MeetingEvent)));

        Assert.Equal(events.Count(), EventJson.KnownTypes.Select(NowOf).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("rated.2")]
    [InlineData("voted.2")]
    public void A_rating_publishes_neither_its_seal_nor_its_id_which_a_form_makes_of_the_score(string type)
    {
        var (body, hidden) = Sample(type);

        var published = JsonNode.Parse(body)!.AsObject().Select(part => part.Key);

        Assert.Equal(["from", type == "rated.2" ? "round" : "poll", "seal"], published.Order(StringComparer.Ordinal));
        foreach (var name in (string[])["commitment", "receipt", "salt", "id", "by"])
        {
            Assert.NotNull(JsonNode.Parse(hidden!)![name]);
        }
    }

    [Fact]
    public void What_is_sealed_is_the_private_part_of_the_sample()
    {
        foreach (var type in EventJson.KnownTypes)
        {
            var (body, hidden) = Sample(type);
            Assert.Equal(hidden is null ? null : Seals.Of(hidden), JsonNode.Parse(body)!["seal"]?.GetValue<string>());
        }
    }

    [Fact]
    public void A_private_part_that_is_not_the_sealed_one_is_refused()
    {
        var (body, hidden) = Sample("rated.1");
        var changed = hidden!.Replace("\"score\":4", "\"score\":5", StringComparison.Ordinal);
        Assert.NotEqual(hidden, changed);

        var broken = Assert.Throws<JournalBrokenException>(() => EventJson.Read(7, "rated.1", At, body, changed));

        Assert.Equal(7, broken.Version);
    }

    [Fact]
    public void An_event_of_a_later_program_is_named_and_not_guessed()
    {
        var broken = Assert.Throws<JournalBrokenException>(() => EventJson.Read(9, "rated.99", At, "{}", null));

        Assert.Equal(9, broken.Version);
        Assert.Contains("rated.99", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_private_part_is_sealed_differently_each_time()
    {
        // Otherwise one of five scores could be told from its seal.
        var e = EventJson.Read(7, "rated.1", At, Sample("rated.1").Body, Sample("rated.1").Private);

        Assert.NotEqual(EventJson.Write(e).Body, EventJson.Write(e).Body);
    }

    /// <summary>The name under which such an event is written today.</summary>
    private static string NowOf(string type) =>
        EventJson.NameOf(EventJson.Read(7, type, At, Sample(type).Body, Sample(type).Private));

    private static string Whole(string body, string? hidden)
    {
        var all = JsonNode
            .Parse(body)!
            .AsObject()
            .Concat(hidden is null ? [] : JsonNode.Parse(hidden)!.AsObject())
            .Where(part => part.Key is not ("seal" or "nonce"))
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => $"{part.Key}={part.Value?.ToJsonString()}");
        return string.Join('\n', all);
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Journal", "Samples");

    /// <summary>The very text, since the seal is over its bytes.</summary>
    private static (string Body, string? Private) Sample(string type)
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{type}.json")));
        return (
            sample.RootElement.GetProperty("body").GetRawText(),
            sample.RootElement.TryGetProperty("private", out var hidden) ? hidden.GetRawText() : null
        );
    }

    private static string Without(string json, string name)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove(name);
        return node.ToJsonString();
    }
}
