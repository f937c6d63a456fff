using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Tests.Access;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>
/// Addresses, cookies and forms by chance: never a failure of the server, never a word of its inside, no memory that
/// grows, and what nobody may write is not written.
/// </summary>
public sealed class RequestFuzzTests(AccessMatrixHost host) : IClassFixture<AccessMatrixHost>
{
    private const long MostMemory = 96 * 1024 * 1024;

    private static readonly string[] Queries =
    [
        "lang",
        "code",
        "k",
        "t",
        "done",
        "theme",
        "returnUrl",
        "q",
        "v",
        "id",
        "venue",
        "letters",
        "item",
        "topic",
        "all",
        "unit",
        "year",
        "month",
        "day",
        "kind",
        "state",
        "sort",
        "view",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    public async Task Addresses_by_chance_fail_nowhere_and_change_no_meeting(int seed)
    {
        var chance = new Random(seed);
        var before = await host.ReadAllAsync();
        var rows = AccessTable.Rows.Where(row => row.Method == "GET").ToArray();
        var calls = rows.SelectMany(row =>
            new[] { "nobody", "secretary of the street", "the district's Administrator" }.Select(who =>
                (who, path: AddressOf(row, chance))
            )
        );

        await JudgeAsync(
            calls.ToArray(),
            call => new HttpRequestMessage(HttpMethod.Get, new Uri(call.path, UriKind.Relative)),
            call => call.who,
            call => $"GET {call.path} by {call.who}"
        );

        var after = await host.ReadAllAsync();
        Assert.Equal(before["Journal"], after["Journal"]);
        Assert.Equal(before["Meetings"], after["Meetings"]);
    }

    [Theory]
    [InlineData(5)]
    public async Task Cookies_by_chance_are_nobodys_and_write_nothing(int seed)
    {
        var chance = new Random(seed);
        var before = await host.ReadAllAsync();
        string[] behind = [$"/desk/{host.Own.Running.Code}", "/account", host.Own.Fill("/prepare/{street}")];
        string[] open = [$"/m/{host.Own.Running.Code}", "/receipt", "/signin", $"/live/{host.Own.Running.Code}"];
        var known = host.Of("secretary of the street")
            .Browser.Cookies.Split("; ")
            .Concat(host.Of("a resident's phone").Browser.Cookies.Split("; "))
            .Append("lang=c=zh-CN|uic=zh-CN")
            .Append("staff.passkey=CfDJ8")
            .ToArray();
        var calls = Enumerable
            .Range(0, 400)
            .Select(n => (Path: chance.Of(n % 2 == 0 ? behind : open), Cookie: CookiesOf(known, chance)))
            .ToArray();

        await JudgeAsync(
            calls,
            call =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, new Uri(call.Path, UriKind.Relative));
                request.Headers.TryAddWithoutValidation("Cookie", call.Cookie);
                return request;
            },
            _ => null,
            call => $"GET {call.Path} with {call.Cookie[..Math.Min(80, call.Cookie.Length)]}",
            (call, answer) => behind.Contains(call.Path) && answer.IsSuccessStatusCode ? "lets in" : null
        );

