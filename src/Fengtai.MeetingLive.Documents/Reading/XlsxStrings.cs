using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>The texts that cells share, and texts as a workbook writes them.</summary>
internal static class XlsxStrings
{
    /// <summary>Stands for a text that is longer than a cell may be; the cell that shows it is named then.</summary>
    public static readonly string TooLong = new('…', 3);

    public static List<string> Read(XlsxXml xml, XlsxLimits limits)
    {
        var strings = new List<string>();
        var text = new StringBuilder();
        long length = 0;
        while (xml.NextElement())
        {
            if (xml.Name != "si")
                continue;
            strings.Add(Rich(xml, text, limits.CellMost));
            length += strings[^1].Length;
            if (strings.Count > limits.StringsMost || length > limits.StringsLengthMost)
                throw new FileRefusedException(FileCode.StringsMany, $"{limits.StringsMost}");
        }

        return strings;
    }

    /// <summary>The text of an <c>si</c> or <c>is</c>: plain or in runs, without the phonetic reading.</summary>
    public static string Rich(XlsxXml xml, StringBuilder text, int most)
    {
        text.Clear();
        var whole = true;
        foreach (var child in xml.Children())
        {
            if (child == "t")
                whole &= xml.AppendText(text, most);
            else if (child == "r")
            {
                foreach (var inner in xml.Children())
                {
                    if (inner == "t")
                        whole &= xml.AppendText(text, most);
                }
            }
        }

        return whole ? Unescaped(text.ToString()) : TooLong;
    }

    /// <summary>_x000D_ is a carriage return, _x005F_ an underscore that would be taken for such (ECMA-376 part 1, 22.9.2.19).</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (Escape(text.AsSpan(at)) is { } escaped)
            {
                plain.Append(escaped);
                at += 6;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    private static char? Escape(ReadOnlySpan<char> text) =>
        text.Length >= 7
        && text[0] == '_'
        && text[1] == 'x'
        && text[6] == '_'
        && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
