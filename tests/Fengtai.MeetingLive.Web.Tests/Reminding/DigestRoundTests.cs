using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Reminding;
using Fengtai.MeetingLive.Web.Tests.Staff;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Fengtai.MeetingLive.Web.Tests.Reminding;

/// <summary>Letters over a real connection: at most one a day, none lost to a server that is busy.</summary>
public sealed class DigestRoundTests : StaffRoom
{
    private static readonly StreetId Street = new("wangzuo");

    // 11 October, 07:30 in Beijing: the item is a day late.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 10, 10, 23, 30, 0, TimeSpan.Zero));

    protected override TimeProvider Clock => clock;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_streets_hour_on_each_recipient_gets_one_letter_a_day()
    {
        await using var server = new MailServer();
        using var round = await RoundAsync(server.Port);

        Assert.Equal(0, await round.SendDueAsync(Cancel));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await round.SendDueAsync(Cancel));
        Assert.Equal(0, await round.SendDueAsync(Cancel));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await round.SendDueAsync(Cancel));

        var (to, text) = server.Letters[0];
        using var letter = await MimeMessage.LoadAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)),
            Cancel
        );
        Assert.Equal("pingan@example.cn", to);
        Assert.Equal("wangzuo责任清单：1项逾期，共1项", letter.Subject);
        Assert.Contains("楼道充电口排查（逾期1天，时限2025年10月10日", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://baogao.example.cn/track/wangzuo", letter.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, server.Letters.Count);
    }

    [Fact]
    public async Task A_letter_that_was_refused_is_tried_three_times_and_shown_as_not_sent()
    {
        await using var server = new MailServer { Refuses = true };
        using var round = await RoundAsync(server.Port);
        clock.Advance(TimeSpan.FromHours(1));

        for (var i = 0; i < 5; i++)
            Assert.Equal(0, await round.SendDueAsync(Cancel));

        var book = new ReminderBook(Store, clock);
        var unit = (await book.TodayAsync(Street, Cancel)).Single(d => d.Digest.To == DigestTo.Unit);
        Assert.Equal(DigestState.Failed, unit.State);
        server.Refuses = false;
        Assert.Equal(0, await round.SendDueAsync(Cancel));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await round.SendDueAsync(Cancel));
    }

    [Fact]
    public async Task A_letter_that_may_have_been_sent_is_not_sent_again()
    {
        await using var server = new MailServer();
        using var round = await RoundAsync(server.Port);
        clock.Advance(TimeSpan.FromHours(1));
        await using (var context = Store.Create())
        {
            context.DigestsSent.Add(
                new DigestSentRow
                {
                    StreetId = Street.Value,
                    Kind = (int)DigestTo.Unit,
                    Name = "平安建设办",
                    Day = new DateOnly(2025, 10, 11),
                    Tries = 1,
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal(0, await round.SendDueAsync(Cancel));
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_is_tried_and_nothing_noted()
    {
        using var round = await RoundAsync(port: null);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await round.SendDueAsync(Cancel));
        await using var context = Store.Create();
        Assert.Empty(context.DigestsSent);
    }

    private async Task<DigestRound> RoundAsync(int? port)
    {
        await using (var context = Store.Create())
        {
            context.Commitments.Add(DigestTests.Row());
            await context.SaveChangesAsync(Cancel);
        }

        var book = new ReminderBook(Store, clock);
        Assert.True(await book.KeepAddressAsync(Street, DigestTo.Unit, "平安建设办", "pingan@example.cn", Cancel));
        var mail = new MailOptions
        {
            Host = port is null ? null : "127.0.0.1",
            Port = port ?? 25,
            Security = MailKit.Security.SecureSocketOptions.None,
            From = "baogao@example.cn",
        };
        return new DigestRound(
            Store,
            book,
            new MailPost(Options.Create(mail)),
            new PublicAddress(Options.Create(new PublicOptions { Address = "https://baogao.example.cn" })),
            Services.GetRequiredService<IStringLocalizer<ReminderWords>>(),
            Services.GetRequiredService<IStringLocalizer<Common>>(),
            clock,
            NullLogger<DigestRound>.Instance
        );
    }
}
