using System.Text;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>A pack's file as text: UTF-8 with or without BOM, else GB18030, which Excel and WPS write in China.</summary>
internal static class PackText
{
    /// <summary>A pack is typed by people; anything larger is a file put there by mistake.</summary>
    private const long BytesMost = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(
            "GB18030",
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        ) ?? throw new InvalidOperationException("The framework has no GB18030.");

    /// <summary>Null when the file is not there or cannot be decoded; the mistake is noted.</summary>
    public static string? Read(string folder, string file, PackFaults faults)
    {
        var info = new FileInfo(Path.Combine(folder, file));
        if (!info.Exists)
        {
            faults.Add(file, "", PackCode.FileMissing);
            return null;
        }

        if (info.Length > BytesMost)
        {
            faults.Add(file, "", PackCode.FileTooLarge, $"{BytesMost / 1024 / 1024}");
            return null;
        }

        var bytes = File.ReadAllBytes(info.FullName);
        foreach (var encoding in (Encoding[])[Utf8, Gb18030])
        {
            try
            {
                var text = encoding.GetString(bytes);
                return text.StartsWith('\uFEFF') ? text[1..] : text;
            }
            catch (DecoderFallbackException)
            {
                // Not written in this encoding: the next one is tried, and after the last the mistake is noted.
            }
        }

        faults.Add(file, "", PackCode.FileEncoding);
        return null;
    }
}
