using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Residents.Page;

/// <summary>
/// The page's style sheet and script, compressed once and as well as brotli can: the page must open on a weak network.
/// An address with the content's hash may be kept for a year.
/// </summary>
public sealed class PageAssets
{
    private static readonly (string File, string Type)[] Known =
    [
        ("phone.css", "text/css; charset=utf-8"),
        ("resident.js", "text/javascript; charset=utf-8"),
        ("proof.js", "text/javascript; charset=utf-8"),
        ("visit.css", "text/css; charset=utf-8"),
        ("visit.js", "text/javascript; charset=utf-8"),
        ("answer.css", "text/css; charset=utf-8"),
        ("answer.js", "text/javascript; charset=utf-8"),
        ("grid.css", "text/css; charset=utf-8"),
        ("grid.js", "text/javascript; charset=utf-8"),
    ];

    private readonly FrozenDictionary<string, Asset> assets;

    public PageAssets(IWebHostEnvironment environment)
    {
        assets = Known.ToFrozenDictionary(
            known => known.File,
            known => new Asset(Read(environment, known.File), known.Type),
            StringComparer.Ordinal
        );
    }

    public string StyleHref => Href("phone.css");

    public string ScriptHref => Href("resident.js");

    internal static IEnumerable<string> Files => Known.Select(known => known.File);

    /// <summary>Brotli for whoever takes it; every browser since 2017 does over HTTPS, most over HTTP as well.</summary>
    internal Task SendAsync(HttpContext http, string file)
    {
        var asset = assets[file];
        var response = http.Response;
        response.ContentType = asset.Type;
        response.Headers.ETag = $"\"{asset.Hash}\"";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl =
            http.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Request.Headers.IfNoneMatch == response.Headers.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var brotli = http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is not 0);
        if (brotli)
            response.Headers.ContentEncoding = "br";
        var bytes = brotli ? asset.Brotli : asset.Plain;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    /// <summary>With the content's hash: another content has another address.</summary>
    internal string Href(string file) => $"/{file}?v={assets[file].Hash}";

    private static byte[] Read(IWebHostEnvironment environment, string file)
    {
        using var stream = environment.WebRootFileProvider.GetFileInfo(file).CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class Asset(byte[] plain, string type)
    {
        public byte[] Plain { get; } = plain;

        public string Type { get; } = type;

        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(plain))[..12];

        public byte[] Brotli { get; } = Compress(plain);

        private static byte[] Compress(byte[] plain)
        {
            using var target = new MemoryStream();
            using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize))
                brotli.Write(plain);
            return target.ToArray();
        }
    }
}
