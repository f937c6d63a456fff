using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Photos;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>A backup holds all of it: the journals, and the photos that they name.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-backup-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_photo_comes_back_from_a_backup()
    {
        var bytes = new byte[] { 1, 2, 3 };
        var photo = new KeptPhoto(new PhotoHash(new string('a', 64)), bytes, bytes[..1], 3, 1);
        var file = Path.Combine(folder.FullName, "backup.db");
        using (var store = await OpenAsync("here"))
        {
            using var photos = new PhotoStore(store);
            await photos.KeepAsync(new StreetId("wangzuo"), [photo], Cancel);
            await Backup.WriteAsync(store, file, Cancel);
        }

        Assert.True(await Backup.IsOursAsync(file, Cancel));
        Assert.Null(await Backup.RestoreAsync(file, Path.Combine(folder.FullName, "there"), Cancel));

        using var restored = await OpenAsync("there");
        using var again = new PhotoStore(restored);
        Assert.Equal(bytes, (await again.FindAsync(photo.Hash.Value, small: false, Cancel))!.Bytes);
    }

    private async Task<MeetingStore> OpenAsync(string name)
    {
        var store = new MeetingStore(
            Options.Create(new StorageOptions { DataFolder = Path.Combine(folder.FullName, name) })
        );
        await store.PrepareAsync(Cancel);
        return store;
    }
}
