using System.Net;
using System.Net.Http.Json;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Phones;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Visits;

/// <summary>The page and its posts over HTTP, by script and by form.</summary>
public sealed class VisitPostTests(VisitHost host) : IClassFixture<VisitHost>
{
    private static readonly Uri Here = new($"/visit/{VisitHost.Street}", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.GridWorker, 200)]
    [InlineData(Roles.Secretary, 200)]
    [InlineData(Roles.Administrator, 200)]
    [InlineData(Roles.Presenter, 403)]
    [InlineData(Roles.Unit, 403)]
    [InlineData(Roles.Evaluator, 403)]
    public async Task The_page_opens_to_who_visits_and_to_the_office(Roles roles, int status)
    {
        var (browser, name) = await host.SignedInAsync(roles);
        using (browser)
        {
            using var page = await browser.GetAsync(Here, Cancel);
            using var sent = await PostAsync(browser, name, Id());

            Assert.Equal((status, status), ((int)page.StatusCode, (int)sent.StatusCode));
        }
    }

    [Fact]
    public async Task Of_another_street_nobody_records()
    {
        var (browser, name) = await host.SignedInAsync(Roles.GridWorker, "lugouqiao");
        using (browser)
        {
            using var sent = await PostAsync(browser, name, Id());

            Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        }
    }

    [Fact]
    public async Task Signed_out_the_page_leads_to_the_sign_in_and_a_send_is_answered_by_that_redirect()
    {
        await host.SignedInAsync(Roles.GridWorker);
        using var browser = host.Browser();

        using var page = await browser.GetAsync(Here, Cancel);
        using var sent = await PostAsync(browser, "谁", Id());

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (page.StatusCode, sent.StatusCode));
        Assert.StartsWith("/signin", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_worker_does_not_see_the_office()
    {
        var (browser, _) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            foreach (var path in new[] { "visits", "visits.csv", "visits/photo/" + new string('a', 64) })
            {
                using var answer = await browser.GetAsync(
                    new Uri($"/prepare/{VisitHost.Street}/{path}", UriKind.Relative),
                    Cancel
                );
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Sent_twice_by_script_it_is_kept_once_with_one_receipt()
    {
        var (browser, name) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var id = Id();
            var first = await RepliedAsync(await PostAsync(browser, name, id, photo: VisitRoom.Photo()), 200);
            var again = await RepliedAsync(await PostAsync(browser, name, id, photo: VisitRoom.Photo()), 200);

            Assert.True(first.Ok);
            Assert.Equal(10, first.Receipt!.Length);
            Assert.Equal(first, again);
            await using var context = host.Service<MeetingStore>().Create();
            var row = await context.Visits.SingleAsync(v => v.Id == id, Cancel);
            Assert.NotNull(row.PhotoHash);
            Assert.Equal(name, row.By);
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_foreign_page_records_nothing_in_the_name_of_who_is_signed_in(string origin)
    {
        var (browser, name) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            browser.DefaultRequestHeaders.Add("Origin", origin);
            var id = Id();
            using var byScript = await PostAsync(browser, name, id);
            // Without the header that a foreign page cannot set, it needs a token that it cannot read.
            using var byForm = await PostAsync(browser, name, id, script: false);

            Assert.Equal(
                (HttpStatusCode.Forbidden, HttpStatusCode.BadRequest),
                (byScript.StatusCode, byForm.StatusCode)
            );
            await using var context = host.Service<MeetingStore>().Create();
            Assert.False(await context.Visits.AnyAsync(v => v.Id.StartsWith(id), Cancel));
        }
    }

    [Theory]
    [InlineData("grid", "g9", "grid", "grid-unknown")]
    [InlineData("at", "2099-01-01T00:00:00Z", "at", "time-future")]
    [InlineData("at", "yesterday", "at", "time-old")]
    [InlineData("asked", "", "asked", "asked-missing")]
    [InlineData("household", "5号楼\u202E", "household", "characters")]
    [InlineData("id", "'; DROP TABLE Visits; --", "id", "id")]
    [InlineData("phone", "<script>", "phone", "phone")]
    public async Task What_is_wrong_is_told_by_field_code_and_words(
        string name,
        string value,
        string field,
        string code
    )
    {
        var (browser, who) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var reply = await RepliedAsync(await PostAsync(browser, who, Id(), (name, value)), 422);

            Assert.Equal((false, field, code), (reply.Ok, reply.Field, reply.Code));
            Assert.False(string.IsNullOrWhiteSpace(reply.Message));
            Assert.DoesNotContain("wrong.", reply.Message!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hostile_words_are_kept_as_they_are_and_shown_as_text()
    {
        const string hostile = "<img src=x onerror=alert(1)>'\";--%_\\ 𠮷";
        var (browser, who) = await host.SignedInAsync(Roles.Secretary);
        using (browser)
        {
            var id = Id();
            Assert.True((await RepliedAsync(await PostAsync(browser, who, id, ("asked", hostile)), 200)).Ok);
            var formula = Id();
            await RepliedAsync(await PostAsync(browser, who, formula, ("asked", "=HYPERLINK(\"http://x\")")), 200);

            await using var context = host.Service<MeetingStore>().Create();
            Assert.Equal(hostile, (await context.Visits.SingleAsync(v => v.Id == id, Cancel)).Asked);
            var csv = await browser.GetByteArrayAsync(
                new Uri($"/prepare/{VisitHost.Street}/visits.csv", UriKind.Relative),
                Cancel
            );
            Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
            var text = Encoding.UTF8.GetString(csv);
            Assert.Contains("翡翠山社区", text, StringComparison.Ordinal);
            Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_in_words_by_script_and_by_form()
    {
        var (browser, who) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var large = new byte[11 * 1024 * 1024];
            var reply = await RepliedAsync(await PostAsync(browser, who, Id(), photo: large), 413);
            Assert.Equal(("photo", "too-large"), (reply.Field, reply.Code));

            using var page = await PostAsync(browser, who, Id(), script: false, photo: large);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.StatusCode);
            Assert.Contains("照片太大", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        var (browser, _) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Here)
            {
                Content = new StringContent("{\"id\":1}", Encoding.UTF8, "application/json"),
            };
            request.Headers.Add(PhonePost.ScriptHeader, "1");
            var reply = await RepliedAsync(await browser.SendAsync(request, Cancel), 415);

            Assert.Equal("not-a-form", reply.Code);
        }
    }

    [Fact]
    public async Task What_another_account_recorded_is_not_taken_in_this_ones_name()
    {
        var (browser, _) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var reply = await RepliedAsync(await PostAsync(browser, "岗位别人", Id()), 409);

            Assert.Equal("other-account", reply.Code);
        }
    }

    [Fact]
    public async Task Without_script_the_form_is_kept_once_and_gives_the_receipt()
    {
        var (browser, who) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var page = await browser.GetStringAsync(Here, Cancel);
            var id = Id();
            using var first = await PostAsync(browser, who, id, script: false, token: VisitHost.Token(page));
            using var again = await PostAsync(browser, who, id, script: false, token: VisitHost.Token(page));

            Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, again.StatusCode));
            Assert.Equal(first.Headers.Location, again.Headers.Location);
            var done = await browser.GetStringAsync(first.Headers.Location, Cancel);
            Assert.Contains("已收到", done, StringComparison.Ordinal);
            Assert.Matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", done);
            await using var context = host.Service<MeetingStore>().Create();
            Assert.Equal(1, await context.Visits.CountAsync(v => v.Id.StartsWith(id), Cancel));
        }
    }

    [Fact]
    public async Task Without_script_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost()
    {
        var (browser, who) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var page = await browser.GetStringAsync(Here, Cancel);
            using var answer = await PostAsync(
                browser,
                who,
                Id(),
                ("phone", "12"),
                script: false,
                token: VisitHost.Token(page)
            );

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var again = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains("手机号不对", again, StringComparison.Ordinal);
            Assert.Contains("晚饭能送上门吗？</textarea>", again, StringComparison.Ordinal);
            Assert.Contains("value=\"3号院5号楼\"", again, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_and_its_files_are_such_as_a_service_worker_can_keep()
    {
        var (browser, _) = await host.SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var page = await browser.GetStringAsync(Here, Cancel);
            foreach (var name in new[] { "css", "js" })
            {
                var at = page.IndexOf($"/visit.{name}?v=", StringComparison.Ordinal);
                var address = page[at..page.IndexOf('"', at)];
                using var file = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancel);
                Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            }

            using var worker = await browser.GetAsync(new Uri("/field-worker.js", UriKind.Relative), Cancel);
            Assert.Equal("text/javascript", worker.Content.Headers.ContentType!.MediaType);
        }
    }

    private static string Id() => Guid.NewGuid().ToString("N")[..22];

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string who,
        string id,
        (string Name, string Value)? instead = null,
        byte[]? photo = null,
        bool script = true,
        KeyValuePair<string, string>? token = null
    )
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["revision"] = "1",
            ["who"] = who,
            ["at"] = DateTimeOffset.UtcNow.ToString("O"),
            ["grid"] = "g3",
            ["group"] = "Elderly",
            ["household"] = "3号院5号楼",
            ["topic"] = "",
            ["asked"] = "晚饭能送上门吗？",
            ["list"] = "1",
            ["phone"] = "",
        };
        if (instead is var (name, value))
            fields[name] = value;
        if (token is { } pair)
            fields[pair.Key] = pair.Value;
        var form = new MultipartFormDataContent();
        foreach (var field in fields)
            form.Add(new StringContent(field.Value), field.Key);
        if (photo is not null)
            form.Add(new ByteArrayContent(photo), "photo", "photo.jpg");
        using var request = new HttpRequestMessage(HttpMethod.Post, Here) { Content = form };
        if (script)
            request.Headers.Add(PhonePost.ScriptHeader, "1");
        return await browser.SendAsync(request, Cancel);
    }

    private static async Task<PhoneReply> RepliedAsync(HttpResponseMessage answer, int status)
    {
        using (answer)
        {
            Assert.Equal(status, (int)answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<PhoneReply>(Cancel))!;
        }
    }
}
