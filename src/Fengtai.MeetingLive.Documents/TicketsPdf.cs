using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>座位票 of one meeting, in the order in which they are handed out.</summary>
/// <param name="Created">Stands in the file; a parameter, so that the same tickets give the same bytes.</param>
public sealed record TicketSheet(
    string Title,
    string ShortTitle,
    string Organiser,
    DateOnly Date,
    TimeOnly StartsAt,
    bool Sample,
    ImmutableArray<PrintedTicket> Tickets,
    DateTimeOffset Created
);

/// <param name="Seat">Such as C排9座; empty when seats are free.</param>
/// <param name="Url">What its QR carries; it admits one device.</param>
/// <param name="Code">The same in letters, such as H4T9-K2M7-Q8W3, for who cannot scan.</param>
public sealed record PrintedTicket(string Venue, string Seat, string Url, string Code);

/// <summary>A4 sheets to cut, eight tickets each. In Chinese only, as the minutes are.</summary>
public static class TicketsPdf
{
    public const int ASheet = 8;

    private const double Left = 37;
    private const double Top = 52;
    private const double Wide = 360;
    private const double High = 255;
    private const double QrSide = 172;

    /// <summary>From a ticket's left edge to its text, and from its right edge.</summary>
    private const double Inset = 24;

    private static readonly string[] Use = ["微信扫码，进入会议", "一张票只连一部手机", "扫不了，就输右边的码"];

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static void Write(Stream stream, TicketSheet tickets, FontBook fonts)
    {
        var document = new Document(
            new DocumentMeta($"{tickets.Title}座位票", tickets.Organiser, tickets.Created),
            Sheet.Layout
        );
        var pages = tickets.Tickets.Chunk(ASheet).ToArray();
        foreach (var (index, page) in pages.Index())
            document.Add(Sheet.Whole(sheet => Draw(sheet, tickets, page, index + 1, pages.Length)));
        document.Write(stream, fonts);
    }

    private static void Draw(Sheet sheet, TicketSheet tickets, PrintedTicket[] page, int number, int total)
    {
        var small = Sheet.Style(Face.Hei, Sheet.Least, Sheet.Soft);
        sheet.PutOn(Text($"{tickets.Title}　座位票　第{number}页，共{total}页"), small, Left, 38);
        if (tickets.Sample)
            sheet.Sample(Sheet.Width - Left - 47, 38, 16);
        for (var index = 0; index < page.Length; index++)
            Draw(sheet, tickets, page[index], Left + index % 2 * Wide, Top + index / 2 * High);
        Cuts(sheet, page.Length);
        sheet.PutOn("沿虚线裁开，按座位发放。票码就是入场凭证，请勿拍照外传。", small, Left, Top + 4 * High + 26);
    }

    private static void Draw(Sheet sheet, TicketSheet tickets, PrintedTicket ticket, double x, double y)
    {
        var left = x + Inset;
        // The quiet zone is the paper's own margin: its outer half may lie over the ticket's.
        var qr = x + Wide - QrSide - 8;
        var room = qr + 12 - left;
        sheet.Qr(ticket.Url, qr, y + 8, QrSide);
        Who(sheet, tickets, ticket, left, y + 18, room);

        var rule = y + 182;
        sheet.Rule(left, rule, x + Wide - 20, rule, Sheet.Hairline, 1);
        var small = Sheet.Style(Face.Hei, Sheet.Least, Sheet.Soft);
        foreach (var (index, line) in Use.Index())
            sheet.PutOn(Text($"{index + 1} {line}"), small, left, rule + 20 + 20 * index);
        Code(sheet, ticket.Code, left + 172, x + Wide - 20, rule + 42);
    }

    private static void Code(Sheet sheet, string code, double from, double to, double baseLine)
    {
        var size = 22.0;
        while (size > Sheet.Least && sheet.WidthOf(code, Sheet.Style(Face.HeiBold, size)) > to - from)
            size -= 0.5;
        sheet.PutOn(code, Sheet.Style(Face.HeiBold, size), to, baseLine, Align.End);
    }

