using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>成绩单: every slide with its finding, its chart, table, words or pictures, its period and its source.</summary>
internal static class ReportAnnex
{
    /// <summary>Three charts a page with their headings, so that little room is left where the next one does not fit.</summary>
    private static readonly ChartSize Size = ChartSize.Print with { Height = 170 };

    public static void Write(OfficialDocument document, Minutes minutes, PhotoBytes photos)
    {
        foreach (var (index, slide) in minutes.Report.Index())
        {
            document.Heading(1, Text($"{Chinese(index + 1)}、{OneLine(slide.Title)}"));
            var sample = slide.Sample ? "（示例）" : "";
            var basis = $"{slide.Topic}。{slide.Period}。来源：{slide.Source}{sample}。";
            if (ChartGeometry.Draw(slide.Content, Size, MinutesWords.Chart) is { } chart)
                document.Chart(chart, basis);
            else
                Words(document, slide.Content, photos, basis);
            foreach (var mark in slide.Withheld ?? [])
                document.Note(
                    Text(
                        $"{(mark.Kind == WithheldKind.Target ? "未列目标" : "未列指标")}：{mark.Name}。原因：{mark.Reason}。"
                    )
                );
        }

        if (minutes.DeckSha256 is { } deck)
            document.Note($"开会时封存的成绩单就是这一份，校验值{deck}。");
    }

    private static void Words(OfficialDocument document, SlideContent content, PhotoBytes photos, string basis)
    {
        switch (content)
        {
            case TextContent text:
                foreach (var paragraph in text.Paragraphs)
                    document.Paragraph(paragraph);
                document.Note(basis);
                break;
            case PhotosContent pair:
                MinutesPhotos.Write(document, pair, photos);
                document.Note(basis);
                break;
            case TableContent table:
                // Names to the left, figures to the right. Its basis stands above it, so that no page begins with that.
                var columns = table.Head.Select(
                    (head, index) => index == 0 ? new Column(head, 1) : new Column(head, 1, Align.End)
                );
                document.Note(basis).Table([.. columns], table.Rows, together: true);
                break;
            default:
                document.Paragraph("本项没有可展示的数据。").Note(basis);
                break;
        }
    }
}
