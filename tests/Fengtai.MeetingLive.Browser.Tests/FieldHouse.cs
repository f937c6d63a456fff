using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>A house in whose meeting five things were promised, four of them in the seventh grid: one is late.</summary>
internal sealed record FieldHouse(House House, Gathering Meeting) : IAsyncDisposable
{
    public const string Street = "wangzuo";
    public const string Grid = "第7网格";
    public const string Unit = "平安建设办";
    public const string Worker = "网格员甲";

    public static readonly CommitmentId Late = new("charging");
    public static readonly CommitmentId Soon = new("gate");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<FieldHouse> OpenAsync()
    {
        var house = await House.OpenAsync(signIn: true);
        var today = Days.Of(DateTimeOffset.UtcNow);
        var meeting = await house.OpenMeetingAsync(
            "FT7709",
            plan =>
                plan with
                {
                    Commitments =
                    [
                        Promise(Late, "楼道充电口排查", today.AddDays(-5)),
                        Promise(Soon, "3号院北门消防通道清障", today.AddDays(2)),
                        Promise(new("bins"), "垃圾分类驿站更换桶站", today.AddDays(6)),
                        Promise(new("heat"), "供暖前完成管网排查", today.AddDays(40)),
                        Promise(new("lamp"), "别处的路灯", today.AddDays(1)) with
                        {
                            Grid = "第8网格",
                        },
                    ],
                }
        );
        await using (var context = house.Service<MeetingStore>().Create())
        {
            context.Streets.Add(new StreetRow { Id = Street, Name = "王佐镇" });
            context.Grids.Add(
                new GridRow
                {
                    StreetId = Street,
                    Id = "g7",
                    Name = Grid,
                    Community = "翡翠山社区",
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        await using var scope = house.Service<IServiceScopeFactory>().CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(
                Worker,
                Roles.GridWorker,
                new StreetId(Street),
                new SpeaksFor(Grid: Grid),
                House.Password,
                temporary: false,
                Cancel
            );
        Assert.True(added.Ok, string.Join(' ', added.Errors));
        return new FieldHouse(house, meeting);
    }

    public Track TrackOf(CommitmentId id) => Tracks.Of(Meeting.Now, id);

    public async Task<string> LinkAsync(
        CommitmentId item,
        LinkKind kind = LinkKind.Unit,
        string holder = Unit,
        WhistleId? whistle = null
    ) =>
        (kind == LinkKind.Whistle ? "/w/" : "/u/")
        + await House
            .Service<SignedLinks>()
            .IssueAsync(
                new LinkSubject(kind, Meeting.Street, Meeting.Now.Id, item, whistle),
                holder,
                new ActorId("街道秘书"),
                DateTimeOffset.UtcNow + SignedLinks.Usual,
                Cancel
            );

    /// <summary>The street settles an item while somebody is on the way without network.</summary>
    public async Task SettleAsync(CommitmentId item)
    {
        var photo = Assert.IsType<Documents.PhotoResult.Taken>(Documents.PhotoIntake.Take(Jpeg(800, 600))).Photo;
        await House.Service<PhotoStore>().KeepAsync(Meeting.Street, [photo], Cancel);
        var secretary = Actor.Staff(new ActorId("街道秘书"), Roles.Secretary, Meeting.Street);
        await Meeting.DoAsync(
            secretary,
            (id, by, at) => new Report(id, by, at, item, ReportKind.Done, "通道已清空。", [photo.Hash], [])
        );
        await Meeting.DoAsync((id, by, at) => new Accept(id, by, at, item));
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <param name="shade">The same photo twice is one.</param>
    public static FilePayload Photo(string name = "photo.jpg", byte shade = 120) =>
        new()
        {
            Name = name,
            MimeType = "image/jpeg",
            Buffer = Jpeg(3000, 2000, shade),
        };

    private static byte[] Jpeg(int width, int height, byte shade = 120)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(shade, 140, 180));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    }

    private static Commitment Promise(CommitmentId id, string title, DateOnly due) =>
        new(id, title, "副镇长（分管城建）", Unit, "王主任", due, [], CommitmentState.Moving, Sample: true)
        {
            Grid = Grid,
        };
}
