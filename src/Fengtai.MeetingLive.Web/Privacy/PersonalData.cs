using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>
/// Seals phone numbers, names and addresses with a key that is not in the database. The key's file is made with the first
/// personal datum; from then on the database knows its fingerprint, and a file that is gone or is another is an error at
/// every use, never a new key over old data.
/// </summary>
public sealed class PersonalData(MeetingStore store, IOptions<StorageOptions> storage, IOptions<PrivacyOptions> privacy)
    : IDisposable
{
    private const string Fact = "privacy-key";
    private const int KeyBytes = 32;
    private readonly SemaphoreSlim once = new(1, 1);
    private PersonalDataKey? key;

    /// <summary>Where the key lies.</summary>
    public string KeyFile =>
        Path.GetFullPath(
            privacy.Value.KeyFile
                ?? Path.TrimEndingDirectorySeparator(Path.GetFullPath(storage.Value.DataFolder)) + ".key"
        );

    public int RetentionDays => privacy.Value.RetentionDays;

    /// <summary>The key, made at the first use.</summary>
    /// <exception cref="PrivacyException">It is missing, cannot be read, or is not the one that sealed what is kept.</exception>
    public async Task<PersonalDataKey> KeyAsync(CancellationToken cancel)
    {
        if (key is { } known)
            return known;
        await once.WaitAsync(cancel);
        try
        {
            return key ??= await OpenAsync(cancel);
        }
        finally
        {
            once.Release();
        }
    }

    public void Dispose()
    {
        once.Dispose();
        key?.Dispose();
    }

    private async Task<PersonalDataKey> OpenAsync(CancellationToken cancel)
    {
        var file = KeyFile;
        await using var context = store.Create();
        var expected = await FingerprintAsync(context, cancel);
        if (!File.Exists(file))
        {
            if (expected is not null)
                throw new PrivacyException("privacy.key-missing", file);
            Make(file);
        }

        var bytes = Read(file);
        var fingerprint = Convert.ToHexString(SHA256.HashData(bytes))[..16];
        if (expected is null)
            expected = await RememberAsync(context, fingerprint, cancel);
        if (expected != fingerprint)
            throw new PrivacyException("privacy.key-wrong", file);
        return new PersonalDataKey(bytes);
    }

    private static async Task<string?> FingerprintAsync(MeetingContext context, CancellationToken cancel) =>
        (await context.Facts.AsNoTracking().SingleOrDefaultAsync(f => f.Name == Fact, cancel))?.Value;

    /// <summary>The fingerprint that holds: another node may have been first.</summary>
    private async Task<string> RememberAsync(MeetingContext context, string fingerprint, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        context.Facts.Add(new StoreFact { Name = Fact, Value = fingerprint });
        try
        {
            await context.SaveChangesAsync(cancel);
            return fingerprint;
        }
        catch (DbUpdateException e)
        {
            context.ChangeTracker.Clear();
            return await FingerprintAsync(context, cancel) ?? throw new InvalidOperationException(Fact, e);
        }
    }

    /// <summary>Written whole or not at all, for the owner's eyes only.</summary>
    private static void Make(string file)
    {
        try
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file, options);
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process made it a moment ago.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PrivacyException("privacy.key-unreadable", file, e);
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            var bytes = Convert.FromHexString(File.ReadAllText(file).Trim());
            return bytes.Length == KeyBytes ? bytes : throw new PrivacyException("privacy.key-unreadable", file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new PrivacyException("privacy.key-unreadable", file, e);
        }
    }
}

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a random nonce for each datum; what a datum belongs to is authenticated with it, so
/// that one row's cannot be put into another. Equality is told by HMAC-SHA-256 under a key of its own (RFC 5869).
/// </summary>
public sealed class PersonalDataKey : IDisposable
{
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>Of an HMAC, enough that no two phones of a country meet.</summary>
    private const int MarkBytes = 16;

    private readonly AesGcm aes;
    private readonly byte[] marking;
    private readonly Lock gate = new();

    internal PersonalDataKey(byte[] key)
    {
        aes = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "seal"u8.ToArray()), Tag);
        marking = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "mark"u8.ToArray());
    }

    /// <param name="belongsTo">Such as <c>demand:42</c>; the same is needed to open it.</param>
    public byte[] Seal(string text, string belongsTo)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[Nonce + plain.Length + Tag];
        var nonce = box.AsSpan(0, Nonce);
        RandomNumberGenerator.Fill(nonce);
        lock (gate)
        {
            aes.Encrypt(
                nonce,
                plain,
                box.AsSpan(Nonce, plain.Length),
                box.AsSpan(Nonce + plain.Length),
                Encoding.UTF8.GetBytes(belongsTo)
            );
        }

        return box;
    }

    /// <exception cref="PrivacyException">Damaged, or another's.</exception>
    public string Open(byte[] box, string belongsTo)
    {
        if (box.Length < Nonce + Tag)
            throw new PrivacyException("privacy.damaged", belongsTo);
        var plain = new byte[box.Length - Nonce - Tag];
        try
        {
            lock (gate)
            {
                aes.Decrypt(
                    box.AsSpan(0, Nonce),
                    box.AsSpan(Nonce, plain.Length),
                    box.AsSpan(Nonce + plain.Length),
                    plain,
                    Encoding.UTF8.GetBytes(belongsTo)
                );
            }
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new PrivacyException("privacy.damaged", belongsTo, e);
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The same for the same value of one kind, and nothing else can be learnt from it without the key.</summary>
    /// <param name="kind">Such as <c>phone</c>.</param>
    /// <param name="scope">Such as the street: marks of two scopes are never equal.</param>
    public string Mark(string kind, string scope, string value) =>
        Convert
            .ToHexString(
                HMACSHA256.HashData(marking, Encoding.UTF8.GetBytes($"{kind}\n{scope}\n{value}")),
                0,
                MarkBytes
            )
            .ToLowerInvariant();

    public void Dispose() => aes.Dispose();
}
