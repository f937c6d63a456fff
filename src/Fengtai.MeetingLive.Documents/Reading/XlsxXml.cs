using System.Text;
using System.Xml;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>
/// XML of a stranger, read forward in bounded memory: no DTD, no entities of its own, bounded depth, bounded length between
/// two tags (an attribute or a name is held whole by the reader) and a bounded number of names (it keeps them all).
/// </summary>
internal sealed class XlsxXml : IDisposable
{
    private const int DepthMost = 64;
    private const int NamesMost = 10_000;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private readonly StreamReader text;
    private readonly char[] chunk = new char[1024];

    /// <param name="stream">Closed with this.</param>
    public XlsxXml(Stream stream)
    {
        text = new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: true, bufferSize: 16 * 1024);
        Reader = XmlReader.Create(
            new TagGuard(text),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                NameTable = new NameGuard(),
            }
        );
    }

    public XmlReader Reader { get; }

    public string Name => Reader.LocalName;

    /// <summary>An attribute without a namespace; null when it is not there.</summary>
    public string? this[string attribute] => Reader.GetAttribute(attribute);

    /// <summary>The attribute of the namespace of relationships, transitional or strict.</summary>
    public string? RelationshipId =>
        Reader.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        ?? Reader.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");

    public bool Read()
    {
        if (!Reader.Read())
            return false;
        if (Reader.Depth > DepthMost)
            throw new XmlException("Nested too deeply.");
        return true;
    }

    /// <summary>The next element, at any depth; false at the end.</summary>
    public bool NextElement()
    {
        while (Read())
        {
            if (Reader.NodeType == XmlNodeType.Element)
                return true;
        }

        return false;
    }

    /// <summary>Goes through the children of the element on which the reader stands, and ends on its end.</summary>
    public IEnumerable<string> Children()
    {
        if (Reader.IsEmptyElement)
            yield break;
        var depth = Reader.Depth;
        while (Read() && Reader.Depth > depth)
        {
            if (Reader.NodeType == XmlNodeType.Element && Reader.Depth == depth + 1)
                yield return Name;
        }
    }

    /// <summary>Adds the text of the element on which the reader stands; what goes beyond <paramref name="most"/> is read and dropped.</summary>
    /// <returns>False when something was dropped.</returns>
    public bool AppendText(StringBuilder into, int most)
    {
        if (Reader.IsEmptyElement)
            return true;
        var (depth, whole) = (Reader.Depth, true);
        while (Read() && Reader.Depth > depth)
        {
            if (
                Reader.NodeType
                is not (
                    XmlNodeType.Text
                    or XmlNodeType.CDATA
                    or XmlNodeType.SignificantWhitespace
                    or XmlNodeType.Whitespace
                )
            )
                continue;
            int read;
            while ((read = Reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0)
            {
                var room = Math.Min(read, most - into.Length);
                into.Append(chunk, 0, Math.Max(room, 0));
                whole &= room == read;
            }
        }

        return whole;
    }

    public void Dispose()
    {
        Reader.Dispose();
        text.Dispose();
    }

    /// <summary>Counts the characters from one '&lt;' to the next.</summary>
    private sealed class TagGuard(TextReader inner) : TextReader
    {
        /// <summary>A cell of Excel's greatest length with every character escaped is below half of it.</summary>
        private const int Most = 1_000_000;

        private int since;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            var last = buffer.AsSpan(index, read).LastIndexOf('<');
            since = last < 0 ? since + read : read - last;
            if (since > Most)
                throw new XmlException("A tag or a text is too long.");
            return read;
        }

        public override int Read()
        {
            var one = new char[1];
            return Read(one, 0, 1) == 0 ? -1 : one[0];
        }

        public override int Peek() => inner.Peek();
    }

    private sealed class NameGuard : NameTable
    {
        private int names;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? New(key, start, len);

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string New(char[] key, int start, int len) => Counted(base.Add(key, start, len));

        private string Counted(string name) =>
            ++names > NamesMost ? throw new XmlException("Too many different names.") : name;
    }
}