    /// <summary>Meeting, seat, time and venue beside the QR; the seat gives way when the others are long.</summary>
    private static void Who(Sheet sheet, TicketSheet tickets, PrintedTicket ticket, double x, double top, double room)
    {
        const double Height = 160;
        var serif = Sheet.Style(Face.SongBold, tickets.ShortTitle.Length > 7 ? 16 : 19);
        var soft = Sheet.Style(Face.Hei, Sheet.Least, Sheet.Soft);
        var title = sheet.Lines(tickets.ShortTitle, serif, room, balanced: true);
        var time = sheet.Lines(
            Text($"{tickets.Date.Month}月{tickets.Date.Day}日{tickets.StartsAt:HH\\:mm}"),
            soft,
            room
        );
        var venue = sheet.Lines(ticket.Venue, soft, room);
        var titlePitch = serif.Size / 0.75 * 1.3;
        var left = Height - title.Length * titlePitch - (time.Length + venue.Length) * 20 - 12;
        var y = sheet.Put(title, serif, x, top, titlePitch) + 4;
        y = Seat(sheet, ticket.Seat, x, y, room, left) + 8;
        y = sheet.Put(time, soft, x, y, 20);
        sheet.Put(venue, soft, x, y, 20);
    }

    /// <summary>Letters and figures large, 排 and 座 small beside them; a long one in equal letters on several lines.</summary>
    private static double Seat(Sheet sheet, string seat, double x, double top, double room, double height)
    {
        if (seat.Length == 0)
            return top;
        for (var size = 42.0; size >= 26; size -= 2)
        {
            var pieces = Pieces(seat, size);
            if (size * 1.15 > height || pieces.Sum(p => sheet.WidthOf(p.Text, p.Style) + 2) > room)
                continue;
            var end = x;
            foreach (var (text, style) in pieces)
                end = sheet.PutOn(text, style, end, top + size) + 2;
            return top + size * 1.15;
        }

        var even = 22.0;
        while (
            even > Sheet.Least && sheet.Lines(seat, Sheet.Style(Face.HeiBold, even), room).Length * even * 1.25 > height
        )
            even -= 1;
        var plain = Sheet.Style(Face.HeiBold, even);
        return sheet.Put(sheet.Lines(seat, plain, room), plain, x, top, even * 1.25);
    }

    private static List<(string Text, TextStyle Style)> Pieces(string seat, double size)
    {
        var pieces = new List<(string, TextStyle)>();
        for (var start = 0; start < seat.Length; )
        {
            var large = char.IsAsciiLetterOrDigit(seat[start]);
            var end = start + 1;
            while (end < seat.Length && char.IsAsciiLetterOrDigit(seat[end]) == large)
                end++;
            pieces.Add((seat[start..end], Sheet.Style(large ? Face.HeiBold : Face.Hei, large ? size : size / 2)));
            start = end;
        }

        return pieces;
    }

    /// <summary>Dashed where to cut, and scissors at the two first cuts.</summary>
    private static void Cuts(Sheet sheet, int tickets)
    {
        var rows = (tickets + 1) / 2;
        for (var row = 0; row <= rows; row++)
        {
            // An odd last ticket has no neighbour, but the line above it ends the one over there.
            var right = row == rows && tickets % 2 == 1 ? Left + Wide : Left + 2 * Wide;
            if (tickets == 1)
                right = Left + Wide;
            sheet.Rule(Left, Top + row * High, right, Top + row * High, Sheet.Edge, 1, dashed: true);
        }

        for (var column = 0; column <= 2; column++)
        {
            var filled = column < 2 ? rows : tickets / 2;
            if (filled > 0)
                sheet.Rule(
                    Left + column * Wide,
                    Top,
                    Left + column * Wide,
                    Top + filled * High,
                    Sheet.Edge,
                    1,
                    dashed: true
                );
        }

        Scissors(sheet, Left - 11, Top + High - 11, turned: false);
        if (tickets > 1)
            Scissors(sheet, Left + Wide + 11, Top - 11, turned: true);
    }

    private static void Scissors(Sheet sheet, double x, double y, bool turned)
    {
        sheet.Box(turned ? x - 22 : x, y, 22, 22, Colour.White);
        sheet.Shape(PrintMarks.Scissors, x, y, 22 / 24.0, null, Sheet.Soft, 1.8, turned);
    }
}