        Assert.Equal(before, await host.ReadAllAsync());
    }

    [Theory]
    [InlineData(7)]
    public async Task Forms_by_chance_are_answered_in_words_and_fail_nowhere(int seed)
    {
        var chance = new Random(seed);
        var forms = await FormsAsync();
        var calls = forms.SelectMany(form => Enumerable.Range(0, 11).Select(kind => (form, kind))).ToArray();
        var bodies = calls.ToDictionary(call => call, call => FormBodies.Make(call.kind, call.form.Token, chance));
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        await JudgeAsync(
            calls,
            call =>
            {
                var (type, bytes) = bodies[call];
                var request = new HttpRequestMessage(HttpMethod.Post, new Uri(call.form.Action, UriKind.Relative))
                {
                    Content = new ByteArrayContent(bytes),
                };
                if (type is not null)
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                return request;
            },
            call => call.form.Who,
            call => $"POST {call.form.Action} with body {call.kind} by {call.form.Who}"
        );

        bodies.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, MostMemory);
        var now = await host.Of("nobody").Browser.GetAsync($"/m/{host.Own.Running.Code}");
        Assert.Equal(System.Net.HttpStatusCode.OK, now.Status);
    }

    private sealed record Form(string Who, string Action, (string Name, string Value) Token);

    private async Task<List<Form>> FormsAsync()
    {
        var forms = new List<Form>();
        var meeting = $"/m/{host.Own.Running.Code}";
        await AddAsync("a resident's phone", meeting, ["ask", "rate", "vote", "support", "withdraw"]);
        await AddAsync("a resident's phone", "/receipt", ["", "outcome", "reopen"]);
        await AddAsync("nobody", "/signin", ["", "passkey", "passkey-options"]);
        // Whose sessions may end with it.
        await AddAsync("the district's Presenter", "/account/password", [""]);
        foreach (var act in (string[])["passkeys", "passkeys/options", "passkeys/remove", "sessions/end"])
            forms.Add(forms[^1] with { Action = $"/account/{act}" });
        await AddAsync("secretary of the street", host.Own.Fill("/visit/{street}"), [""]);
        await AddAsync("secretary of the street", host.Own.Fill("/grid/{street}"), [""]);
        foreach (
            var (kind, letter) in new[] { (LinkKind.Unit, 'u'), (LinkKind.Whistle, 'w'), (LinkKind.Evaluator, 'e') }
        )
            await AddAsync("nobody", $"/{letter}/{host.Own.Tokens[kind]}", [""]);
        return forms;

        async Task AddAsync(string who, string page, string[] acts)
        {
            var token = await host.Of(who).Browser.TokenAsync(page);
            forms.AddRange(acts.Select(act => new Form(who, act.Length == 0 ? page : $"{page}/{act}", token)));
        }
    }

    private string AddressOf(Row row, Random chance)
    {
        var token = row.For is Whom.Linked(var kind) ? host.Own.Tokens[kind] : "none";
        var parts = row
            .Path.Split('/')
            .Select(part =>
                part.Contains('{', StringComparison.Ordinal) && chance.Next(2) == 0
                    ? Escaped(Chance.Mutated(host.Own.Fill(part, token), chance))
                    : host.Own.Fill(part, token)
            );
        var path = new StringBuilder(string.Join('/', parts));
        for (var n = chance.Next(4); n > 0; n--)
        {
            path.Append(path.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')
                .Append(chance.Of(Queries))
                .Append('=')
                .Append(chance.Next(4) == 0 ? "%00%ff%zz" : Escaped(chance.Nonsense()));
        }

        // Longer than a line of HTTP may be is refused before anybody of ours sees it.
        return path.Length > 6_000 ? path.ToString(0, 6_000) : path.ToString();
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private static string CookiesOf(string[] known, Random chance)
    {
        var cookie = chance.Of(known);
        var (name, value) = (
            cookie[..cookie.IndexOf('=', StringComparison.Ordinal)],
            cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..]
        );
        value = chance.Next(7) switch
        {
            0 => value[..(value.Length / 2)],
            1 => new string('A', chance.Next(1, 6_000)),
            2 => Visible(chance, value.Length),
            3 => value + value,
            4 => "\"" + value[1..],
            5 => "",
            _ => Turned(value, chance),
        };
        return chance.Next(3) == 0 ? $"{name}={value}; {name}={Visible(chance, 30)}; =; ;;" : $"{name}={value}";
    }

    /// <summary>One character in the middle is another: the last ones may say nothing.</summary>
    private static string Turned(string value, Random chance)
    {
        var at = chance.Next(Math.Max(1, value.Length / 2));
        return value[..at] + (value[at] == 'A' ? 'B' : 'A') + value[(at + 1)..];
    }

    private static string Visible(Random chance, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)chance.Next(0x21, 0x7F)));

    private async Task JudgeAsync<T>(
        IReadOnlyCollection<T> calls,
        Func<T, HttpRequestMessage> request,
        Func<T, string?> who,
        Func<T, string> name,
        Func<T, HttpResponseMessage, string?>? judge = null
    )
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = host.Address,
        };
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel },
            async (call, _) =>
            {
                using var sent = request(call);
                if (who(call) is { } person && host.Of(person).Browser.Cookies is { Length: > 0 } cookies)
                    sent.Headers.Add("Cookie", cookies);
                using var answer = await http.SendAsync(sent, Cancel);
                var text = IsText(answer.Content.Headers.ContentType)
                    ? await answer.Content.ReadAsStringAsync(Cancel)
                    : "";
                var what =
                    (int)answer.StatusCode >= 500 ? $"{(int)answer.StatusCode}"
                    : Inside.ToldBy(text) is { } told ? $"tells {told}"
                    : judge?.Invoke(call, answer);
                if (what is not null)
                    wrong.Add($"{what}: {name(call)}");
            }
        );
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(40)));
    }

    private static bool IsText(MediaTypeHeaderValue? type) =>
        type?.MediaType is "text/html" or "text/plain" or "application/json" or "application/problem+json";
}
