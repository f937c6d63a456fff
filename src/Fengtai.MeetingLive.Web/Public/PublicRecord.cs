using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// What stands on the public page, as data for whoever counts again: JSON in the shape of <see cref="Schema"/>. It holds
/// nothing that the page does not show.
/// </summary>
public static class PublicRecord
{
    // What is not there is written as null: whoever reads it need not guess which names there might be.
    private static readonly JsonSerializerOptions Options = new(EventJson.Options)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static byte[] Write(Recorded recorded) =>
        JsonSerializer.SerializeToUtf8Bytes(new Document(recorded.Head, PublicView.Of(recorded.Meeting)), Options);

    /// <summary>JSON Schema of it, draft 2020-12.</summary>
    public static string Schema()
    {
        var schema = Options
            .GetJsonSchemaAsNode(
                typeof(Document),
                new JsonSchemaExporterOptions
                {
                    TreatNullObliviousAsNonNullable = true,
                    // Ids and hashes are written by converters of ours, as text; the exporter only knows "anything".
                    TransformSchemaNode = (_, node) =>
                        node.GetValueKind() == JsonValueKind.True ? new JsonObject { ["type"] = "string" } : node,
                }
            )
            .AsObject();
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Public record of a report meeting",
        };
        foreach (var (name, value) in schema.ToArray())
        {
            schema.Remove(name);
            whole[name] = value;
        }

        return whole.ToJsonString(Options) + "\n";
    }

    /// <param name="Hash">The journal's head at this version; whoever holds the journal compares it.</param>
    private sealed record Document(string Hash, PublicView Record);
}
