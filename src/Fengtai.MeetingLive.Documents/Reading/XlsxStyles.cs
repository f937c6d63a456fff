using System.Collections.Immutable;
using System.Globalization;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>How a number is shown, which alone tells a date from a number.</summary>
internal enum XlsxFormat : byte
{
    Plain,
    Date,
    Percent,
}

/// <summary>styles.xml: which of the cells' styles show dates.</summary>
internal static class XlsxStyles
{
    /// <summary>Excel has at most 65,490 (its specifications and limits).</summary>
    private const int StylesMost = 65_490;

    /// <summary>By the index that cells bear.</summary>
    public static ImmutableArray<XlsxFormat> Read(XlsxXml xml)
    {
        var own = new Dictionary<int, XlsxFormat>();
        var styles = ImmutableArray.CreateBuilder<XlsxFormat>();
        while (xml.NextElement())
        {
            if (xml.Name == "numFmt" && Whole(xml["numFmtId"]) is { } id && own.Count < StylesMost)
                own[id] = Of(xml["formatCode"] ?? "");
            if (xml.Name != "cellXfs")
                continue;
            foreach (var name in xml.Children())
            {
                if (name != "xf")
                    continue;
                if (styles.Count == StylesMost)
                    throw new InvalidDataException("Too many styles.");
                var format = Whole(xml["numFmtId"]) ?? 0;
                styles.Add(own.TryGetValue(format, out var known) ? known : BuiltIn(format));
            }
        }

        return styles.ToImmutable();
    }

    /// <summary>ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the East Asian dates.</summary>
    private static XlsxFormat BuiltIn(int id) =>
        id switch
        {
            (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => XlsxFormat.Date,
            9 or 10 => XlsxFormat.Percent,
            _ => XlsxFormat.Plain,
        };

    /// <summary>A date when its first section has a letter of a date outside of quotes, brackets and escapes.</summary>
    private static XlsxFormat Of(string code)
    {
        var format = XlsxFormat.Plain;
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '"':
                    at = End(code, at, '"');
                    break;
                case '[':
                    var end = End(code, at, ']');
                    // [h]:mm is a time that goes on; [Red] and [$-804] are not.
                    if (code[(at + 1)..end].Trim('h', 'H', 'm', 'M', 's', 'S').Length == 0)
                        return XlsxFormat.Date;
                    at = end;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return XlsxFormat.Date;
                case 'G' or 'g' when code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    at += "General".Length - 1;
                    break;
                case '%':
                    format = XlsxFormat.Percent;
                    break;
            }
        }

        return format;
    }

    private static int End(string code, int at, char mark)
    {
        var end = code.IndexOf(mark, at + 1);
        return end < 0 ? code.Length - 1 : end;
    }

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
