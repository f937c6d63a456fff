using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Workbooks;

/// <summary>The demo's meeting as a workbook.</summary>
internal static class DemoWorkbook
{
    public static MeetingPack Pack { get; } = ((PackResult.Sound)MeetingPack.Read(MeetingPack.DemoFolder)).Pack;

    public static WorkbookContent Content => new(Pack.Plan, Pack.ResponsePlans, Pack.HeldWords);

    /// <summary>Without the slide whose photos are not kept anywhere yet, and with one demand.</summary>
    public static WorkbookContent WithoutPhotos =>
        Content with
        {
            Plan = Pack.Plan with
            {
                Deck = new Deck([.. Pack.Plan.Deck.Slides.Where(slide => slide.Content is not PhotosContent)]),
            },
            Demands =
            [
                new WorkbookDemand(
                    2,
                    "D-1",
                    "接诉即办",
                    "停车管理",
                    "错峰停车",
                    "旁边单位夜里空着，能不能停",
                    new DateOnly(2025, 6, 12),
                    DemandStanding.InProgress,
                    null,
                    null,
                    "13800138000",
                    null
                ),
            ],
        };

    public static byte[] Bytes(WorkbookContent content)
    {
        using var file = new MemoryStream();
        WorkbookWriter.Write(file, content);
        return file.ToArray();
    }
}
