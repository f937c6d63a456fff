using System.Net;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Web.Public;
using NJsonSchema;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The minutes in every form, as the desk asks for them.</summary>
public sealed class ExportTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. MinutesDocuments.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_desk_gets_the_minutes_in_every_form_under_a_name_that_says_which(string format)
    {
        using var desk = host.Browser();
        using var answer = await desk.GetAsync(new Uri($"/desk/FT2025/minutes.{format}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MinutesDocuments.MediaType(format), answer.Content.Headers.ContentType?.ToString());
        Assert.EndsWith(
            $"纪要.{format}",
            Uri.UnescapeDataString(answer.Content.Headers.ContentDisposition!.ToString()),
            StringComparison.Ordinal
        );
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("docm")]
    [InlineData("exe")]
    public async Task Another_form_is_not_there(string format)
    {
        using var desk = host.Browser();
        using var answer = await desk.GetAsync(new Uri($"/desk/FT2025/minutes.{format}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_public_record_keeps_to_its_schema_and_has_no_empty_thing_in_it()
    {
        var recorded = (await host.DoorAsync()).Session.Recorded;
        var json = System.Text.Encoding.UTF8.GetString(PublicRecord.Write(recorded));
        using var browser = host.Browser();
        var schema = await JsonSchema.FromJsonAsync(
            await browser.GetStringAsync(new Uri("/record.schema.json", UriKind.Relative), Cancel),
            Cancel
        );

        Assert.Empty(schema.Validate(json));
        Assert.NotEmpty(schema.Validate(json.Replace("\"version\":", "\"edition\":", StringComparison.Ordinal)));
        Assert.DoesNotContain(Things(JsonNode.Parse(json)!), thing => thing.Count == 0);
        Assert.DoesNotContain("不公开的名字", json, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Things(JsonNode node) =>
        node switch
        {
            JsonObject thing => thing
                .SelectMany(member => member.Value is { } value ? Things(value) : [])
                .Prepend(thing),
            JsonArray list => list.SelectMany(item => item is null ? [] : Things(item)),
            _ => [],
        };
}
