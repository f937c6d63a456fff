using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using A = DocumentFormat.OpenXml.Drawing;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Docx;

/// <summary>Pictures in the line of the text. Charts are drawn from the same geometry as in print.</summary>
internal sealed class DocxPictures(DocxPackage package, FontBook fonts)
{
    /// <summary>200 dots an inch over 156 mm: sharp on an office printer.</summary>
    private const int ChartDots = 1228;

    /// <summary>English metric units in a point.</summary>
    private const double Point = 12700;

    private static readonly double ChartWidth = Length.Mm(156);
    private static readonly double PhotoWidth = Length.Mm(73);

    private uint drawn;

    /// <param name="heading">The finding, which stands above it.</param>
    public W.Run Chart(Chart chart, string heading)
    {
        var height = ChartWidth / chart.Width * chart.Height;
        var layout = new PageLayout(ChartWidth, height, 0, 0, 0, 0, (_, _) => []);
        var png = new Document(new DocumentMeta("", "", default), layout)
            .Add(new ChartBlock(chart))
            .Images(fonts, ChartDots)
            .Png(1);
        return Picture(png, ImagePartType.Png, ChartWidth, height, $"{heading}：{chart.Spoken}");
    }

    public W.Run Photo(PairedPhoto photo)
    {
        var encoded = photo.Encoded ?? throw new ArgumentException("There is no picture.", nameof(photo));
        var type = encoded is [0x89, (byte)'P', ..] ? ImagePartType.Png : ImagePartType.Jpeg;
        // As in print: a picture held upright is not higher than three quarters of its room.
        var scale = Math.Min(PhotoWidth / photo.Width, PhotoWidth * 3 / 4 / photo.Height);
        return Picture(encoded, type, photo.Width * scale, photo.Height * scale, $"{photo.Label}：{photo.Alt}");
    }

    public W.Run Qr(OfficialElement.Qr qr)
    {
        var side = Length.Mm(26);
        return Picture(QrOutline.Png(qr.Address), ImagePartType.Png, side, side, $"二维码：{qr.Address}");
    }

    private W.Run Picture(byte[] bytes, PartTypeInfo type, double width, double height, string alt)
    {
        var id = ++drawn;
        var name = string.Create(CultureInfo.InvariantCulture, $"图{id}");
        var (cx, cy) = ((long)(width * Point), (long)(height * Point));
        var described = DocxText.Clean(alt);
        return new W.Run(
            new W.Drawing(
                new D.Inline(
                    new D.Extent { Cx = cx, Cy = cy },
                    new D.DocProperties
                    {
                        Id = id,
                        Name = name,
                        Description = described,
                    },
                    new D.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
                    new A.Graphic(
                        new A.GraphicData(
                            new P.Picture(
                                new P.NonVisualPictureProperties(
                                    new P.NonVisualDrawingProperties
                                    {
                                        Id = id,
                                        Name = name,
                                        Description = described,
                                    },
                                    new P.NonVisualPictureDrawingProperties()
                                ),
                                new P.BlipFill(
                                    new A.Blip { Embed = package.AddPicture(bytes, type) },
                                    new A.Stretch(new A.FillRectangle())
                                ),
                                new P.ShapeProperties(
                                    new A.Transform2D(
                                        new A.Offset { X = 0, Y = 0 },
                                        new A.Extents { Cx = cx, Cy = cy }
                                    ),
                                    new A.PresetGeometry(new A.AdjustValueList())
                                    {
                                        Preset = A.ShapeTypeValues.Rectangle,
                                    }
                                )
                            )
                        )
                        {
                            Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
                        }
                    )
                )
                {
                    DistanceFromTop = 0,
                    DistanceFromBottom = 0,
                    DistanceFromLeft = 0,
                    DistanceFromRight = 0,
                }
            )
        );
    }
}
