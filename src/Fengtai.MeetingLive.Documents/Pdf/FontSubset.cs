using System.Runtime.InteropServices;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>
/// A font file cut down to the characters a document uses. Skia embeds faces whole (43 MB for 46 pages), and with
/// the whole character map 工 is read back as ⼯, because both share a glyph.
/// </summary>
internal static partial class FontSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const int DropTables = 3;
    private const uint NoHinting = 1;

    /// <summary>Layout tables that nothing reads: every glyph is placed by us.</summary>
    private static readonly string[] Dropped = ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE"];

    /// <exception cref="InvalidDataException">The file is no font, or HarfBuzz could not cut it.</exception>
    public static byte[] Make(string path, IEnumerable<Rune> runes)
    {
        var blob = Check(BlobCreateFromFile(path), path);
        try
        {
            var face = FaceCreate(blob, 0);
            try
            {
                return Make(face, path, runes);
            }
            finally
            {
                FaceDestroy(face);
            }
        }
        finally
        {
            BlobDestroy(blob);
        }
    }

    private static byte[] Make(nint face, string path, IEnumerable<Rune> runes)
    {
        var input = Check(InputCreate(), path);
        try
        {
            var unicodes = InputUnicodeSet(input);
            foreach (var rune in runes)
                SetAdd(unicodes, (uint)rune.Value);
            var dropped = InputSet(input, DropTables);
            foreach (var table in Dropped)
                SetAdd(dropped, Tag(table));
            InputSetFlags(input, NoHinting);
            var subset = Check(SubsetOrFail(face, input), path);
            try
            {
                return Bytes(subset);
            }
            finally
            {
                FaceDestroy(subset);
            }
        }
        finally
        {
            InputDestroy(input);
        }
    }

    private static byte[] Bytes(nint face)
    {
        var blob = FaceReferenceBlob(face);
        try
        {
            var data = BlobGetData(blob, out var length);
            var bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            BlobDestroy(blob);
        }
    }

    private static uint Tag(string name) =>
        ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];

    private static nint Check(nint handle, string path) =>
        handle != 0 ? handle : throw new InvalidDataException($"HarfBuzz could not make a subset of {path}.");

    [LibraryImport(
        Library,
        EntryPoint = "hb_blob_create_from_file_or_fail",
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial nint BlobCreateFromFile(string path);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    private static partial nint BlobGetData(nint blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    private static partial void BlobDestroy(nint blob);

    [LibraryImport(Library, EntryPoint = "hb_face_create")]
    private static partial nint FaceCreate(nint blob, uint index);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    private static partial nint FaceReferenceBlob(nint face);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    private static partial void FaceDestroy(nint face);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    private static partial void SetAdd(nint set, uint value);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    private static partial nint InputCreate();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_unicode_set")]
    private static partial nint InputUnicodeSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set")]
    private static partial nint InputSet(nint input, int kind);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set_flags")]
    private static partial void InputSetFlags(nint input, uint flags);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    private static partial void InputDestroy(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    private static partial nint SubsetOrFail(nint face, nint input);
}
