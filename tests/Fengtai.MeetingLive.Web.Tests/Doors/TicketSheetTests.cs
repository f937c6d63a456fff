using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Prints;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Doors;

/// <summary>The tickets on paper are those that were issued, and each admits.</summary>
public sealed class TicketSheetTests(EntryHost host) : IClassFixture<EntryHost>
{
    [Fact]
    public async Task What_the_printed_QR_carries_admits_a_phone()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        await hall.IssueAsync("C排2座", "C排10座", "C排1座");

        var sheet = Printing.Tickets(await hall.NowAsync(), host.Service<TicketOffice>(), "http://baogao.example");

        Assert.NotNull(sheet);
        Assert.Equal(["C排1座", "C排2座", "C排10座"], sheet.Tickets.Select(ticket => ticket.Seat));
        var ticket = sheet.Tickets[0];
        Assert.EndsWith(ticket.Code.Replace("-", "", StringComparison.Ordinal), ticket.Url, StringComparison.Ordinal);
        using var phone = host.Browser();
        var page = await phone.GetStringAsync(
            new Uri(new Uri(ticket.Url).PathAndQuery, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("座位票C排1座", page, StringComparison.Ordinal);
        // Printed again after somebody came in: the same sheet.
        var again = Printing.Tickets(await hall.NowAsync(), host.Service<TicketOffice>(), "http://baogao.example");
        Assert.Equal(sheet.Tickets, again!.Tickets);
        var fonts = host.Service<MinutesDocuments>().Fonts();
        Assert.StartsWith(
            "%PDF",
            System.Text.Encoding.ASCII.GetString(Printing.Pdf(sheet, fonts)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Before_any_is_issued_there_is_nothing_to_print()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);

        Assert.Null(Printing.Tickets(await hall.NowAsync(), host.Service<TicketOffice>(), "http://baogao.example"));
    }

    [Fact]
    public async Task Nobody_but_staff_gets_the_sheet()
    {
        var hall = await host.MeetingAsync(EntryRule.Ticket);
        await hall.IssueAsync("C1");
        await using (var scope = host.Service<IServiceScopeFactory>().CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<StaffAccounts>();
            var street = new StreetId("wangzuo");
            Assert.True(
                (
                    await accounts.AddAsync(
                        "秘书",
                        Roles.Secretary,
                        street,
                        "long enough for this",
                        TestContext.Current.CancellationToken
                    )
                ).Ok
            );
        }

        using var resident = host.Browser();

        using var answer = await resident.GetAsync(
            new Uri($"/desk/{hall.Code}/tickets.pdf", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/signin", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EntryRule.Open, "微信扫左边的码")]
    [InlineData(EntryRule.Hall, "进会场，扫大屏上的码")]
    [InlineData(EntryRule.Ticket, "扫座位票上的码")]
    public async Task The_poster_tells_how_one_is_let_in(EntryRule rule, string first)
    {
        var hall = await host.MeetingAsync(rule);

        var poster = Printing.Poster(await hall.NowAsync(), Hall.Main, "http://baogao.example");

        Assert.Equal(first, poster.Steps[0].Title);
    }
}
