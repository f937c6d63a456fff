using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// The notice on one page. In Chinese only, as the minutes are. It is read from 1.5 m away: the letters of what was
/// promised are 6 mm and higher, and shrink no further for a long list; what then finds no room is counted, and the QR
/// leads to it.
/// </summary>
public static class NoticePdf
{
    private const double Left = 60;
    private const double Right = Sheet.Width - Left;
    private const double Room = Right - Left;
    private const double Number = 52;
    private const double QrSide = 168;

    /// <summary>Most room for the rounds, in pixels; the promises come first.</summary>
    private const double MostRatings = 230;

    private static readonly (double Title, double Who)[] Sizes = [(44, 32), (36, 28), (32, 26), (28, 23)];

    private static readonly string[] RatingHeads = ["满意以上占比", "满意以上", "评价", "应评"];

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static void Write(Stream stream, Notice notice, FontBook fonts, NoticePaper paper = NoticePaper.A4)
    {
        var scale = paper == NoticePaper.A3 ? Math.Sqrt(2) : 1;
        new Document(
            new DocumentMeta($"{notice.Meeting}{notice.Title}", notice.Organiser, notice.Created),
            Sheet.LayoutOf(scale)
        )
            .Add(Sheet.Whole(sheet => Draw(sheet, notice), scale))
            .Write(stream, fonts);
    }

    private static void Draw(Sheet sheet, Notice notice)
    {
        sheet.Box(0, 0, Sheet.Width, 14, Sheet.Vermilion);
        var top = Head(sheet, notice, 48);
        var bottom = Ratings(sheet, notice.Ratings, Foot(sheet, notice));
        Items(sheet, notice.Items, top, bottom - 20);
    }

    private static double Head(Sheet sheet, Notice notice, double top)
    {
        var title = Sheet.Style(Face.SongBold, 60);
        var y = sheet.Put(sheet.Lines(notice.Title, title, Room), title, Left, top, 76);
        if (notice.Sample)
            sheet.Sample(Right - 56, top + 40, 20);
        var soft = Sheet.Style(Face.Hei, 24, Sheet.Soft);
        y = sheet.Put(sheet.Lines(notice.Meeting, soft, Room), soft, Left, y + 4, 34) + 14;
        sheet.Rule(Left, y, Right, y, Sheet.Ink, 3);
        return y + 18;
    }

    /// <summary>As large as all of them fit; in the smallest letters as many as fit, and how many more there are.</summary>
    private static void Items(Sheet sheet, ImmutableArray<NoticeItem> items, double top, double bottom)
    {
        if (items.IsEmpty)
        {
            var none = Sheet.Style(Face.Hei, 28);
            sheet.Put(sheet.Lines("会议未确定承办事项。", none, Room), none, Left, top, 38);
            return;
        }

        foreach (var (title, who) in Sizes)
        {
            var set = items.Select((item, index) => new Row(sheet, index + 1, item, title, who)).ToArray();
            if (set.Sum(row => row.Height) <= bottom - top)
            {
                foreach (var row in set)
                    top = row.Draw(sheet, top);
                return;
            }
        }

        const double MoreHeight = 44;
        var (least, small) = Sizes[^1];
        var shown = 0;
        foreach (var item in items)
        {
            var row = new Row(sheet, shown + 1, item, least, small);
            if (top + row.Height > bottom - MoreHeight)
                break;
            top = row.Draw(sheet, top);
            shown++;
        }

        sheet.PutOn(Text($"另有{items.Length - shown}项，扫码查看"), Sheet.Style(Face.HeiBold, 28), Left, top + 32);
    }

