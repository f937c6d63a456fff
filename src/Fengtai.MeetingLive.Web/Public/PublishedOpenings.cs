using System.IO.Compression;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Extensions.Caching.Memory;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// The openings of closed rounds and polls as files, made once each: when a round is closed every phone of the hall asks
/// for the same one.
/// </summary>
public sealed class PublishedOpenings(MeetingStore store, MeetingJournal journal) : IDisposable
{
    /// <summary>Files kept in memory; of 5,000 leaves one takes about 400 KB.</summary>
    private const int Most = 64;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>
    /// Null when they may not be published: some of its ratings stand in the journal with their commitments in order of
    /// arrival, as in meetings before <c>rated.2</c>.
    /// </summary>
    public async Task<File?> OfAsync(MeetingId meeting, Openings openings, CancellationToken cancel)
    {
        var key = (store.Epoch, meeting, openings.Kind, openings.Id, openings.Root);
        if (kept.TryGetValue(key, out File? known))
            return known;
        var made = await journal.IsPublishedInOrderAsync(meeting, openings.Id, cancel)
            ? null
            : new File(Write(openings));
        return kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    /// <summary>Of every closed round and poll of a meeting that may be opened, in the plan's order.</summary>
    public async Task<IReadOnlyList<OpeningsLink>> LinksAsync(Meeting meeting, CancellationToken cancel)
    {
        var links = new List<OpeningsLink>();
        var all = meeting
            .Rounds.Values.OrderBy(r => r.Number)
            .Select(r => (r.Plan.ShortTitle, Openings.Of(meeting, r.Id)))
            .Concat(
                meeting.Polls.Values.OrderBy(p => p.Number).Select(p => (p.Plan.Title, Openings.Of(meeting, p.Id)))
            );
        foreach (var (title, one) in all)
        {
            if (one is not null && await OfAsync(meeting.Id, one, cancel) is not null)
                links.Add(
                    new OpeningsLink(
                        title,
                        $"{one.Code}-{one.Kind}-{one.Id}.json",
                        $"/p/{one.Code}/openings/{one.Kind}/{Uri.EscapeDataString(one.Id)}.json"
                    )
                );
        }

        return links;
    }

    public void Dispose() => kept.Dispose();

    /// <summary>
    /// <c>{"meeting":"FT2025","kind":"rating","id":"overall","root":"…","counts":[…],"leaves":[{"salt":"…","score":4}]}</c>;
    /// of a poll with <c>total</c> and <c>firsts</c>, and <c>choices</c> instead of <c>score</c>. No space and no line feed,
    /// so that there is one way only to write it.
    /// </summary>
    public static byte[] Write(Openings openings)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = EventJson.Options.Encoder }))
        {
            var poll = openings.Kind == "poll";
            json.WriteStartObject();
            json.WriteString("meeting", openings.Code);
            json.WriteString("kind", openings.Kind);
            json.WriteString("id", openings.Id);
            json.WriteString("root", openings.Root);
            if (poll)
                json.WriteNumber("total", openings.Total);
            Numbers("counts", openings.Counts);
            if (poll)
                Numbers("firsts", openings.Firsts);
            json.WriteStartArray("leaves");
            foreach (var leaf in openings.Leaves)
            {
                json.WriteStartObject();
                json.WriteString("salt", leaf.Salt);
                if (leaf.Score is { } score)
                {
                    json.WriteNumber("score", score);
                }
                else
                {
                    json.WriteStartArray("choices");
                    foreach (var choice in leaf.Choices)
                        json.WriteStringValue(choice.Value);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void Numbers(string name, IEnumerable<int> all)
            {
                json.WriteStartArray(name);
                foreach (var n in all)
                    json.WriteNumberValue(n);
                json.WriteEndArray();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>One file, plain and compressed.</summary>
    public sealed class File
    {
        internal File(byte[] plain)
        {
            Plain = plain;
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
                brotli.Write(plain);
            Brotli = packed.ToArray();
        }

        public byte[] Plain { get; }

        public byte[] Brotli { get; }
    }
}

/// <summary>Where the openings of one round or poll are.</summary>
/// <param name="Name">As which they are saved.</param>
public sealed record OpeningsLink(string Title, string Name, string Path);
