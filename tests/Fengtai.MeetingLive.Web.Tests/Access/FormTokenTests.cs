using System.Net;
using Fengtai.MeetingLive.Web.Phones;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>
/// Every form of the table, sent by somebody who may send it, but not from its page: refused for its token and for nothing
/// else, and nothing is written.
/// </summary>
public sealed class FormTokenTests(AccessMatrixHost host) : IClassFixture<AccessMatrixHost>
{
    /// <summary>Sound enough to come as far as the token, wherever its form looks at the id first.</summary>
    private static readonly (string Name, string Value) Id = ("id", "form-0123456789");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_form_is_taken_without_a_token_or_with_somebody_elses(bool stolen)
    {
        var before = await host.ReadAllAsync();
        var token = stolen
            ? await host.Of("the district's Evaluator").Browser.TokenAsync("/account/password")
            : default;
        var wrong = new List<string>();
        var count = 0;
        foreach (var row in AccessTable.Rows.Where(row => row.Method == "POST"))
        {
            var person = host.People.First(person =>
                person.Name is not "the district's Evaluator"
                && (person.SignedIn || row.For is Whom.Everyone or Whom.Linked)
                && AccessMatrixTests.May(row, host.Own, person)
            );
            // It has been on a page with a form, so that its cookie is there.
            await person.Browser.GetAsync("/receipt");
            var path = host.Own.Fill(row.Path, row.For is Whom.Linked(var kind) ? host.Own.Tokens[kind] : null);
            var refused = host.Tokenless;

            var answer = await person.Browser.PostAsync(path, stolen ? token : null, origin: null, Id);

            count++;
            // Looked at by hand, which says so in words and in the log; or by the framework, before the form is read.
            var looked = host.Tokenless > refused || IsLookedAtByTheFramework(row);
            if (answer.Status != HttpStatusCode.BadRequest || !looked)
                wrong.Add($"{row} by {person.Name}: {(int)answer.Status}, token {(looked ? "" : "not ")}looked at");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(count, 40, int.MaxValue);
        Assert.Equal(before, await host.ReadAllAsync());
    }

    private bool IsLookedAtByTheFramework(Row row) =>
        host.Service<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint =>
                endpoint.RoutePattern.RawText == row.Pattern
                && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(row.Method) == true
            )
            .Metadata.GetMetadata<IAntiforgeryMetadata>()
            is { RequiresValidation: true };

    [Fact]
    public async Task Where_a_script_may_post_without_one_no_foreign_page_can()
    {
        var secretary = host.Of("secretary of the street");
        foreach (var row in AccessTable.Rows.Where(row => row.WithoutToken is not null))
        {
            var address = new Uri(host.Own.Fill(row.Path), UriKind.Relative);
            using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
            {
                BaseAddress = host.Address,
            };
            http.DefaultRequestHeaders.Add("Cookie", secretary.Browser.Cookies);
            http.DefaultRequestHeaders.Add("Origin", "http://evil.example");

            // Its browser asks first whether it may, and is told nothing that allows it.
            using var asked = new HttpRequestMessage(HttpMethod.Options, address);
            asked.Headers.Add("Access-Control-Request-Method", "POST");
            asked.Headers.Add("Access-Control-Request-Headers", PhonePost.ScriptHeader);
            using var leave = await http.SendAsync(asked, Cancel);
            Assert.DoesNotContain(
                leave.Headers,
                header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
            );

            // One that does not ask is refused all the same.
            using var sent = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create(Id.Name, Id.Value)]),
            };
            sent.Headers.Add(PhonePost.ScriptHeader, "1");
            using var answer = await http.SendAsync(sent, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }
}
