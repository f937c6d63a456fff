using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// An official document in the form of GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters,
/// page number — 1 — on the outer side. Described in the order in which it is read.
/// </summary>
public sealed class OfficialDocument
{
    /// <summary>7.2: 三号. 28 characters of 16 pt are 158 mm, so they stand 15.79 pt apart.</summary>
    private const double BodySize = 16;

    /// <summary>Most characters of a red head in one line: more would make it smaller than 28 pt.</summary>
    internal const int HeadLine = 14;

    private const double Pitch = 28.95;
    private static readonly double Width = Length.Mm(156);
    private static readonly double CharPitch = Width / 28;
    private static readonly Colour Red = new(0xC8161D);
    private static readonly Colour Soft = new(0x4A5260);

    private static readonly ParagraphStyle Body = new(Text(Face.FangSong), Pitch)
    {
        FirstIndent = 2 * CharPitch,
        // A page holds 22 lines: a first line may stand alone at its end, a last line not at the next one's top.
        Orphans = 1,
    };

    private static readonly ParagraphStyle Small = new(new TextStyle(Face.Song, 10.5), 17) { Align = Align.Justify };

    private static readonly TableStyle Tables = new(
        new ParagraphStyle(new TextStyle(Face.Song, 10.5), 15.5) { Align = Align.Start },
        new ParagraphStyle(new TextStyle(Face.Hei, 10.5), 15.5) { Align = Align.Start }
    );

    private readonly Document document;

    private OfficialDocument(DocumentMeta meta)
    {
        var layout = new PageLayout(
            Length.Mm(210),
            Length.Mm(297),
            Length.Mm(37),
            Length.Mm(297 - 37 - 225),
            Length.Mm(28),
            Length.Mm(210 - 28 - 156),
            (page, total) => Running(meta.Title, page, total)
        );
        document = new Document(meta, layout);
    }

    public static OfficialDocument Create(DocumentMeta meta) => new(meta);

    /// <summary>The red head of the 纪要 form (10.3) with the issuer and the date above a red rule.</summary>
    public OfficialDocument RedHead(string title, string issuer, string date)
    {
        document.Add(new Space(Length.Mm(30), Always: true));
        document.Add(
            new Paragraph(
                title,
                new ParagraphStyle(new TextStyle(Face.SongBold, HeadSize(title), Red), 52)
                {
                    Align = Align.Center,
                    Balanced = true,
                    After = 22,
                }
            )
        );
        var line = new ParagraphStyle(Text(Face.FangSong), Pitch) { Left = CharPitch, Right = CharPitch };
        document.Add(new EndsOfLine(issuer, date, line));
        document.Add(new Space(4));
        document.Add(new Rule(1.5, Red));
        document.Add(new Space(Pitch));
        return this;
    }

    /// <summary>7.3.1: 小标宋 二号, centred, in lines of about equal length; a line end in the text is kept.</summary>
    public OfficialDocument Title(string title) =>
        Add(
            new Paragraph(
                title,
                new ParagraphStyle(new TextStyle(Face.SongBold, 22), 34)
                {
                    Align = Align.Center,
                    Balanced = true,
                    KeepWithNext = true,
                    Before = 6,
                    After = Pitch - 6,
                }
            )
        );

    /// <summary>7.3.3: level 1 in 黑体 (一、), level 2 in 楷体 (（一）), deeper ones in 仿宋 (1. and (1)).</summary>
    public OfficialDocument Heading(int level, string text)
    {
        var face = level switch
        {
            1 => Face.Hei,
            2 => Face.Kai,
            _ => Face.FangSong,
        };
        return Add(
            new Paragraph(text, Body with { Text = Text(face), Align = Align.Start, KeepWithNext = true, Orphans = 9 })
        );
    }

    public OfficialDocument Paragraph(string text) => Paragraph(new Span(text));

    public OfficialDocument Paragraph(params ImmutableArray<Span> spans) => Add(new Paragraph(spans, Body));

    /// <summary>出席, 请假, 列席: the label in 黑体 (10.3).</summary>
    public OfficialDocument Labels(params ImmutableArray<Labelled> items) =>
        Add(new Labels(items, Body with { FirstIndent = 0, Left = 2 * CharPitch }, Face.Hei));

    /// <param name="together">A few rows that are read at one glance stay on one page.</param>
    public OfficialDocument Table(
        ImmutableArray<Column> columns,
        ImmutableArray<ImmutableArray<string>> rows,
        bool together = false
    )
    {
        var table = new Table(columns, rows, Tables);
        document.Add(new Space(4));
        document.Add(together ? new KeptTogether(table) : table);
        document.Add(new Space(10));
        return this;
    }

