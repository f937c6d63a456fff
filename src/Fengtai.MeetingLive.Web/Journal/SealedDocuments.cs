using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// The bytes of sealed documents. They are kept before the journal names them, so that no seal is ever without its
/// document; bytes whose sealing was refused are dropped again.
/// </summary>
public sealed class SealedDocuments(MeetingStore store)
{
    /// <summary>Keeping the same bytes again changes nothing.</summary>
    /// <returns>Their SHA-256, lower hex.</returns>
    public async Task<string> KeepAsync(MeetingId meeting, byte[] bytes, CancellationToken cancel)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        if (await Of(context, meeting, sha256).AnyAsync(cancel))
            return sha256;
        context.Sealed.Add(
            new SealedRow
            {
                MeetingId = meeting.Value,
                Sha256 = sha256,
                Bytes = bytes,
            }
        );
        try
        {
            await context.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node may have kept the same document meanwhile; anything else is no harmless repeat.
            context.ChangeTracker.Clear();
            if (!await Of(context, meeting, sha256).AnyAsync(cancel))
                throw;
        }

        return sha256;
    }

    /// <summary>Takes back what no seal names.</summary>
    public async Task DropAsync(Meeting meeting, string sha256, CancellationToken cancel)
    {
        if (IsNamed(meeting.Draft, sha256))
            return;
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await Of(context, meeting.Id, sha256).ExecuteDeleteAsync(cancel);
    }

    /// <exception cref="SealBrokenException">They are missing, or not the ones that were sealed.</exception>
    public async Task<byte[]> ReadAsync(MeetingId meeting, SealedDocument document, CancellationToken cancel)
    {
        await using var context = store.Create();
        var row =
            await Of(context, meeting, document.Sha256).AsNoTracking().SingleOrDefaultAsync(cancel)
            ?? throw new SealBrokenException($"The document sealed at version {document.Version} is missing.");
        return Convert.ToHexStringLower(SHA256.HashData(row.Bytes)) == document.Sha256
            ? row.Bytes
            : throw new SealBrokenException($"The document sealed at version {document.Version} was changed.");
    }

    private static bool IsNamed(MinutesDraft draft, string sha256) =>
        draft.Sealed?.Sha256 == sha256 || draft.Supplements.Any(one => one.Document.Sha256 == sha256);

    private static IQueryable<SealedRow> Of(MeetingContext context, MeetingId meeting, string sha256) =>
        context.Sealed.Where(d => d.MeetingId == meeting.Value && d.Sha256 == sha256);
}

/// <summary>A sealed document is not what the journal says.</summary>
public sealed class SealBrokenException(string message) : Exception(message);