    /// <summary>A table of the rounds that ends above <paramref name="bottom"/>; returns its upper edge.</summary>
    private static double Ratings(Sheet sheet, ImmutableArray<NoticeRating> ratings, double bottom)
    {
        if (ratings.IsEmpty)
            return bottom;
        var name = Sheet.Style(Face.Hei, 23);
        var head = Sheet.Style(Face.Hei, 19, Sheet.Soft);
        var share = Sheet.Style(Face.HeiBold, 28);
        double[] edges = [Right - 282, Right - 172, Right - 86, Right];
        var rows = new List<(NoticeRating One, ImmutableArray<TextLine> Name)>();
        var height = 46.0;
        foreach (var one in ratings)
        {
            var lines = sheet.Lines(one.Title, name, edges[0] - Left - 108);
            if (height + 14 + 30 * lines.Length > MostRatings)
                break;
            rows.Add((one, lines));
            height += 14 + 30 * lines.Length;
        }

        var more = ratings.Length - rows.Count;
        if (more > 0)
            height += 34;
        var top = bottom - height - 18;
        sheet.Rule(Left, top, Right, top, Sheet.Ink, 2);
        sheet.PutOn("满意度测评", Sheet.Style(Face.HeiBold, 24), Left, top + 32);
        foreach (var (index, words) in RatingHeads.Index())
            sheet.PutOn(words, head, edges[index], top + 32, Align.End);
        var y = top + 46;
        foreach (var (one, lines) in rows)
        {
            sheet.Rule(Left, y, Right, y, Sheet.Hairline, 1);
            sheet.Put(lines, name, Left, y + 7, 30);
            sheet.PutOn(one.Share, share, edges[0], y + 31, Align.End);
            int[] counts = [one.Satisfied, one.Rated, one.Present];
            foreach (var (index, count) in counts.Index())
                sheet.PutOn(Text($"{count}人"), name, edges[index + 1], y + 31, Align.End);
            y += 14 + 30 * lines.Length;
        }

        if (more > 0)
            sheet.PutOn(Text($"另有{more}轮，扫码查看"), name, Left, y + 26);
        return top;
    }

    /// <summary>The QR and who put the notice up; returns its upper edge.</summary>
    private static double Foot(Sheet sheet, Notice notice)
    {
        var small = Sheet.Style(Face.Hei, 19, Sheet.Soft);
        var who = sheet.Lines($"公示：{notice.Organiser}", small, Room);
        var rule = 1074.0 - 26 * who.Length;
        sheet.Put(who, small, Left, rule + 8, 26);
        sheet.Rule(Left, rule, Right, rule, Sheet.Vermilion, 3);
        var top = rule - QrSide - 10;
        sheet.Qr(notice.Url, Left - 14, top, QrSide);
        var x = Left + QrSide + 10;
        var width = Right - x;
        var bold = Sheet.Style(Face.HeiBold, 30);
        var y = sheet.Put(sheet.Lines("扫码看全部事项和办理进展", bold, width), bold, x, top + 20, 42);
        var plain = Sheet.Style(Face.Hei, 22);
        y = sheet.Put(sheet.Lines(notice.TypedUrl, plain, width), plain, x, y + 2, 31);
        sheet.Put(sheet.Lines($"数字出自{notice.Basis}", small, width), small, x, y + 6, 27);
        return top;
    }

    /// <summary>One promise: its number, what, and beneath it who and by when.</summary>
    private sealed class Row(Sheet sheet, int number, NoticeItem item, double size, double small)
    {
        private readonly TextStyle bold = Sheet.Style(Face.HeiBold, size);
        private readonly TextStyle soft = Sheet.Style(Face.Hei, small, Sheet.Soft);
        private readonly ImmutableArray<TextLine> title = sheet.Lines(
            item.Title,
            Sheet.Style(Face.HeiBold, size),
            Room - Number
        );
        private readonly ImmutableArray<TextLine> who = sheet.Lines(
            item.Who,
            Sheet.Style(Face.Hei, small),
            Room - Number
        );

        public double Height => title.Length * size * 1.3 + who.Length * small * 1.4 + 16;

        public double Draw(Sheet on, double top)
        {
            var plain = Sheet.Style(Face.Hei, small);
            on.Put(on.Lines(Text($"{number}"), soft, Number), soft, Left, top, size * 1.3);
            var y = on.Put(title, bold, Left + Number, top, size * 1.3);
            on.Put(who, plain, Left + Number, y, small * 1.4);
            return top + Height;
        }
    }
}