    /// <summary>A chart whose finding is the heading before it; it stays below that heading.</summary>
    /// <param name="basis">Period, source, denominators; in small type beneath.</param>
    public OfficialDocument Chart(Chart chart, string basis)
    {
        document.Add(new Space(6));
        document.Add(new KeptWithNext(new ChartBlock(chart)));
        document.Add(new Space(4));
        document.Add(new Paragraph(basis, Small with { After = 8, Orphans = 9 }));
        return this;
    }

    /// <summary>Small type for sources, denominators, versions.</summary>
    public OfficialDocument Note(string text)
    {
        document.Add(new Space(4));
        document.Add(new Paragraph(text, Small));
        document.Add(new Space(6));
        return this;
    }

    /// <summary>7.3.4 and 7.3.7: an annex starts on a new page, 附件1 at the upper left in 黑体.</summary>
    public OfficialDocument Annex(string label, string title)
    {
        document.Add(new PageBreak());
        document.Add(
            new Paragraph(label, new ParagraphStyle(Text(Face.Hei), Pitch) { KeepWithNext = true, After = 12 })
        );
        return Title(title);
    }

    /// <summary>Where the document comes from: labels and values between two thin rules, kept together.</summary>
    public OfficialDocument Origin(params ImmutableArray<Labelled> items)
    {
        var style = Small with { KeepWithNext = true };
        document.Add(new Space(Pitch));
        document.Add(new KeptWithNext(new Rule(0.75, Colour.Black)));
        document.Add(new Space(5));
        document.Add(new Labels(items, style, Face.Hei));
        document.Add(new Space(5));
        document.Add(new Rule(0.75, Colour.Black));
        return this;
    }

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public void Write(Stream stream, FontBook fonts) => document.Write(stream, fonts);

    public PageImages Images(FontBook fonts, int width) => document.Images(fonts, width);

    private static TextStyle Text(Face face) => new(face, BodySize, Tracking: CharPitch - BodySize);

    /// <summary>The head fills up to nine tenths of the width; the norm leaves its size to the look (7.2.4).</summary>
    private static double HeadSize(string title)
    {
        var longest = title.Split('\n').Max(line => new StringInfo(line).LengthInTextElements);
        var perLine = longest > HeadLine ? (longest + 3) / 2 : Math.Max(1, longest);
        return Math.Clamp(Width * 0.9 / perLine, 24, 40);
    }

    /// <summary>7.5: 四号 宋体 figures with a dash on either side, 7 mm below the type area, one character in; beside
    /// it, small, which document the leaf belongs to and of how many pages.</summary>
    private static ImmutableArray<RunningText> Running(string title, int page, int total)
    {
        var odd = page % 2 == 1;
        var baseLine = Length.Mm(37 + 225 + 7) + 5;
        var number = string.Create(CultureInfo.InvariantCulture, $"— {page} —");
        var of = string.Create(CultureInfo.InvariantCulture, $"{title}　第{page}页，共{total}页");
        return
        [
            new(number, new TextStyle(Face.Song, 14), odd ? Align.End : Align.Start, baseLine, 14),
            new(of, new TextStyle(Face.Song, 9, Soft), odd ? Align.Start : Align.End, baseLine - 1),
        ];
    }

    internal OfficialDocument Add(Block block)
    {
        document.Add(block);
        return this;
    }

    /// <summary>One line with a text at either end.</summary>
    private sealed record EndsOfLine(string Start, string End, ParagraphStyle Style) : Block
    {
        internal override IEnumerable<Strip> Measure(Measuring measuring)
        {
            var start = new Paragraph(Start, Style with { Align = Align.Start }).Measure(measuring).ToArray();
            var end = new Paragraph(End, Style with { Align = Align.End }).Measure(measuring).ToArray();
            // A long issuer takes more lines; the date stands beside the last.
            for (var index = 0; index < Math.Max(start.Length, end.Length); index++)
            {
                var left = index < start.Length ? start[index] : null;
                var endIndex = index - Math.Max(0, start.Length - end.Length);
                var right = endIndex >= 0 && endIndex < end.Length ? end[endIndex] : null;
                yield return new Strip(
                    Style.Pitch,
                    (page, x, y) =>
                    {
                        left?.Draw(page, x, y);
                        right?.Draw(page, x, y);
                    }
                )
                {
                    KeepWithNext = true,
                };
            }
        }
    }

    /// <summary>An element that stays on the page of what follows.</summary>
    private sealed record KeptWithNext(Block Inner) : Block
    {
        internal override IEnumerable<Strip> Measure(Measuring measuring) =>
            Inner.Measure(measuring).Select(strip => strip with { KeepWithNext = true });
    }
}
