using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Sheets of seat tickets, to be cut.</summary>
public sealed class TicketsPdfTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(20, 3)]
    public void Eight_tickets_stand_on_a_sheet(int tickets, int sheets) =>
        Assert.Equal(sheets, PrintedFile.Lines(Write(Sheet(tickets))).Length);

    [Fact]
    public void Every_ticket_says_its_seat_venue_and_code_and_how_to_use_it()
    {
        var pages = PrintedFile.Lines(Write(Sheet(20)));
        var text = string.Concat(pages.SelectMany(lines => lines));

        for (var seat = 1; seat <= 20; seat++)
        {
            Assert.Contains($"C排{seat}座", text, StringComparison.Ordinal);
            Assert.Contains(Code(seat), text, StringComparison.Ordinal);
        }

        Assert.Equal(20, Count(text, "一张票只连一部手机"));
        Assert.Equal(20, Count(text, "主会场"));
        Assert.Equal(20, Count(text, "8月25日14:00"));
        Assert.Contains("座位票　第3页，共3页", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_QR_carries_its_own_ticket()
    {
        var sheet = Sheet(8);
        using var print = PrintedFile.Print(Write(sheet));

        for (var index = 0; index < 8; index++)
            PrintedFile.AssertQr(
                print,
                sheet.Tickets[index].Url,
                37 + index % 2 * 360 + 360 - 172 - 8,
                52 + index / 2 * 255 + 8,
                172
            );
    }

    [Fact]
    public void Long_names_and_seats_stay_whole_on_their_ticket()
    {
        var sheet = Sheet(8) with
        {
            ShortTitle = "王佐镇青龙湖地区报告工作会",
            Tickets =
            [
                .. Enumerable
                    .Range(1, 8)
                    .Select(seat => new PrintedTicket(
                        "青龙湖北岸文化体育活动中心东侧多功能厅",
                        $"二层看台东区12排{100 + seat}座",
                        $"https://baogao.fengtai.example.gov.cn/m/FT2025/t/{Code(seat)}",
                        Code(seat)
                    )),
            ],
        };

        var pdf = Write(sheet, "tickets-long.pdf");

        Assert.Single(PrintedFile.Lines(pdf));
        Assert.Equal(8, Letters(pdf, "中心东侧多功能厅"));
        PrintedFile.AssertReadable(pdf);
    }

    [Fact]
    public void A_venue_with_free_seats_has_tickets_without_one()
    {
        var sheet = Sheet(1);
        var text = PrintedFile.Text(
            Write(sheet with { Tickets = [sheet.Tickets[0] with { Seat = "" }] }, "tickets-free.pdf")
        );

        Assert.DoesNotContain("排", text, StringComparison.Ordinal);
        Assert.Contains(Code(1), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_too_small_or_beyond_the_papers_edge() => PrintedFile.AssertReadable(Write(Sheet(20)));

    [Fact]
    public void The_same_tickets_give_the_same_bytes() => Assert.Equal(Write(Sheet(20)), Write(Sheet(20)));

    [Fact]
    public void A_hall_of_five_hundred_is_a_small_file() =>
        Assert.InRange(Write(Sheet(500), "tickets-500.pdf").Length, 50_000, 2_500_000);

    private static TicketSheet Sheet(int tickets) =>
        new(
            "王佐镇向群众报告工作会",
            "王佐镇报告会",
            "丰台区王佐镇人民政府",
            new DateOnly(2025, 8, 25),
            new TimeOnly(14, 0),
            Sample: true,
            [
                .. Enumerable
                    .Range(1, tickets)
                    .Select(seat => new PrintedTicket(
                        "主会场",
                        $"C排{seat}座",
                        $"https://baogao.example.cn/m/FT2025?t={Code(seat)}",
                        Code(seat)
                    )),
            ],
            SampleMinutes.Created
        );

    private static string Code(int seat) => $"H4T9-K2M7-{1000 + seat}";

    private static int Count(string text, string what) => text.Split(what).Length - 1;

    /// <summary>How often a text stands there when line ends and neighbours are left out: in the order of writing.</summary>
    private static int Letters(byte[] pdf, string what)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        return Count(
            string.Concat(document.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)),
            what
        );
    }

    private static byte[] Write(TicketSheet sheet, string name = "tickets.pdf")
    {
        using var fonts = FontBook.Load();
        using var stream = new MemoryStream();
        TicketsPdf.Write(stream, sheet, fonts);
        File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, name), stream.ToArray());
        return stream.ToArray();
    }
}
