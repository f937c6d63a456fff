using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Hidden">The office shows it only when asked.</param>
public sealed record XlsxSheet(string Name, bool Hidden);

/// <summary>
/// An XLSX (ECMA-376, transitional or strict) read forward, row by row, in bounded memory. It knows no meetings.
/// What must not be read throws <see cref="FileRefusedException"/>: when opening, or at the row where it shows.
/// </summary>
public sealed class XlsxFile : IDisposable
{
    private readonly XlsxPackage package;
    private readonly XlsxLimits limits;
    private readonly ImmutableArray<(XlsxSheet Sheet, string Part)> sheets;
    private readonly ImmutableArray<XlsxFormat> formats;
    private readonly List<string> strings;
    private readonly bool from1904;

    private XlsxFile(XlsxPackage package, XlsxLimits limits)
    {
        (this.package, this.limits) = (package, limits);
        var book = MainPart();
        RefuseActive(book);
        var relations = package.Relations(book);
        if (relations.Values.Any(relation => relation.Target is null || relation.Is("externalLink")))
            throw new FileRefusedException(FileCode.ExternalLinks);
        (sheets, from1904) = XlsxPackage.Guard(book, () => Sheets(book, relations));
        if (sheets.IsEmpty)
            throw new FileRefusedException(FileCode.Damaged, book);
        formats = Part("styles", XlsxStyles.Read, []);
        strings = Part("sharedStrings", xml => XlsxStrings.Read(xml, limits), []);

        T Part<T>(string kind, Func<XlsxXml, T> read, T none)
        {
            if (relations.Values.FirstOrDefault(relation => relation.Is(kind))?.Target is not { } part)
                return none;
            return XlsxPackage.Guard(
                part,
                () =>
                {
                    using var xml = package.Open(part);
                    return read(xml);
                }
            );
        }
    }

    /// <summary>As the office orders them.</summary>
    public IEnumerable<XlsxSheet> Sheets() => sheets.Select(sheet => sheet.Sheet);

    /// <summary>Opens a workbook: its directory, sheets, styles and shared texts are read, its rows are not.</summary>
    /// <param name="stream">Can seek; stays open. It must not be used elsewhere until this is disposed of.</param>
    /// <exception cref="FileRefusedException">It is no workbook, or one that must not be read.</exception>
    public static XlsxFile Open(Stream stream, XlsxLimits limits)
    {
        var opened = new XlsxPackage(stream, limits);
        try
        {
            return new XlsxFile(opened, limits);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a sheet that hold something, one by one. Empty ones cost no memory and are not counted.</summary>
    /// <param name="sheet">A name of <see cref="Sheets()"/>.</param>
    /// <exception cref="FileRefusedException">Also in the midst of the rows.</exception>
    public IEnumerable<XlsxRow> Rows(string sheet)
    {
        using var rows = Reader(sheet);
        while (rows.Next() is { } row)
            yield return row;
    }

    /// <summary>Merged cells of a sheet. They stand after its rows, so the rows are gone through once more for them.</summary>
    /// <exception cref="FileRefusedException">There are too many, or the sheet is broken.</exception>
    public ImmutableArray<CellRange> Merges(string sheet)
    {
        using var rows = Reader(sheet);
        return rows.Merges();
    }

    public void Dispose() => package.Dispose();

    private XlsxRows Reader(string sheet)
    {
        var part = sheets.First(known => known.Sheet.Name == sheet).Part;
        return new XlsxRows(package.Open(part), sheet, part, limits, strings, formats, from1904);
    }

    private string MainPart()
    {
        if (!package.Has("[Content_Types].xml"))
            throw new FileRefusedException(FileCode.NotXlsx);
        var main = package.Relations("").Values.FirstOrDefault(relation => relation.Is("officeDocument"))?.Target;
        return main is not null && package.Has(main) ? main : throw new FileRefusedException(FileCode.NotXlsx);
    }

    /// <summary>Nothing here runs macros or follows links; they are refused because the file goes on to other people's offices.</summary>
    private void RefuseActive(string book)
    {
        var type = "";
        var macro = package.Names.Any(name =>
            name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase)
        );
        XlsxPackage.Guard(
            "[Content_Types].xml",
            () =>
            {
                using var xml = package.Open("[Content_Types].xml");
                while (xml.NextElement())
                {
                    var of = xml["ContentType"] ?? "";
                    // A part of its own goes before its ending; OpenXml's own writer names the book by its ending.
                    if (
                        string.Equals(xml["PartName"]?.TrimStart('/'), book, StringComparison.OrdinalIgnoreCase)
                        || type.Length == 0
                            && xml["Extension"] is { } ending
                            && book.EndsWith("." + ending, StringComparison.OrdinalIgnoreCase)
                    )
                        type = of;
                    macro |=
                        of.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
                        || of.Contains("macrosheet", StringComparison.OrdinalIgnoreCase);
                }

                return type;
            }
        );
        if (type.Contains("sheet.binary", StringComparison.OrdinalIgnoreCase))
            throw new FileRefusedException(FileCode.NotXlsx);
        if (macro || type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            throw new FileRefusedException(FileCode.Macro);
        if (!type.Contains("spreadsheetml", StringComparison.OrdinalIgnoreCase))
            throw new FileRefusedException(FileCode.NotXlsx);
        if (
            package.Names.Any(name =>
                name.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, "xl/connections.xml", StringComparison.OrdinalIgnoreCase)
            )
        )
            throw new FileRefusedException(FileCode.ExternalLinks);
    }

    private (ImmutableArray<(XlsxSheet, string)> Sheets, bool From1904) Sheets(
        string book,
        Dictionary<string, XlsxRelation> relations
    )
    {
        var found = ImmutableArray.CreateBuilder<(XlsxSheet, string)>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var macintosh = false;
        using var xml = package.Open(book);
        while (xml.NextElement())
        {
            if (xml.Name == "workbookPr")
                macintosh = xml["date1904"] is "1" or "true";
            if (xml.Name != "sheet" || xml.RelationshipId is not { } id)
                continue;
            if (!relations.TryGetValue(id, out var relation) || relation.Target is not { } part || !package.Has(part))
                throw new FileRefusedException(FileCode.Damaged, book);
            // A sheet that is one chart has no cells.
            if (!relation.Is("worksheet"))
                continue;
            var name = xml["name"] ?? "";
            if (!names.Add(name))
                throw new FileRefusedException(FileCode.SheetTwice, name);
            if (found.Count == limits.SheetsMost)
                throw new FileRefusedException(FileCode.SheetsMany, $"{limits.SheetsMost}");
            found.Add((new XlsxSheet(name, xml["state"] is "hidden" or "veryHidden"), part));
        }

        return (found.ToImmutable(), macintosh);
    }
}
