using System.Net;
using System.Net.Http.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Phones;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Answering;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Reporting;

/// <summary>A grid worker's items over HTTP, by script and by form, on the real journal.</summary>
public sealed class GridPageTests(LinkHost host) : IClassFixture<LinkHost>
{
    private const string Password = "a long pass phrase";
    private const string Grid = "第7网格";
    private static readonly Uri Here = new($"/grid/{Script.Street}", UriKind.Relative);
    private static int names;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.GridWorker, 200)]
    [InlineData(Roles.Secretary, 200)]
    [InlineData(Roles.Administrator, 200)]
    [InlineData(Roles.Presenter, 403)]
    [InlineData(Roles.Unit, 403)]
    [InlineData(Roles.Evaluator, 403)]
    public async Task The_page_opens_to_grid_workers_and_to_the_office(Roles roles, int status)
    {
        var (browser, _) = await SignedInAsync(roles);
        using (browser)
        {
            using var page = await browser.GetAsync(Here, Cancel);
            Assert.Equal(status, (int)page.StatusCode);
        }
    }

    [Fact]
    public async Task A_worker_sees_the_own_grids_items_and_without_a_grid_is_told_whom_to_ask()
    {
        var own = await AssignedAsync(Grid, "本网格的路灯");
        await AssignedAsync("第8网格", "别处的路灯");
        var (browser, _) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var page = await PageAsync(browser);
            Assert.Contains($"data-key=\"{own.Meeting.Id}~{own.Id}\"", page, StringComparison.Ordinal);
            Assert.Contains("还有10天", page, StringComparison.Ordinal);
            Assert.Contains("清单是11月20日10:00的", page, StringComparison.Ordinal);
            Assert.DoesNotContain("第8网格", page, StringComparison.Ordinal);
        }

        (browser, _) = await SignedInAsync(Roles.GridWorker);
        using (browser)
        {
            var page = await PageAsync(browser);
            Assert.Contains("您的账号还没有选网格", page, StringComparison.Ordinal);
            Assert.DoesNotContain("data-key", page, StringComparison.Ordinal);
        }

        (browser, _) = await SignedInAsync(Roles.Secretary);
        using (browser)
        {
            var page = await PageAsync(browser);
            Assert.Contains(Grid, page, StringComparison.Ordinal);
            Assert.Contains("第8网格", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_report_by_script_with_two_photos_is_one_entry_though_it_is_sent_twice()
    {
        var item = await AssignedAsync(Grid);
        var (browser, name) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var id = Id();
            var photos = new[] { VisitRoom.Photo(), VisitRoom.Photo(60) };
            var first = await RepliedAsync(await PostAsync(browser, name, id, item, photos: photos), 200);
            var again = await RepliedAsync(await PostAsync(browser, name, id, item, photos: photos), 200);
            Assert.True(first.Ok && again.Ok);
            var report = Assert.Single(item.Track.Steps.Select(step => step.Event).OfType<Reported>());
            Assert.Equal((name, 2), (report.By.Value, report.Photos.Length));

            // Mended on the phone after it had arrived unseen: the later words are another report, and none is lost.
            await RepliedAsync(
                await PostAsync(browser, name, id, item, [("revision", "2"), ("text", "又看了一次。")]),
                200
            );
            Assert.Equal(2, item.Track.Steps.Count(step => step.Event is Reported));
        }
    }

    [Theory]
    [InlineData("kind", "", "kind", "kind")]
    [InlineData("text", " ", "text", "text")]
    [InlineData("text", "\u202E倒过来", "", "question.forbidden-characters")]
    [InlineData("item", "none", "", "commitment.unknown")]
    [InlineData("meeting", "none", "", "meeting.not-announced")]
    [InlineData("id", "x", "", "id")]
    [InlineData("kind", "done", "photo", "track.evidence-missing")]
    public async Task What_is_wrong_is_told_by_field_code_and_words(
        string name,
        string value,
        string field,
        string code
    )
    {
        var item = await AssignedAsync(Grid);
        var (browser, who) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var reply = await RepliedAsync(await PostAsync(browser, who, Id(), item, [(name, value)]), 422);
            Assert.Equal((false, code), (reply.Ok, reply.Code));
            Assert.Contains(reply.Field, new[] { field, "text" });
            Assert.False(string.IsNullOrWhiteSpace(reply.Message));
            Assert.DoesNotContain("wrong.", reply.Message!, StringComparison.Ordinal);
            Assert.Empty(item.Track.Steps.Where(step => step.Event is Reported));
        }
    }

    [Fact]
    public async Task Of_another_grid_and_of_what_was_settled_meanwhile_nothing_is_taken()
    {
        var elsewhere = await AssignedAsync("第8网格");
        var settled = await AssignedAsync(Grid);
        var (browser, name) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var reply = await RepliedAsync(await PostAsync(browser, name, Id(), elsewhere), 422);
            Assert.Equal("track.other-unit", reply.Code);
            await RepliedAsync(
                await PostAsync(browser, name, Id(), settled, [("kind", "done")], [VisitRoom.Photo()]),
                200
            );
            await host.DoAsync(settled, (id, at) => new Accept(id, LinkHost.Office, at, settled.Id));
            reply = await RepliedAsync(await PostAsync(browser, name, Id(), settled), 422);
            Assert.Equal("commitment.settled", reply.Code);
            Assert.Contains("已经办完", reply.Message!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Photos_that_are_none_are_named_and_another_account_sends_nothing()
    {
        var item = await AssignedAsync(Grid);
        var (browser, name) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var reply = await RepliedAsync(
                await PostAsync(browser, name, Id(), item, photos: [new byte[11 * 1024 * 1024]]),
                422
            );
            Assert.Equal(("photo", "photo.too-large"), (reply.Field, reply.Code));
            reply = await RepliedAsync(await PostAsync(browser, "别人", Id(), item), 409);
            Assert.Equal("other-account", reply.Code);
            using var foreign = new HttpRequestMessage(HttpMethod.Post, Here)
            {
                Content = new MultipartFormDataContent(),
            };
            foreign.Headers.Add(PhonePost.ScriptHeader, "1");
            foreign.Headers.Add("Origin", "https://elsewhere.example");
            using var refused = await browser.SendAsync(foreign, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Without_script_the_item_has_a_page_with_a_form_that_posts_once_and_keeps_what_was_typed()
    {
        var item = await AssignedAsync(Grid);
        var (browser, name) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var page = await browser.GetStringAsync(
                new Uri($"{Here}?item={item.Meeting.Id}~{item.Id}", UriKind.Relative),
                Cancel
            );
            var hidden = LinkHost.Hidden(page);
            Assert.Contains(("item", item.Id.Value), hidden);
            var (answer, html) = await LinkHost.SendAsync(
                browser,
                $"{Here}",
                [.. hidden, ("kind", ""), ("text", "看过了。")]
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("请选到哪一步了", html, StringComparison.Ordinal);
            Assert.Contains("看过了。</textarea>", html, StringComparison.Ordinal);

            (string, string)[] fields = [.. LinkHost.Hidden(html), ("kind", "moving"), ("text", "看过了。")];
            (answer, _) = await LinkHost.SendAsync(browser, $"{Here}", fields, VisitRoom.Photo());
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            (answer, _) = await LinkHost.SendAsync(browser, $"{Here}", fields, VisitRoom.Photo());
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Single(item.Track.Steps.Where(step => step.Event is Reported));
            Assert.Contains(
                "已收到，谢谢",
                WebUtility.HtmlDecode(await browser.GetStringAsync(answer.Headers.Location, Cancel)),
                StringComparison.Ordinal
            );
            (answer, _) = await LinkHost.SendAsync(browser, $"{Here}", [("id", Id()), ("kind", "moving")]);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Its_files_and_its_worker_are_such_as_a_phone_can_keep()
    {
        var (browser, _) = await SignedInAsync(Roles.GridWorker, Grid);
        using (browser)
        {
            var page = await browser.GetStringAsync(Here, Cancel);
            foreach (var kind in new[] { "css", "js" })
            {
                var at = page.IndexOf($"/grid.{kind}?v=", StringComparison.Ordinal);
                using var file = await browser.GetAsync(
                    new Uri(page[at..page.IndexOf('"', at)], UriKind.Relative),
                    Cancel
                );
                Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            }

            using var worker = await browser.GetAsync(new Uri("/field-worker.js", UriKind.Relative), Cancel);
            Assert.Equal("text/javascript", worker.Content.Headers.ContentType!.MediaType);
        }
    }

    /// <summary>The office names the grid in which the item lies.</summary>
    private async Task<Promised> AssignedAsync(string grid, string? question = null)
    {
        var item = question is null ? await host.PromisedAsync() : await host.PromisedAsync(question);
        await host.DoAsync(
            item,
            (id, at) =>
                new Reassign(
                    id,
                    LinkHost.Office,
                    at,
                    item.Id,
                    item.Item.Lead,
                    item.Item.Unit,
                    item.Item.Owner,
                    grid,
                    "由网格看现场"
                )
        );
        return item;
    }

    private async Task<(HttpClient Browser, string Name)> SignedInAsync(Roles roles, string? grid = null)
    {
        var name = $"岗位{Interlocked.Increment(ref names)}";
        await using (var scope = host.Service<IServiceScopeFactory>().CreateAsyncScope())
        {
            var added = await scope
                .ServiceProvider.GetRequiredService<StaffAccounts>()
                .AddAsync(name, roles, Script.Street, new SpeaksFor(Grid: grid), Password, temporary: false, Cancel);
            Assert.True(added.Ok, string.Join(' ', added.Errors));
        }

        var browser = host.Browser();
        var page = await browser.GetStringAsync(new Uri("/signin", UriKind.Relative), Cancel);
        using var form = new FormUrlEncodedContent([
            VisitHost.Token(page),
            KeyValuePair.Create("name", name),
            KeyValuePair.Create("password", Password),
        ]);
        using var answer = await browser.PostAsync(new Uri("/signin", UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (browser, name);
    }

    private static async Task<string> PageAsync(HttpClient browser) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(Here, Cancel));

    private static string Id() => Guid.NewGuid().ToString("N")[..22];

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string who,
        string id,
        Promised item,
        (string Name, string Value)[]? instead = null,
        byte[][]? photos = null
    )
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["revision"] = "1",
            ["who"] = who,
            ["at"] = "2025-11-20T02:00:00Z",
            ["meeting"] = item.Meeting.Id.Value,
            ["item"] = item.Id.Value,
            ["kind"] = "moving",
            ["text"] = "5号楼已接好。",
        };
        foreach (var (name, value) in instead ?? [])
            fields[name] = value;
        using var form = new MultipartFormDataContent();
        foreach (var field in fields)
            form.Add(new StringContent(field.Value), field.Key);
        foreach (var photo in photos ?? [])
            form.Add(new ByteArrayContent(photo), "photo", "photo.jpg");
        using var request = new HttpRequestMessage(HttpMethod.Post, Here) { Content = form };
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
