using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>核验方法: from which version of the journal the document is made, and how anyone can check it.</summary>
internal static class VerifyAnnex
{
    public static void Write(OfficialDocument document, Minutes minutes)
    {
        document.Heading(1, "一、本纪要出自哪里");
        document.Paragraph(
            "会议中的每件事当场记入会议日志，只增不改，每条都含上一条的校验值（SHA-256）。本纪要的全部数字出自下列版本："
        );
        document.Labels(Version(minutes));
        if (minutes.Amended > 0)
            document.Paragraph(Text($"核稿时改写措辞{minutes.Amended}处，数字和原话未改，原文在日志中。"));
        document.Heading(1, "二、怎样核对");
        document.Paragraph(
            minutes.Address is null
                ? "1. 向会议主办单位索取会议日志和评价明细。"
                : "1. 打开下面的网址，下载会议日志和评价明细，或向主办单位索取。"
        );
        document.Paragraph(Text($"2. 用Fengtai.MeetingLive.Verify离线核对（--head 校验值 --at {minutes.Version}）。"));
        document.Paragraph("3. 参评人凭手机或回执码可核对评价是否计入。");
        if (minutes.Address is { } address)
            document.Qr(address, $"扫描二维码，或打开：\n{address}");
    }

    /// <summary>At the document's end, where the annex does not follow.</summary>
    public static ImmutableArray<Labelled> Origin(Minutes minutes) => Version(minutes);

    private static ImmutableArray<Labelled> Version(Minutes minutes) =>
        [
            new("版本", Text($"会议日志第{minutes.Version}号事件（{MinutesDocument.Mark(minutes) ?? "定稿"}）")),
            new("校验值", minutes.Hash),
        ];
}
