using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>A page as a browser reads it: nothing in it runs, loads or sends that is not ours.</summary>
internal static class Harmless
{
    private static readonly string[] Never =
    [
        "iframe",
        "object",
        "embed",
        "base",
        "math",
        "frame",
        "applet",
        "marquee",
    ];

    /// <returns>The page's text without any blanks.</returns>
    public static string TextOf(string where, string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.All)
        {
            Assert.False(Never.Contains(element.LocalName), $"{where}: <{element.LocalName}>");
            foreach (var attribute in element.Attributes)
            {
                Assert.False(
                    attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase),
                    $"{where}: <{element.LocalName} {attribute.Name}>"
                );
                if (attribute.Name is "href" or "src" or "action" or "formaction" or "data" or "srcset")
                    Assert.True(IsOurs(attribute.Value), $"{where}: {attribute.Name}={attribute.Value}");
            }

            if (element.LocalName == "script")
                Assert.True(
                    element.HasAttribute("src") || element.GetAttribute("type") == "application/json",
                    $"{where}: {element.OuterHtml}"
                );
            if (element.LocalName == "meta")
                Assert.False(
                    string.Equals(element.GetAttribute("http-equiv"), "refresh", StringComparison.OrdinalIgnoreCase)
                        && element.GetAttribute("content")!.Contains("evil", StringComparison.Ordinal),
                    $"{where}: {element.OuterHtml}"
                );
        }

        return Bare(page.Body!.TextContent);
    }

    /// <summary>Without blanks, which a page may break and join as it likes.</summary>
    public static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static bool IsOurs(string address) =>
        !address.Contains("evil", StringComparison.Ordinal)
        && !address.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
        && !address.TrimStart().StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase)
        && !address.TrimStart().StartsWith("data:text", StringComparison.OrdinalIgnoreCase);
}
