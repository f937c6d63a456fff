using System.Collections.Immutable;
using System.Text;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>Which characters of a document no font has: a reader of □ must be able to learn what stood there.</summary>
internal static class OfficialMissing
{
    /// <summary>More are counted and not named.</summary>
    private const int MostNamed = 20;

    /// <summary>The sentence that says so; null when every character has its shape.</summary>
    public static string? Note(OfficialDocument document, FontBook fonts)
    {
        ImmutableArray<Rune> missing =
        [
            .. document
                .Elements.SelectMany(Texts)
                .SelectMany(text => text.EnumerateRunes())
                .Distinct()
                .Where(rune => !Shaper.IsShown(fonts, Face.FangSong, rune))
                .Order(),
        ];
        if (missing.IsEmpty)
            return null;
        var named = string.Join(
            '、',
            missing.Take(MostNamed).Select(rune => FormattableString.Invariant($"U+{rune.Value:X4}"))
        );
        var more = missing.Length > MostNamed ? "等" : "";
        return FormattableString.Invariant(
            $"说明：{missing.Length}种字符没有可用的字形，以□代替：{named}{more}。原文以会议日志为准。"
        );
    }

    private static IEnumerable<string> Texts(OfficialElement element) =>
        element switch
        {
            OfficialElement.RedHead head => [head.Words, head.Issuer, head.Number ?? ""],
            OfficialElement.Title title => [title.Text],
            OfficialElement.Heading heading => [heading.Text],
            OfficialElement.Paragraph paragraph => paragraph.Runs.Select(run => run.Text),
            OfficialElement.Labels labels => labels.Items.Select(item => item.Value),
            OfficialElement.Table table => table.Rows.SelectMany(row => row),
            OfficialElement.Chart chart => [chart.Drawing.Spoken, chart.Basis],
            OfficialElement.Note note => [note.Text],
            OfficialElement.Signature signature => [signature.Signer ?? "", signature.Issuer],
            OfficialElement.Imprint imprint => [imprint.SentTo],
            OfficialElement.Photos photos =>
            [
                photos.Before.Caption,
                photos.Before.Alt,
                photos.After.Caption,
                photos.After.Alt,
            ],
            _ => [],
        };
}
