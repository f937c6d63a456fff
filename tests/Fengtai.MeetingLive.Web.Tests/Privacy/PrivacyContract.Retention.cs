using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>Each kind of personal data has its own time; what stays then counts on.</summary>
public abstract partial class PrivacyContract
{
    [Fact]
    public async Task Each_kind_is_erased_at_its_own_time_and_what_counts_stays()
    {
        await ClearAsync();
        await room.ImportAsync($"A1,暖气不热,2025-06-27,办理中,{Phone},王秀英,祥和里6号楼2单元301");
        await room.Visits.KeepAsync(VisitRoom.Visit("v1") with { ToList = false, Photo = VisitRoom.Photo() });
        await room.Looks.WriteAsync(room.Street.Value, LookKind.Demand, "1", "回访", room.By, Cancel);
        await SignInAsync();

        Assert.Equal(new RetentionCounts(0, 0, 0, 0), await AfterAsync(7));
        Assert.Equal(new RetentionCounts(0, 0, 1, 0), await AfterAsync(1));
        Assert.Equal(new RetentionCounts(0, 0, 0, 0), await AfterAsync(357));
        Assert.Equal(new RetentionCounts(1, 1, 0, 0), await AfterAsync(1));
        Assert.Equal(new RetentionCounts(0, 0, 0, 0), await AfterAsync(365 * 2 - 1));
        Assert.Equal(new RetentionCounts(0, 0, 0, 1), await AfterAsync(1));

        Assert.Equal("A1 InProgress 暖气不热", await room.ListedAsync());
        await using var context = room.Store.Create();
        var visit = await context.Visits.SingleAsync(v => v.StreetId == room.Street.Value, Cancel);
        Assert.Equal(("", null, "腿脚不好，晚饭能送上门吗？"), (visit.Household, visit.PhotoHash, visit.Asked));
        Assert.False(await context.VisitPhotos.AnyAsync(p => p.StreetId == room.Street.Value, Cancel));
        var last = await room.Retention.LastAsync(Cancel);
        Assert.Equal((room.Visits.Clock.GetUtcNow(), 1), (last!.Value.At, last.Value.Counts.Records));
    }

    [Fact]
    public async Task A_photo_that_a_younger_visit_shows_too_stays()
    {
        await ClearAsync();
        var photo = VisitRoom.Photo(shade: 77);
        await room.Visits.KeepAsync(VisitRoom.Visit("old") with { ToList = false, Photo = photo });
        room.Visits.Clock.Advance(TimeSpan.FromDays(100));
        await room.Visits.KeepAsync(
            VisitRoom.Visit("new") with
            {
                ToList = false,
                Photo = photo,
                At = room.Visits.Clock.GetUtcNow(),
            }
        );

        Assert.Equal(1, (await AfterAsync(266)).Visits);

        await using var context = room.Store.Create();
        Assert.Equal(1, await context.VisitPhotos.CountAsync(p => p.StreetId == room.Street.Value, Cancel));
    }

    [Fact]
    public async Task It_runs_at_the_start_and_then_once_a_day_and_logs_counts_only()
    {
        await ClearAsync();
        await SignInAsync();
        room.Visits.Clock.Advance(TimeSpan.FromDays(8));
        using var log = new LogBook();
        using var loggers = new LoggerFactory([log]);
        using var care = new RetentionCare(room.Retention, room.Visits.Clock, loggers.CreateLogger<RetentionCare>());

        await care.StartAsync(Cancel);
        _ = await log.NextOfAsync<RetentionCare>(Cancel);
        await room.Visits.KeepAsync(
            VisitRoom.Visit("v1") with
            {
                ToList = false,
                At = room.Visits.Clock.GetUtcNow(),
                Household = "3号院5号楼",
            }
        );
        room.Visits.Clock.Advance(TimeSpan.FromDays(366));
        _ = await log.NextOfAsync<RetentionCare>(Cancel);
        await care.StopAsync(Cancel);

        Assert.Equal(
            [
                "Retention ended: contacts of 0 demands and 0 visits, 1 sign-ins, 0 records",
                "Retention ended: contacts of 0 demands and 1 visits, 0 sign-ins, 0 records",
            ],
            log.Lines.Select(line => line.Text)
        );
    }

    [Fact]
    public void A_time_of_nothing_or_a_look_up_log_that_is_too_short_is_refused_at_the_start()
    {
        Assert.True(new PrivacyOptions().IsSound);
        Assert.False(new PrivacyOptions { RetentionDays = 0 }.IsSound);
        Assert.False(new PrivacyOptions { VisitDays = 0 }.IsSound);
        Assert.False(new PrivacyOptions { SessionDays = 0 }.IsSound);
        Assert.False(new PrivacyOptions { LookDays = 179 }.IsSound);
    }

    /// <summary>It looks at all streets: what other tests of the class left has no place in the counts.</summary>
    private async Task ClearAsync()
    {
        await using var context = room.Store.Create();
        await context.Demands.ExecuteDeleteAsync(Cancel);
        await context.Visits.ExecuteDeleteAsync(Cancel);
        await context.VisitPhotos.ExecuteDeleteAsync(Cancel);
        await context.Sessions.ExecuteDeleteAsync(Cancel);
        await context.Looks.ExecuteDeleteAsync(Cancel);
        await context.PrivacyRequests.ExecuteDeleteAsync(Cancel);
    }

    private Task<RetentionCounts> AfterAsync(int days)
    {
        room.Visits.Clock.Advance(TimeSpan.FromDays(days));
        return room.Retention.RunAsync(Cancel);
    }

    private async Task SignInAsync()
    {
        await using var context = room.Store.Create();
        var account = new Web.Journal.StaffAccount { UserName = Guid.NewGuid().ToString("N") };
        var now = room.Visits.Clock.GetUtcNow().UtcTicks;
        context.Users.Add(account);
        context.Sessions.Add(
            new StaffSessionRow
            {
                Id = Guid.NewGuid().ToString("N"),
                AccountId = account.Id,
                StartedAt = now,
                SeenAt = now,
                Device = "",
            }
        );
        await context.SaveChangesAsync(Cancel);
    }
}
