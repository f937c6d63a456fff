using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>What a poster at the hall's door says.</summary>
/// <param name="Times">Such as 13:40签到，14:00成绩单.</param>
/// <param name="Url">What the QR carries.</param>
/// <param name="TypedUrl">What is typed by who cannot scan: short, without https://.</param>
/// <param name="Created">Stands in the file; a parameter, so that the same poster gives the same bytes.</param>
public sealed record Poster(
    string Title,
    string Place,
    DateOnly Date,
    string Times,
    string Code,
    string Url,
    string TypedUrl,
    string Organiser,
    bool Sample,
    ImmutableArray<PosterStep> Steps,
    DateTimeOffset Created
)
{
    /// <summary>How to take part, by how one is let in. In the second step the code stands beneath its title.</summary>
    public static ImmutableArray<PosterStep> StepsFor(EntryRule entry) =>
        [
            entry switch
            {
                EntryRule.Hall => new("进会场，扫大屏上的码", "在场评价，扫了才算"),
                EntryRule.Ticket => new("扫座位票上的码", "一张票只连一部手机"),
                _ => new("微信扫左边的码", "不用注册，不用留电话"),
            },
            new(entry == EntryRule.Open ? "扫不了，就输会议码" : "不在会场，输会议码", null),
            new("点右上角“大字版”", "字大一号，内容不少"),
        ];
}

/// <param name="Note">Null: here stand the code and the address to type.</param>
public sealed record PosterStep(string Title, string? Note);

/// <summary>
/// 入会海报, A4. In Chinese only, as the minutes are: it hangs at the hall's door. Long titles and places get smaller
/// letters and more lines; the QR gives way to them, down to 7 cm.
/// </summary>
public static class PosterPdf
{
    private const double Left = 60;
    private const double Right = Sheet.Width - Left;
    private const double Room = Right - Left;
    private const double QrMost = 356;
    private const double QrLeast = 265;
    private const double Gutter = 40;

    private static readonly (string Title, string Note)[] Can =
    [
        ("提问", "会前会中都能提"),
        ("附议", "同样的事一起提"),
        ("评价", "每台手机计一次"),
        ("看时间表", "谁办，何时办结"),
    ];

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static void Write(Stream stream, Poster poster, FontBook fonts) =>
        new Document(
            new DocumentMeta($"{poster.Title}入会海报", poster.Organiser, poster.Created, poster.Code),
            Sheet.Layout
        )
            .Add(Sheet.Whole(sheet => Draw(sheet, poster)))
            .Write(stream, fonts);

    private static void Draw(Sheet sheet, Poster poster)
    {
        sheet.Box(0, 0, Sheet.Width, 14, Sheet.Vermilion);
        sheet.Shape(PrintMarks.Ground, Left, 66, 36 / 32.0, Sheet.Vermilion);
        sheet.Shape(PrintMarks.Span, Left, 66, 36 / 32.0, Colour.White);
        sheet.PutOn("丰台区街镇向群众报告工作会", Sheet.Style(Face.Hei, 20, Sheet.Soft), Left + 48, 91);
        var y = Title(sheet, poster.Title, 124);
        y = When(sheet, poster, y + 14) + 24;
        sheet.Rule(Left, y, Right, y, Sheet.Ink, 3);
        y += 24;
        var foot = Foot(sheet, poster);
        // What stands beneath the QR takes 206; what is left is the QR's.
        var side = Math.Clamp(foot - 206 - y, QrLeast, QrMost);
        sheet.Box(Left, y, side, side, edge: Sheet.Hairline);
        sheet.Qr(poster.Url, Left, y, side);
        Steps(sheet, poster, Left + side + Gutter, y, side);
        y = Abilities(sheet, y + side + 26) + 18;
        Paper(sheet, y);
    }

    /// <summary>As large as two lines allow; a longer title stands in three smaller ones.</summary>
    private static double Title(Sheet sheet, string title, double top)
    {
        var broken = title;
        var name = title.IndexOf("向群众报告", StringComparison.Ordinal);
        foreach (var (size, most) in ((double Size, int Lines)[])[(66, 2), (60, 2), (54, 2), (46, 3), (40, 3)])
        {
            var style = Sheet.Style(Face.SongBold, size);
            // In two lines it breaks before the meeting's own name rather than inside a word.
            if (name > 0 && sheet.WidthOf(title, style) > Room && !title.Contains('\n', StringComparison.Ordinal))
                broken = title.Insert(name, "\n");
            var lines = sheet.Lines(broken, style, Room, balanced: true);
            if (lines.Length <= most)
                return sheet.Put(lines, style, Left, top, size * 1.22);
        }

        var least = Sheet.Style(Face.SongBold, 36);
        return sheet.Put(sheet.Lines(title, least, Room, balanced: true), least, Left, top, 44);
    }

