using System.Globalization;
using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Phones;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Reminding;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Answering;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Fengtai.MeetingLive.Web.Tests.Public;
using Fengtai.MeetingLive.Web.Tests.Reminding;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>
/// What is typed after a meeting is over: by units, bureaus and evaluators behind their links, by grid workers, by the
/// office, by whoever asked; and the letters that go out.
/// </summary>
internal sealed class SeededAfterwards(SeededHost host, SeededPhones phones, SeededDoors doors)
{
    public const string Item = "seeded";
    private const string Receipt = "receipt";
    private static readonly CommitmentId Id = new(Item);
    private static readonly WhistleId Call = new("seeded-whistle");
    private readonly HttpClient browser = host.Browser();

    /// <summary>What was answered to whoever typed, and the letters.</summary>
    public List<(string Where, byte[] Bytes)> Answers { get; } = [];

    /// <summary>Addresses of links that hold, each with all that stands behind it.</summary>
    public List<string> Addresses { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Commitment Promised => doors.Meeting.Timetable[Id];

    /// <summary>A day that is still to come, as a form says it.</summary>
    private static string Later => Now.AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    public async Task EnterAllAsync()
    {
        using (browser)
        {
            await ChargeAsync();
            await UnitAsync();
            await GridAsync();
            await WhistleAsync();
            await VisitAsync();
            await SettleAsync();
            await AskAgainAsync();
            await EvaluateAsync();
            await RemindAsync();
            // Names where it is taken up, as somebody types it.
            await doors.DoAsync((id, by, at) => new CarryOver(id, by, at, Id, $"下次报告会，找{phones.NextTyped()}"));
        }
    }

    private async Task ChargeAsync()
    {
        await doors.DoAsync(
            (id, by, at) =>
                new Reassign(
                    id,
                    by,
                    at,
                    Id,
                    $"王镇长{phones.NextTyped()}",
                    $"民政办{phones.NextTyped()}",
                    $"赵{phones.NextTyped()}",
                    $"第7网格{phones.Next()}",
                    $"原来的人走了，打{phones.NextTyped()}"
                )
        );
        // A day after the deadline, if that is still to come.
        var late = new DateTimeOffset(Promised.Deadline.AddDays(1).ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero);
        await doors.DoAsync(
            (id, by, at) => new Urge(id, by, at > late ? at : late, Id, $"请抓紧，有事打{phones.NextTyped()}")
        );
    }

    private async Task UnitAsync()
    {
        var link = await LinkAsync(LinkKind.Unit, "/u/", Promised.Unit);
        await PostAsync(
            link,
            "report",
            [("kind", "moving"), ("due", Later), ("text", $"灯具已订，问{phones.NextTyped()}")]
        );
        await PostAsync(link, "decline", [("reason", $"归城管科，电话{phones.NextTyped()}")]);
        await doors.DoAsync(
            (id, by, at) =>
                new Reassign(
                    id,
                    by,
                    at,
                    Id,
                    Promised.Lead,
                    Promised.Unit,
                    $"钱科长{phones.Next()}",
                    Promised.Grid,
                    $"还归你们，打过{phones.NextTyped()}"
                )
        );
    }

    /// <summary>As the outbox of a grid worker's phone sends it, and from the page without script.</summary>
    private async Task GridAsync()
    {
        using (var form = new MultipartFormDataContent())
        {
            foreach (
                var (name, value) in new[]
                {
                    ("id", "seeded-grid-outbox-001"),
                    ("revision", "1"),
                    ("who", DemoAccess.Person.Name),
                    ("at", Now.ToString("O")),
                    ("meeting", doors.Meeting.Id.Value),
                    ("item", Item),
                    ("kind", "moving"),
                    ("text", $"看过现场，住户{phones.NextTyped()}"),
                }
            )
                form.Add(new StringContent(value), name);
            using var request = new HttpRequestMessage(HttpMethod.Post, At($"/grid/{doors.Street}")) { Content = form };
            request.Headers.Add(PhonePost.ScriptHeader, "1");
            using var answer = await browser.SendAsync(request, Cancel);
            Answers.Add(("the outbox's answer", await answer.Content.ReadAsByteArrayAsync(Cancel)));
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        }

        var address = $"/grid/{doors.Street}";
        var page = await browser.GetStringAsync(At($"{address}?item={doors.Meeting.Id}~{Item}"), Cancel);
        // Refused once, so that what was typed comes back in the page.
        var typed = $"又看了一次，{phones.NextTyped()}";
        var (refused, html) = await LinkHost.SendAsync(
            browser,
            address,
            [.. LinkHost.Hidden(page), ("kind", ""), ("text", typed)]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("又看了一次", html, StringComparison.Ordinal);
        var (taken, _) = await LinkHost.SendAsync(
            browser,
            address,
            [.. LinkHost.Hidden(html), ("kind", "moving"), ("text", typed)]
        );
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Addresses.Add(address);
        Addresses.Add($"{address}?item={doors.Meeting.Id}~{Item}");
    }

    private async Task WhistleAsync()
    {
        await doors.DoAsync(
            (id, by, at) =>
                new BlowWhistle(
                    id,
                    by,
                    at,
                    Id,
                    Call,
                    [$"区城管委{phones.NextTyped()}", "区水务局"],
                    at.AddDays(2),
                    $"村口，找{phones.NextTyped()}",
                    $"线路归谁，问{phones.NextTyped()}"
                )
        );
        var bureau = Tracks.Of(doors.Meeting, Id).Whistles[^1].Bureaus[0].Bureau;
        var link = await LinkAsync(LinkKind.Whistle, "/w/", bureau, Call);
        await PostAsync(link, "answer", [("coming", "no"), ("note", $"当天有会，改约{phones.NextTyped()}")]);
        Addresses.Add(link + "/appointment.ics");
        await doors.DoAsync(
            (id, by, at) => new ConcludeWhistle(id, by, at, Id, Call, $"月底前迁线，联系{phones.NextTyped()}")
        );
    }

    private Task VisitAsync() =>
        doors.DoAsync(
            (id, by, at) =>
                new RecordSiteVisit(
                    id,
                    by,
                    at,
                    Id,
                    $"副镇长{phones.NextTyped()}",
                    at.AddHours(-1),
                    $"6号楼，住户{phones.NextTyped()}",
                    $"灯亮了，住户{phones.NextTyped()}满意",
                    [new PhotoHash(new string('a', 64))]
                )
        );

    private async Task SettleAsync()
    {
        var link = Addresses.First(address => address.StartsWith("/u/", StringComparison.Ordinal));
        await PostAsync(
            link,
            "report",
            [("kind", "done"), ("text", $"装好了，问{phones.NextTyped()}")],
            VisitRoom.Photo()
        );
        await doors.DoAsync((id, by, at) => new SendBack(id, by, at, Id, $"住户{phones.NextTyped()}说不亮"));
        await PostAsync(
            link,
            "report",
            [("kind", "done"), ("text", $"换了灯，问{phones.NextTyped()}")],
            VisitRoom.Photo()
        );
        await doors.DoAsync((id, by, at) => new Accept(id, by, at, Id));
    }

    /// <summary>Whoever asked sends it back.</summary>
    private async Task AskAgainAsync()
    {
        var question = doors.Meeting.Questions[Promised.Question!.Value];
        var receipt = doors.Receipts.Single(code => Pseudonyms.HashOf(code) == question.Receipt);
        using var found = await PublicHost.LookUpAsync(browser, receipt);
        var page = await found.Content.ReadAsStringAsync(Cancel);
        var at = page.IndexOf("action=\"/receipt/reopen", StringComparison.Ordinal);
        Assert.True(at >= 0, page);
        using var form = new FormUrlEncodedContent([
            .. LinkHost
                .Hidden(page[at..])
                .Append(("text", $"夜里还是不亮，打我{phones.NextTyped()}"))
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2)),
        ]);
        using var answer = await browser.PostAsync(At("/receipt/reopen"), form, Cancel);
        Answers.Add((Receipt, await answer.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Equal(1, Tracks.Of(doors.Meeting, Id).Reopenings);
    }

    private async Task EvaluateAsync()
    {
        await doors.DoAsync(
            (id, by, at) =>
                new ArrangeEvaluation(
                    id,
                    by,
                    at,
                    [new EvaluatorSeat($"高校学者{phones.NextTyped()}", EvaluatorKind.Scholar)],
                    [40, 40, 20]
                )
        );
        var seat = doors.Meeting.Evaluation!.Seats[0].Name;
        var link = await LinkAsync(LinkKind.Evaluator, "/e/", seat);
        var page = await browser.GetStringAsync(At(link), Cancel);
        using var form = new FormUrlEncodedContent([
            .. LinkHost
                .Hidden(page)
                .Concat(
                    Evaluation.Dimensions.SelectMany(d =>
                        new[] { ($"score{d}", "80"), ($"remark{d}", $"访过{phones.NextTyped()}") }
                    )
                )
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2)),
        ]);
        using var answer = await browser.PostAsync(At(link), form, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Rules, calendars by link, and the letters as the mail server gets them.</summary>
    private async Task RemindAsync()
    {
        await LinkAsync(LinkKind.Feed, "/feed/", Promised.Unit);
        var store = host.Service<MeetingStore>();
        // Ten in the morning, a year on: all is late.
        var clock = new FakeTimeProvider(new DateTimeOffset(Now.Date.AddYears(1).AddHours(2), TimeSpan.Zero));
        var book = new ReminderBook(store, clock);
        Assert.Null(
            await book.KeepAsync(doors.Street, ReminderRules.Usual with { Head = $"镇长{phones.NextTyped()}" }, Cancel)
        );
        foreach (
            var (to, name) in new[]
            {
                (DigestTo.Unit, Promised.Unit),
                (DigestTo.Lead, Promised.Lead),
                (DigestTo.Head, ""),
            }
        )
            Assert.True(await book.KeepAddressAsync(doors.Street, to, name, "office@example.cn", Cancel));
        await using var server = new MailServer();
        using var round = new DigestRound(
            store,
            book,
            new MailPost(
                Options.Create(
                    new MailOptions
                    {
                        Host = "127.0.0.1",
                        Port = server.Port,
                        Security = MailKit.Security.SecureSocketOptions.None,
                        From = "baogao@example.cn",
                    }
                )
            ),
            new PublicAddress(Options.Create(new PublicOptions { Address = "https://baogao.example.cn" })),
            host.Service<IStringLocalizer<ReminderWords>>(),
            host.Service<IStringLocalizer<Common>>(),
            clock,
            NullLogger<DigestRound>.Instance
        );
        Assert.Equal(3, await round.SendDueAsync(Cancel));
        foreach (var (_, text) in server.Letters)
        {
            using var letter = await MimeMessage.LoadAsync(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)),
                Cancel
            );
            // As it is sent, and as it is read.
            foreach (var part in new[] { text, letter.Subject!, letter.TextBody! })
                Answers.Add(("a letter", System.Text.Encoding.UTF8.GetBytes(part)));
        }

        Assert.Contains(
            Answers,
            a => System.Text.Encoding.UTF8.GetString(a.Bytes).Contains("修路灯", StringComparison.Ordinal)
        );
    }

    private async Task<string> LinkAsync(LinkKind kind, string before, string holder, WhistleId? whistle = null)
    {
        var subject =
            kind == LinkKind.Feed ? new LinkSubject(kind, doors.Street, new MeetingId(""))
            : kind == LinkKind.Evaluator ? new LinkSubject(kind, doors.Street, doors.Meeting.Id)
            : new LinkSubject(kind, doors.Street, doors.Meeting.Id, Id, whistle);
        var address =
            before
            + await host.Service<SignedLinks>()
                .IssueAsync(subject, holder, new ActorId("office"), Now + SignedLinks.Usual, Cancel);
        Addresses.Add(address);
        return address;
    }

    private async Task PostAsync(string link, string act, (string, string)[] fields, params byte[][] photos)
    {
        var (answer, html) = await LinkHost.PostAsync(browser, link, act, fields, photos);
        Answers.Add(($"{link} {act}", System.Text.Encoding.UTF8.GetBytes(html)));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{act}: {answer.StatusCode} {html}");
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
