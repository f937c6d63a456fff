using System.IO.Compression;
using System.Net;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Tests.Staff.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Answer = Fengtai.MeetingLive.Web.Tests.Staff.Access.Answer;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>
/// Who may what at the edge: every address of the running host is called by everybody, in both streets, over HTTP. Core's
/// own table of commands says the same of what is behind.
/// </summary>
public sealed class AccessMatrixTests(AccessMatrixHost host, ITestOutputHelper output) : IClassFixture<AccessMatrixHost>
{
    private static readonly string[] Linked = ["nobody", "a resident's phone", "everything in the other street"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_address_has_a_row_and_every_row_an_address()
    {
        var there = host.Service<EndpointDataSource>()
            .Endpoints.Cast<RouteEndpoint>()
            // Files of the build, the same for everybody.
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(e =>
                (
                    e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
                        ? methods
                        : ["ANY"]
                ).Select(method => $"{method} {e.RoutePattern.RawText}")
            )
            .ToHashSet(StringComparer.Ordinal);
        var rows = AccessTable.Rows.Select(row => row.ToString()).ToArray();

        Assert.Distinct(rows);
        var wrong = there
            .Except(rows, StringComparer.Ordinal)
            .Select(address => $"{address}: this endpoint has no row in the matrix")
            .Concat(rows.Except(there, StringComparer.Ordinal).Select(row => $"{row}: this row has no endpoint"))
            .ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Nobody_is_let_in_who_may_not_and_nothing_is_told_or_written()
    {
        var before = await host.ReadAllAsync();
        var calls = Calls().Where(call => !call.May).ToArray();
        Assert.InRange(calls.Length, 1000, int.MaxValue);

        await JudgeAsync(calls, Refused);

        AssertSame(before, await host.ReadAllAsync());
    }

    [Fact]
    public async Task Whoever_may_is_answered_as_the_row_says_and_sees_nothing_of_the_other_street()
    {
        // Before anybody looks: what is asked for without a form changes no meeting.
        var journals = await JournalsAsync();
        var calls = Calls().Where(call => call.May).ToArray();

        await JudgeAsync(calls, Allowed);

        Assert.Equal(journals, await JournalsAsync());
        Print();
    }

    [Fact]
    public async Task What_is_looked_for_would_be_found_where_it_belongs()
    {
        var secretary = host.Of("secretary of the street").Browser;
        var evaluator = host.Own.Fill("/e/{token}", host.Own.Tokens[LinkKind.Evaluator]);
        var pages = new List<string>();
        foreach (
            var path in new[]
            {
                $"/desk/{host.Own.Running.Code}",
                host.Own.Fill("/prepare/{street}/demands/list.csv"),
                host.Own.Fill("/prepare/{street}/visits.csv"),
                host.Own.Fill("/track/{street}/{code}/{item}"),
                host.Own.Fill("/p/{code}"),
                evaluator,
            }
        )
            pages.Add((await secretary.GetAsync(path)).Text);
        pages.Add(await WorkbookAsync(secretary));

        Assert.All(
            host.Own.Secrets.AddRange(host.Own.Known),
            word => Assert.Contains(pages, page => page.Contains(word, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_waits_at_the_desk_is_public_nowhere_while_the_meeting_runs()
    {
        var nobody = host.Of("nobody").Browser;
        foreach (var row in AccessTable.Rows)
        {
            var path = row.Path.Replace("{code}", host.Own.Running.Code, StringComparison.Ordinal);
            if (row.For is Whom.Everyone && path != row.Path && !row.Posts)
                Assert.Null(Told(await nobody.GetAsync(path), host.Own, all: false));
        }
    }

    [Fact]
    public async Task A_link_that_does_not_hold_opens_nothing_whoever_has_it()
    {
        var before = await host.ReadAllAsync();
        var secretary = host.Of("secretary of the street").Browser;
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows)
        {
            if (row.For is not Whom.Linked(var kind))
                continue;
            foreach (var (_, why, token, status) in host.Own.Dead.Where(dead => dead.For == kind))
            {
                // Signed in or not: an account is no link.
                foreach (var browser in new[] { host.Of("nobody").Browser, secretary })
                {
                    var answer = await SendAsync(browser, row, host.Own, token);
                    if ((int)answer.Status != status || Told(answer, host.Own, all: true) is not null)
                        wrong.Add($"{row} with a link {why}: {(int)answer.Status} {Told(answer, host.Own, all: true)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        AssertSame(before, await host.ReadAllAsync());
    }

    [Fact]
    public async Task An_address_of_one_street_with_the_others_meeting_opens_nothing()
    {
        var administrator = host.Of("administrator of the street").Browser;
        var secretary = host.Of("secretary of the street").Browser;
        foreach (var row in AccessTable.Rows)
        {
            var mixed = row.Path.Replace("{street}", host.Own.Street.Value, StringComparison.Ordinal);
            if (mixed == row.Path || !row.Path.Contains("{code}", StringComparison.Ordinal) || row.Posts)
                continue;
            foreach (var browser in new[] { administrator, secretary })
            {
                var answer = await browser.GetAsync(host.Other.Fill(mixed));
                Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.NotFound]);
                // The code stands in the address, and so in the page; nothing else does.
                Assert.Null(Told(answer, host.Other, all: true, but: host.Other.Code));
            }
        }
    }

    [Fact]
    public async Task Everybody_gets_the_builds_own_files_and_no_meeting_is_in_them()
    {
        var nobody = host.Of("nobody").Browser;
        var files = host.Service<EndpointDataSource>()
            .Endpoints.Cast<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        Assert.InRange(files.Length, 50, int.MaxValue);
        foreach (var file in files)
        {
            var answer = await nobody.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Null(SafeAnswer.Lacks(answer));
        }
    }

    private IEnumerable<Call> Calls() =>
        from row in AccessTable.Rows
        from place in IsAboutAPlace(row) ? host.Places : [host.Own]
        from person in host.People
        // Whoever has a link needs nothing else, so a few are enough: one link is looked at only so often.
        where row.For is not Whom.Linked || Linked.Contains(person.Name)
        select new Call(row, place, person);

    private static bool IsAboutAPlace(Row row) => row.Path.Contains('{', StringComparison.Ordinal);

    private async Task JudgeAsync(IReadOnlyCollection<Call> calls, Func<Call, Answer, string?> judge)
    {
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel },
            async (call, _) =>
            {
                var token = call.Row.For is Whom.Linked(var kind) ? call.Place.Tokens[kind] : null;
                var answer = await SendAsync(call.Person.Browser, call.Row, call.Place, token);
                if ((judge(call, answer) ?? SafeAnswer.Lacks(call.Row, answer)) is { } what)
                    wrong.Add($"{call.Row} in {call.Place.Street} by {call.Person.Name}: {what}");
            }
        );
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    /// <summary>What the preparation's file says, unpacked.</summary>
    private async Task<string> WorkbookAsync(PlainBrowser browser)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Cookie", browser.Cookies);
        var file = await http.GetByteArrayAsync(
            new Uri(host.Own.Fill("/prepare/{street}/workbook/export.xlsx"), UriKind.Relative),
            Cancel
        );
        using var zip = new ZipArchive(new MemoryStream(file));
        var said = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var part = new StreamReader(entry.Open());
            said.Append(await part.ReadToEndAsync(Cancel));
        }

        return said.ToString();
    }

    private static Task<Answer> SendAsync(PlainBrowser browser, Row row, Place place, string? token) =>
        row.Posts
            ? browser.PostAsync(place.Fill(row.Path, token), null, null)
            : browser.GetAsync(place.Fill(row.Path, token));

    /// <returns>What is wrong; null: it is refused as it should be.</returns>
    private static string? Refused(Call call, Answer answer)
    {
        var status = (int)answer.Status;
        var turned =
            call.Person.SignedIn ? status == 403
            : call.Row.Pattern.StartsWith("/_blazor", StringComparison.Ordinal) ? status == 401
            : status == 302
                && answer.Location == "/signin?returnUrl=" + Uri.EscapeDataString(call.Place.Fill(call.Row.Path));
        return turned ? Told(answer, call.Place, all: true) : $"{status} {answer.Location}";
    }

    private string? Allowed(Call call, Answer answer)
    {
        var status = (int)answer.Status;
        if (status != call.Row.Status || answer.Location?.StartsWith("/signin", StringComparison.Ordinal) == true)
            return $"{status} {answer.Location}";
        var street = call.Place.Street;
        // Others' promises are not there for a unit, though its own page is.
        if (call.Row.OwnOnly && !call.Person.Answers)
            return Told(answer, call.Place, all: true, but: call.Place.Code);
        return call.Row.For switch
        {
            Whom.Everyone or Whom.Staff => Told(answer, call.Place, all: false),
            Whom.Linked(var kind) => Told(
                answer,
                call.Place,
                all: false,
                // What the evaluator wrote is shown to the evaluator.
                but: kind == LinkKind.Evaluator ? call.Place.Secrets[^1] : null
            ),
            Whom.Holding => host
                .Places.Where(other => other.Street != street)
                .Select(other => Told(answer, other, all: true))
                .FirstOrDefault(told => told is not null),
            _ => null,
        };
    }

    /// <returns>The first word of this street's that the answer holds; null: none.</returns>
    private static string? Told(Answer answer, Place place, bool all, string? but = null) =>
        (all ? place.Secrets.AddRange(place.Known) : place.Secrets).FirstOrDefault(word =>
            word != but && answer.Text.Contains(word, StringComparison.Ordinal)
        )
            is { } told
            ? $"tells {told}"
            : null;

    private async Task<string> JournalsAsync()
    {
        var all = await host.ReadAllAsync();
        return string.Join('\n', new[] { "Journal", "Meetings" }.Select(table => all[table]));
    }

    private static void AssertSame(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        Assert.Equal(
            before.Except(after).Select(table => $"{table.Key} {table.Value}"),
            after.Except(before).Select(table => $"{table.Key} {table.Value}")
        );

    private void Print()
    {
        var table = new StringBuilder();
        foreach (var (index, person) in host.People.Index())
            table.AppendLine($"{(char)('A' + index)} {person.Name}");
        foreach (var row in AccessTable.Rows)
        {
            foreach (var place in IsAboutAPlace(row) ? host.Places : [host.Own])
            {
                var marks = string.Concat(
                    host.People.Index().Select(p => new Call(row, place, p.Item).May ? (char)('A' + p.Index) : '·')
                );
                table.AppendLine($"{marks}  {row, -78} {(IsAboutAPlace(row) ? place.Street.Value : "")}");
            }
        }

        output.WriteLine(table.ToString());
    }

    internal static bool May(Row row, Place place, Person person) =>
        row.For switch
        {
            Whom.Everyone or Whom.Linked => true,
            Whom.Staff => person.SignedIn,
            Whom.Holding(var roles) => (person.Held(place.Street) & roles) != Roles.None,
            Whom.HoldingAnywhere(var roles) => person.SignedIn && (person.Roles & roles) != Roles.None,
            Whom.HoldingForAll(var roles) => person.In == Web.Staff.Access.StaffPerson.District
                && (person.Roles & roles) != Roles.None,
            _ => throw new NotSupportedException($"{row.For} is for nobody known."),
        };

    private sealed record Call(Row Row, Place Place, Person Person)
    {
        public bool May => AccessMatrixTests.May(Row, Place, Person);
    }
}