    private static double When(Sheet sheet, Poster poster, double top)
    {
        var bold = Sheet.Style(Face.HeiBold, 26);
        var soft = Sheet.Style(Face.Hei, 26, Sheet.Soft);
        var day = $"{Day(poster.Date)}　{poster.Times}";
        var tag = poster.Sample ? 60 : 0;
        var dayLines = sheet.Lines(day, bold, Room);
        var end = sheet.WidthOf(day, bold);
        var place = sheet.WidthOf(poster.Place, soft);
        if (dayLines.Length == 1 && end + 26 + place + tag <= Room)
        {
            sheet.Put(dayLines, bold, Left, top, 38);
            sheet.Put(sheet.Lines(poster.Place, soft, Room), soft, Left + end + 26, top, 38);
            if (poster.Sample)
                sheet.Sample(Left + end + 26 + place + 8, top + 28, 17);
            return top + 38;
        }

        var y = sheet.Put(dayLines, bold, Left, top, 36);
        if (poster.Sample && dayLines.Length == 1 && end + 12 + tag <= Room)
            sheet.Sample(Left + end + 12, top + 27, 17);
        else if (poster.Sample)
            sheet.Sample(Right - 48, 91, 17);
        return sheet.Put(sheet.Lines(poster.Place, soft, Room), soft, Left, y, 36);
    }

    private static void Steps(Sheet sheet, Poster poster, double x, double top, double height)
    {
        var number = Sheet.Style(Face.HeiBold, 26, Sheet.Soft);
        var head = Sheet.Style(Face.HeiBold, 26);
        var note = Sheet.Style(Face.Hei, 19, Sheet.Soft);
        var code = Sheet.Style(Face.HeiBold, 50);
        var width = Right - x - 38;
        var steps = poster.Steps.Select(step => (step, Height: StepHeight(step))).ToArray();
        var gap = Math.Min(20, (height - steps.Sum(step => step.Height)) / Math.Max(1, steps.Length - 1));
        var y = top + (height - steps.Sum(step => step.Height) - gap * (steps.Length - 1)) / 2;
        foreach (var (index, (step, taken)) in steps.Index())
        {
            sheet.PutOn(Text($"{index + 1}"), number, x, y + 27);
            var next = sheet.Put(sheet.Lines(step.Title, head, width), head, x + 38, y, 35);
            if (step.Note is { } words)
                sheet.Put(sheet.Lines(words, note, width), note, x + 38, next, 26);
            else
                sheet.Put(
                    sheet.Lines(poster.TypedUrl, note, width),
                    note,
                    x + 38,
                    sheet.Put(sheet.Lines(poster.Code, code, width), code, x + 38, next, 55),
                    26
                );
            y += taken + gap;
        }

        double StepHeight(PosterStep step) =>
            35 * sheet.Lines(step.Title, head, width).Length
            + (
                step.Note is { } words
                    ? 26 * sheet.Lines(words, note, width).Length
                    : 55 + 26 * sheet.Lines(poster.TypedUrl, note, width).Length
            );
    }

    private static double Abilities(Sheet sheet, double top)
    {
        const double Height = 84;
        sheet.Rule(Left, top, Right, top, Sheet.Hairline, 1);
        sheet.Rule(Left, top + Height, Right, top + Height, Sheet.Hairline, 1);
        for (var index = 0; index < Can.Length; index++)
        {
            var x = Left + index * Room / Can.Length;
            if (index > 0)
                sheet.Rule(x, top, x, top + Height, Sheet.Hairline, 1);
            var inset = index == 0 ? 0 : 16;
            sheet.PutOn(Can[index].Title, Sheet.Style(Face.HeiBold, 24), x + inset, top + 39);
            sheet.PutOn(Can[index].Note, Sheet.Style(Face.Hei, 19, Sheet.Soft), x + inset, top + 67);
        }

        return top + Height;
    }

    private static void Paper(Sheet sheet, double top)
    {
        var plain = Sheet.Style(Face.Hei, 21);
        var end = sheet.PutOn("不用手机也一样。", Sheet.Style(Face.HeiBold, 21), Left, top + 22);
        sheet.PutOn("写纸条、写纸质评价票，交给工作人员。", plain, end, top + 22);
        sheet.PutOn("当场录入，同样计数，同样给回执码。", plain, Left, top + 53);
    }

    /// <summary>Stands at the page's end; returns its upper edge.</summary>
    private static double Foot(Sheet sheet, Poster poster)
    {
        const string After = "会后拿回执码，在同一网址查办理进展";
        var style = Sheet.Style(Face.Hei, 18, Sheet.Soft);
        var organiser = $"主办：{poster.Organiser}";
        var lines = sheet.Lines(organiser, style, Room);
        var wide = lines.Length > 1 || sheet.WidthOf(organiser, style) + sheet.WidthOf(After, style) + 24 > Room;
        var rule = 1049.0 - (wide ? 26 * lines.Length : 0);
        sheet.Put(lines, style, Left, rule + 8, 26);
        sheet.PutOn(After, style, Right, 1077, Align.End);
        const double Scale = Room / PrintMarks.BridgeWidth;
        var top = rule - PrintMarks.BridgeHeight * Scale;
        sheet.Shape(PrintMarks.BridgeBody, Left, top, Scale, new Colour(0xF3EEE4), Sheet.Hairline, 0.8);
        sheet.Shape(PrintMarks.BridgeArches, Left, top, Scale, Colour.White, Sheet.Hairline, 0.8);
        sheet.Shape(PrintMarks.BridgeRailing, Left, top, Scale, null, Sheet.Edge, 1.2);
        sheet.Rule(Left, rule, Right, rule, Sheet.Vermilion, 3);
        return top;
    }
}
