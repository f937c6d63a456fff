using System.Globalization;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>How each element of an official document stands on paper, by the clauses of GB/T 9704-2012.</summary>
internal static class OfficialForms
{
    /// <summary>7.2: 三号. 28 characters of 16 pt are 158 mm, so they stand 15.79 pt apart.</summary>
    private const double BodySize = 16;

    /// <summary>Deeper headings are many, and an outline of hundreds of entries helps nobody.</summary>
    private const int OutlineLevels = 2;

    private const double Pitch = 28.95;
    private static readonly double Width = Length.Mm(156);
    private static readonly double CharPitch = Width / 28;
    private static readonly Colour Red = new(0xC8161D);

    private static readonly ParagraphStyle Body = new(Text(Face.FangSong), Pitch)
    {
        FirstIndent = 2 * CharPitch,
        // A page holds 22 lines: a first line may stand alone at its end, a last line not at the next one's top.
        Orphans = 1,
    };

    public static readonly ParagraphStyle Small = new(new TextStyle(Face.Song, 10.5), 17) { Align = Align.Justify };

    private static readonly TableStyle Tables = new(
        new ParagraphStyle(new TextStyle(Face.Song, 10.5), 15.5) { Align = Align.Start },
        new ParagraphStyle(new TextStyle(Face.Hei, 10.5), 15.5) { Align = Align.Start }
    );

    public static IEnumerable<Block> Blocks(OfficialElement element) =>
        element switch
        {
            OfficialElement.RedHead head => RedHead(head),
            OfficialElement.Title title => [Title(title.Text)],
            OfficialElement.Heading heading => [Heading(heading)],
            OfficialElement.Paragraph paragraph =>
            [
                new Paragraph([.. paragraph.Runs.Select(run => new Span(run.Text, run.Bold))], Body),
            ],
            OfficialElement.Labels labels =>
            [
                new Labels(labels.Items, Body with { FirstIndent = 0, Left = 2 * CharPitch }, Face.Hei),
            ],
            OfficialElement.Table table => Table(table),
            OfficialElement.Chart chart => Chart(chart),
            OfficialElement.Note note => [new Space(4), new Paragraph(note.Text, Small), new Space(6)],
            OfficialElement.Annex annex => Annex(annex),
            OfficialElement.Photos photos => [new PhotoPair(photos.Before, photos.After)],
            OfficialElement.Signature signature => [Signature(signature)],
            OfficialElement.Qr qr => [new Space(6), new QrBlock(qr.Address, qr.Words, Small)],
            OfficialElement.Imprint imprint => [Imprint(imprint)],
            OfficialElement.Origin origin => Origin(origin),
            _ => throw new InvalidOperationException($"The paper has no form for a {element.GetType().Name}."),
        };

    /// <summary>10.3: the head, its number below it, and the issuer and the date above a red rule. The head's upper edge is
    /// 35 mm below that of the type area (7.2.4), the mark of a draft in the room above it.</summary>
    private static Block[] RedHead(OfficialElement.RedHead head) =>
        [
            head.Mark is { } mark
                ? new Paragraph(mark, new ParagraphStyle(Text(Face.Hei), Length.Mm(35)) { Align = Align.End })
                : new Space(Length.Mm(35), Always: true),
            new Bookmarked(
                new Paragraph(
                    head.Words,
                    new ParagraphStyle(new TextStyle(Face.SongBold, HeadSize(head.Words), Red), 52)
                    {
                        Align = Align.Center,
                        Balanced = true,
                        After = head.Number is null ? 22 : 4,
                    }
                ),
                Level: 1,
                head.Words.Replace("\n", "", StringComparison.Ordinal)
            ),
            .. head.Number is { } number
                ? (Block[])
                    [
                        new Paragraph(
                            number,
                            new ParagraphStyle(Text(Face.FangSong), Pitch) { Align = Align.Center, After = 8 }
                        ),
                    ]
                : [],
            new EndsOfLine(
                head.Issuer,
                head.Date,
                new ParagraphStyle(Text(Face.FangSong), Pitch) { Left = CharPitch, Right = CharPitch }
            ),
            new Space(4),
            new Rule(1.5, Red),
            new Space(Pitch),
        ];

    /// <summary>7.3.1: 小标宋 二号, centred, in lines of about equal length; a line end in the text is kept.</summary>
    private static Paragraph Title(string title) =>
        new(
            title,
            new ParagraphStyle(new TextStyle(Face.SongBold, 22), 34)
            {
                Align = Align.Center,
                Balanced = true,
                KeepWithNext = true,
                Before = 6,
                After = Pitch - 6,
            }
        );

