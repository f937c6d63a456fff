using System.Globalization;
using System.Net;
using System.Text;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Benchmarks;

/// <summary>The same description as HTML for print, as somebody would write it who prints with a browser.</summary>
internal static class ChromiumHtml
{
    private const string Style = """
        @page { size: A4; margin: 37mm 26mm 35mm 28mm }
        body { margin: 0; font: 16pt/28.95pt fangsong }
        h1 { font: 22pt/34pt songbold; text-align: center } h2, h3 { font: 16pt/28.95pt hei; margin: 0; text-indent: 2em }
        h3 { font-family: kai } p { margin: 0; text-indent: 2em; text-align: justify } .head { color: #c8161d; font-size: 30pt }
        table { border-collapse: collapse; width: 100%; font: 10.5pt/15.5pt song } td, th { border: .5pt solid; padding: 4pt }
        tr { break-inside: avoid } .annex { break-before: page } small { display: block; font: 10.5pt/17pt song }
        svg { width: 100%; height: auto; break-inside: avoid }
        """;

    private static readonly (string Family, Face Face)[] Faces =
    [
        ("song", Face.Song),
        ("songbold", Face.SongBold),
        ("fangsong", Face.Song),
        ("hei", Face.Hei),
        ("kai", Face.Kai),
    ];

    public static string Of(OfficialDocument document)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><style>");
        foreach (var (family, face) in Faces)
            html.Append(
                CultureInfo.InvariantCulture,
                $"@font-face{{font-family:{family};src:url({new Uri(Path.GetFullPath(FontBook.FileOf(face))).AbsoluteUri})}}"
            );
        html.Append(Style).Append("</style>");
        foreach (var element in document.Elements)
            html.Append(Of(element));
        return html.ToString();
    }

    private static string Of(OfficialElement element) =>
        element switch
        {
            OfficialElement.RedHead head =>
                $"<h1 class=\"head\">{Text(head.Words)}</h1><p>{Text(head.Issuer)} {Text(head.Date)}</p>",
            OfficialElement.Title title => $"<h1>{Text(title.Text)}</h1>",
            OfficialElement.Heading heading => heading.Level == 1
                ? $"<h2>{Text(heading.Text)}</h2>"
                : $"<h3>{Text(heading.Text)}</h3>",
            OfficialElement.Paragraph paragraph => $"<p>{string.Concat(paragraph.Runs.Select(Of))}</p>",
            OfficialElement.Labels labels => Of(labels.Items),
            OfficialElement.Table table => Of(table),
            OfficialElement.Chart chart => $"{Svg.Write(chart.Drawing)}<small>{Text(chart.Basis)}</small>",
            OfficialElement.Note note => $"<small>{Text(note.Text)}</small>",
            OfficialElement.Annex annex => $"<p class=\"annex\">{Text(annex.Label)}</p><h1>{Text(annex.Words)}</h1>",
            OfficialElement.Signature signature => $"<p>{Text(signature.Issuer)}</p><p>{Text(signature.Date)}</p>",
            OfficialElement.Qr qr => $"<small>{Text(qr.Words)}</small>",
            OfficialElement.Imprint imprint => $"<p>{Text(imprint.SentTo)}</p><p>{Text(imprint.Issuer)}</p>",
            OfficialElement.Origin origin => Of(origin.Items),
            _ => throw new InvalidOperationException($"No HTML for a {element.GetType().Name}."),
        };

    private static string Of(Run run) => run.Bold ? $"<b>{Text(run.Text)}</b>" : Text(run.Text);

    private static string Of(IEnumerable<Labelled> items) =>
        string.Concat(items.Select(item => $"<p><b>{Text(item.Label)}</b> {Text(item.Value)}</p>"));

    private static string Of(OfficialElement.Table table)
    {
        var head = string.Concat(table.Columns.Select(column => $"<th>{Text(column.Head)}"));
        var rows = table.Rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}"))}");
        return $"<table><thead><tr>{head}</thead>{string.Concat(rows)}</table>";
    }

    private static string Text(string text) =>
        WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
}
