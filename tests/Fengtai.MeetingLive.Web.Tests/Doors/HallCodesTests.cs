using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Doors;

/// <summary>How long a photo of the hall's code admits, whatever is done to the clock.</summary>
public sealed class HallCodesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2025, 8, 25, 6, 0, 0, TimeSpan.Zero);
    private static readonly VenueId Main = new("hall");
    private readonly SqliteDatabase database = new();
    private readonly WrongClock clock = new(Begin);
    private MeetingStore store = null!;
    private Pseudonyms pseudonyms = null!;
    private HallCodes codes = null!;

    private Meeting Meeting { get; set; } = new(new MeetingId("m1"));

    public async ValueTask InitializeAsync()
    {
        store = new MeetingStore(Options.Create(database.Options));
        await store.PrepareAsync(TestContext.Current.CancellationToken);
        pseudonyms = new Pseudonyms(store);
        codes = Started();
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_code_admits_for_120_seconds_from_its_appearance_and_not_a_tick_longer()
    {
        var (code, left) = codes.Now(Meeting, Main);
        Assert.Equal(HallCodes.Window, left);

        clock.Advance(TimeSpan.FromSeconds(120) - TimeSpan.FromTicks(1));
        Assert.True(codes.Admits(Meeting, Main, code));

        clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(codes.Admits(Meeting, Main, code));
    }

    [Fact]
    public void A_photo_of_the_last_moment_admits_for_90_seconds()
    {
        clock.Advance(HallCodes.Window - TimeSpan.FromTicks(1));
        var (code, left) = codes.Now(Meeting, Main);
        Assert.Equal(TimeSpan.FromTicks(1), left);

        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.True(codes.Admits(Meeting, Main, code));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(codes.Admits(Meeting, Main, code));
    }

    [Fact]
    public void A_code_belongs_to_one_meeting_one_venue_and_one_half_minute()
    {
        var (code, _) = codes.Now(Meeting, Main);

        Assert.False(codes.Admits(Meeting, new VenueId("sub-1"), code));
        Assert.False(codes.Admits(new Meeting(new MeetingId("m2")), Main, code));
        Assert.NotEqual(code, codes.Now(Meeting, new VenueId("sub-1")).Code);
        clock.Advance(HallCodes.Window);
        Assert.NotEqual(code, codes.Now(Meeting, Main).Code);
        foreach (var forged in new[] { "", "0000000000", code[..9], code + "0" })
            Assert.False(codes.Admits(Meeting, Main, forged));
    }

    [Fact]
    public void The_clock_set_back_revives_no_code_and_keeps_the_present_one_good()
    {
        var (old, _) = codes.Now(Meeting, Main);
        clock.Advance(TimeSpan.FromMinutes(30));
        var (present, _) = codes.Now(Meeting, Main);

        clock.Set(Begin);

        Assert.False(codes.Admits(Meeting, Main, old));
        Assert.True(codes.Admits(Meeting, Main, present));
        Assert.Equal(present, codes.Now(Meeting, Main).Code);
    }

    [Fact]
    public void After_the_clock_was_set_back_codes_still_change_and_expire()
    {
        clock.Advance(TimeSpan.FromMinutes(30));
        var (code, _) = codes.Now(Meeting, Main);
        clock.Set(Begin);
        Assert.True(codes.Admits(Meeting, Main, code));

        clock.Advance(TimeSpan.FromSeconds(120));

        Assert.False(codes.Admits(Meeting, Main, code));
        Assert.True(codes.Admits(Meeting, Main, codes.Now(Meeting, Main).Code));
    }

    [Fact]
    public void The_clock_set_back_over_a_restart_revives_no_code_from_before_the_last_event()
    {
        var (old, _) = codes.Now(Meeting, Main);
        Meeting = Meeting with { LastAt = Begin.AddMinutes(10) };
        clock.Set(Begin);

        var restarted = Started();

        Assert.False(restarted.Admits(Meeting, Main, old));
        var (code, _) = restarted.Now(Meeting, Main);
        clock.Advance(TimeSpan.FromSeconds(120));
        Assert.False(restarted.Admits(Meeting, Main, code));
    }

    [Fact]
    public void The_clock_set_forward_is_followed()
    {
        var (old, _) = codes.Now(Meeting, Main);

        clock.Set(Begin.AddHours(8));

        Assert.False(codes.Admits(Meeting, Main, old));
        Assert.True(codes.Admits(Meeting, Main, Started().Now(Meeting, Main).Code));
    }

    private HallCodes Started() => new(pseudonyms, new SteadyClock(clock));

    /// <summary>A machine whose wall clock somebody sets; its steady timer goes on regardless.</summary>
    private sealed class WrongClock(DateTimeOffset begin) : FakeTimeProvider(begin)
    {
        private TimeSpan off;

        public void Set(DateTimeOffset wall) => off = wall - base.GetUtcNow();

        // The timer, which the fake would read off the wall.
        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + off;
    }
}