    /// <summary>7.3.3: level 1 in 黑体 (一、), level 2 in 楷体 (（一）), deeper ones in 仿宋 (1. and (1)).</summary>
    private static Block Heading(OfficialElement.Heading heading)
    {
        var face = heading.Level switch
        {
            1 => Face.Hei,
            2 => Face.Kai,
            _ => Face.FangSong,
        };
        var set = new Paragraph(
            heading.Text,
            Body with
            {
                Text = Text(face),
                Align = Align.Start,
                KeepWithNext = true,
                Orphans = 9,
            }
        );
        return heading.Level <= OutlineLevels ? new Bookmarked(set, heading.Level + 1, heading.Text) : set;
    }

    private static Block[] Table(OfficialElement.Table table)
    {
        var set = new Table(table.Columns, table.Rows, Tables);
        return [new Space(4), table.Together ? new KeptTogether(set) : set, new Space(10)];
    }

    /// <summary>It stays below the heading before it, with its basis in small type beneath.</summary>
    private static Block[] Chart(OfficialElement.Chart chart) =>
        [
            new Space(6),
            new KeptWithNext(new ChartBlock(chart.Drawing)),
            new Space(4),
            new Paragraph(chart.Basis, Small with { After = 8, Orphans = 9 }),
        ];

    /// <summary>7.3.4 and 7.3.7: 附件1 at the upper left in 黑体.</summary>
    private static Block[] Annex(OfficialElement.Annex annex) =>
        [
            new PageBreak(),
            new Bookmarked(
                new Paragraph(
                    annex.Label,
                    new ParagraphStyle(Text(Face.Hei), Pitch) { KeepWithNext = true, After = 12 }
                ),
                Level: 1,
                $"{annex.Label}　{annex.Words.Replace("\n", "", StringComparison.Ordinal)}"
            ),
            Title(annex.Words),
        ];

    /// <summary>
    /// 7.3.5.2: a line below the body; the date begins two characters to the right of the issuer, who ends two characters
    /// in, and where the date is the longer, it ends two characters in.
    /// </summary>
    private static KeptTogether Signature(OfficialElement.Signature signature)
    {
        var line = new ParagraphStyle(Text(Face.FangSong), Pitch) { Align = Align.Start };
        var signer = signature.Signer is { } name
            ? (Block[])[new Paragraph($"签发人：{name}", line with { Left = 2 * CharPitch })]
            : [];
        return new KeptTogether(
            new Stack([new Space(Pitch), .. signer, new SignedBy(signature.Issuer, signature.Date, line, CharPitch)])
        );
    }

    /// <summary>7.4: 四号 仿宋 one character in; the outer rules 0.35 mm, the inner one 0.25 mm.</summary>
    private static AtFoot Imprint(OfficialElement.Imprint imprint)
    {
        const double Size = 14;
        var text = new ParagraphStyle(new TextStyle(Face.FangSong, Size), 24) { Left = Size, Right = Size };
        var sentTo =
            imprint.SentTo.Length == 0
                ? (Block[])[]
                :
                [
                    new Labels([new Labelled("分送：", imprint.SentTo)], text, Face.FangSong, LabelGap: 0),
                    new Rule(Length.Mm(0.25), Colour.Black),
                ];
        return new AtFoot(
            new Stack([
                new Rule(Length.Mm(0.35), Colour.Black),
                .. sentTo,
                new EndsOfLine(imprint.Issuer, imprint.Date + "印发", text),
                new Rule(Length.Mm(0.35), Colour.Black),
            ])
        );
    }

    /// <summary>Labels and values between two thin rules, kept together.</summary>
    private static Block[] Origin(OfficialElement.Origin origin) =>
        [
            new Space(Pitch),
            new KeptWithNext(new Rule(0.75, Colour.Black)),
            new Space(5),
            new Labels(origin.Items, Small with { KeepWithNext = true }, Face.Hei),
            new Space(5),
            new Rule(0.75, Colour.Black),
        ];

    private static TextStyle Text(Face face) => new(face, BodySize, Tracking: CharPitch - BodySize);

    /// <summary>In points: the head fills up to nine tenths of the width; the norm leaves its size to the look
    /// (7.2.4).</summary>
    public static double HeadSize(string title)
    {
        var longest = title.Split('\n').Max(line => new StringInfo(line).LengthInTextElements);
        var perLine = longest > OfficialDocument.HeadLine ? (longest + 3) / 2 : Math.Max(1, longest);
        return Math.Clamp(Width * 0.9 / perLine, 24, 40);
    }
}
