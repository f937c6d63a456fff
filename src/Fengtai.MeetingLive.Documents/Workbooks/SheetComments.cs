using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>Comments on cells: their words, and the drawing without which Excel shows none (ECMA-376 part 4, VML).</summary>
internal static class SheetComments
{
    public const string DrawingId = "rIdComments";

    public static void Write(WorksheetPart part, IReadOnlyList<(CellAddress At, string Text)> comments)
    {
        part.AddNewPart<WorksheetCommentsPart>().Comments = new Comments(
            new Authors(new Author("")),
            new CommentList(
                comments.Select(comment => new Comment
                {
                    Reference = comment.At.ToString(),
                    AuthorId = 0,
                    CommentText = new CommentText
                    {
                        Text = new Text(SheetWriter.Escaped(comment.Text))
                        {
                            Space = SpaceProcessingModeValues.Preserve,
                        },
                    },
                })
            )
        );
        using var drawing = part.AddNewPart<VmlDrawingPart>(DrawingId).GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(
            drawing,
            new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }
        );
        const string Vml = "urn:schemas-microsoft-com:vml";
        const string Office = "urn:schemas-microsoft-com:office:office";
        const string Excel = "urn:schemas-microsoft-com:office:excel";
        xml.WriteStartElement("xml");
        xml.WriteAttributeString("xmlns", "v", null, Vml);
        xml.WriteAttributeString("xmlns", "o", null, Office);
        xml.WriteAttributeString("xmlns", "x", null, Excel);
        xml.WriteStartElement("shapetype", Vml);
        xml.WriteAttributeString("id", "note");
        xml.WriteAttributeString("coordsize", "21600,21600");
        xml.WriteAttributeString("spt", Office, "202");
        xml.WriteAttributeString("path", "m,l,21600r21600,l21600,xe");
        xml.WriteEndElement();
        for (var index = 0; index < comments.Count; index++)
        {
            var at = comments[index].At;
            xml.WriteStartElement("shape", Vml);
            xml.WriteAttributeString("id", $"note{index + 1}");
            xml.WriteAttributeString("type", "#note");
            xml.WriteAttributeString("style", "position:absolute;visibility:hidden;width:220pt;height:72pt");
            xml.WriteAttributeString("fillcolor", "#FBF8F3");
            xml.WriteStartElement("ClientData", Excel);
            xml.WriteAttributeString("ObjectType", "Note");
            xml.WriteElementString("AutoFill", Excel, "False");
            xml.WriteElementString("Row", Excel, $"{at.Row - 1}");
            xml.WriteElementString("Column", Excel, $"{at.Column - 1}");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
