using System.Collections.Immutable;
using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>What accounts, sessions and the lists of administration promise, on whichever store.</summary>
public abstract partial class AccessContract(IDatabase database) : IAsyncLifetime
{
    private static readonly StreetId Wangzuo = new("wangzuo");
    private static readonly StaffPerson District = new(
        "nobody",
        "区管理员",
        ImmutableDictionary<StreetId, Roles>.Empty.Add(StaffPerson.District, Roles.Administrator)
    );

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 7, 10, 6, 0, 0, TimeSpan.Zero));
    private ServiceProvider services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StaffSessions Sessions => services.GetRequiredService<StaffSessions>();

    private AccountOffice Accounts => services.GetRequiredService<AccountOffice>();

    private StreetLists Lists => services.GetRequiredService<StreetLists>();

    public async ValueTask InitializeAsync()
    {
        services = Build();
        await services.GetRequiredService<MeetingStore>().PrepareAsync(Cancel);
        await using var context = Store.Create();
        await context.Sessions.ExecuteDeleteAsync(Cancel);
        await context.Grants.ExecuteDeleteAsync(Cancel);
        await context.Users.ExecuteDeleteAsync(Cancel);
        await context.Streets.ExecuteDeleteAsync(Cancel);
        await context.Units.ExecuteDeleteAsync(Cancel);
        await context.Grids.ExecuteDeleteAsync(Cancel);
        await context.Topics.ExecuteDeleteAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private MeetingStore Store => services.GetRequiredService<MeetingStore>();

    [Fact]
    public async Task Of_two_who_press_at_once_on_two_servers_one_makes_the_administrator()
    {
        await using var other = Build();
        await other.GetRequiredService<MeetingStore>().PrepareAsync(Cancel);

        var came = await Task.WhenAll(
            FirstAsync(services, "甲"),
            FirstAsync(other, "乙"),
            FirstAsync(services, "丙"),
            FirstAsync(other, "丁")
        );

        Assert.Single(came, added => added.Ok);
        Assert.All(came.Where(added => !added.Ok), added => Assert.Equal(["account.not-first"], added.Errors));
        await using var context = Store.Create();
        var only = await context.Users.SingleAsync(Cancel);
        var grant = await context.Grants.SingleAsync(Cancel);
        Assert.Equal((only.Id, "*", (int)Roles.Administrator), (grant.AccountId, grant.StreetId, grant.Roles));
    }

    [Fact]
    public async Task The_districts_administrator_administers_a_street_that_no_grant_names()
    {
        Assert.True((await FirstAsync(services, "区管理员")).Ok);
        var user = await PrincipalAsync("区管理员");

        var actor = await services.GetRequiredService<StaffAccess>().ResolveAsync(user, new StreetId("any"), Cancel);

        Assert.Equal(Roles.Administrator, actor!.Roles);
    }

    [Fact]
    public async Task A_session_stands_until_it_is_ended_and_ends_nobody_elses()
    {
        await HireAsync("秘书", Roles.Secretary);
        await HireAsync("主讲人", Roles.Presenter);
        var (one, two, other) = (await SignInAsync("秘书"), await SignInAsync("秘书"), await SignInAsync("主讲人"));
        var (mine, theirs) = (await IdAsync("秘书"), await IdAsync("主讲人"));

        await Sessions.EndAsync(theirs, one.Session, Cancel);
        Assert.True(await Sessions.HoldsAsync(one.User, Cancel));
        await Sessions.EndAsync(mine, one.Session, Cancel);

        Assert.False(await Sessions.HoldsAsync(one.User, Cancel));
        Assert.True(await Sessions.HoldsAsync(two.User, Cancel));
        Assert.Equal([two.Session], (await Sessions.ListAsync(mine, Cancel)).Select(s => s.Id));
        Assert.Null(await services.GetRequiredService<StaffAccess>().WhoAsync(one.User, Cancel));
        await Sessions.EndAllAsync(mine, save: null, Cancel);
        Assert.False(await Sessions.HoldsAsync(two.User, Cancel));
        Assert.True(await Sessions.HoldsAsync(other.User, Cancel));
    }

    [Fact]
    public async Task A_session_that_is_used_lasts_and_one_that_is_not_is_over_after_twelve_hours()
    {
        await HireAsync("秘书", Roles.Secretary);
        var (used, left) = (await SignInAsync("秘书"), await SignInAsync("秘书"));

        clock.Advance(TimeSpan.FromHours(8));
        Assert.True(await Sessions.HoldsAsync(used.User, Cancel));
        clock.Advance(TimeSpan.FromHours(8));

        Assert.True(await Sessions.HoldsAsync(used.User, Cancel));
        Assert.False(await Sessions.HoldsAsync(left.User, Cancel));
    }

    [Fact]
    public async Task A_renewed_stamp_ends_what_was_signed_in_before()
    {
        await HireAsync("秘书", Roles.Secretary);
        var before = await SignInAsync("秘书");
        await using (var scope = services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            await users.UpdateSecurityStampAsync((await users.FindByNameAsync("秘书"))!);
        }

        Assert.False(await Sessions.HoldsAsync(before.User, Cancel));
    }

    [Fact]
    public async Task An_open_page_is_cut_by_the_sweep_when_its_session_ended_on_another_server()
    {
        await HireAsync("秘书", Roles.Secretary);
        var (ended, stands) = (await SignInAsync("秘书"), await SignInAsync("秘书"));
        var (cut, kept) = (new Connection(), new Connection());
        var circuits = services.GetRequiredService<StaffCircuits>();
        using var first = circuits.Hold(ended.Session, cut.Http);
        using var second = circuits.Hold(stands.Session, kept.Http);
        await using (var context = Store.Create())
            await context.Sessions.Where(s => s.Id == ended.Session).ExecuteDeleteAsync(Cancel);

        await Sessions.SweepAsync(Cancel);

        Assert.True(cut.Aborted);
        Assert.False(kept.Aborted);
    }

    [Fact]
    public async Task Ending_a_session_cuts_its_pages_at_once_and_no_longer_open_ones_not_again()
    {
        await HireAsync("秘书", Roles.Secretary);
        var (session, _) = await SignInAsync("秘书");
        var (open, closed) = (new Connection(), new Connection());
        var circuits = services.GetRequiredService<StaffCircuits>();
        circuits.Hold(session, closed.Http).Dispose();
        using var held = circuits.Hold(session, open.Http);

        await Sessions.EndAllAsync(await IdAsync("秘书"), save: null, Cancel);

        Assert.True(open.Aborted);
        Assert.False(closed.Aborted);
    }

    private StreetOffice Streets => services.GetRequiredService<StreetOffice>();

    private static async Task<AccountAdded> FirstAsync(IServiceProvider on, string name)
    {
        await using var scope = on.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddFirstAsync(name, new Credential.Password("long enough for this"), Cancel);
    }

    private async Task HireAsync(string name, Roles roles, StreetId? street = null)
    {
        await using var scope = services.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(name, roles, street ?? Wangzuo, "long enough for this", Cancel);
        Assert.Empty(added.Errors);
    }

    private async Task<string> IdAsync(string name)
    {
        await using var context = Store.Create();
        return (await context.Users.SingleAsync(a => a.UserName == name, Cancel)).Id;
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(string name, params IEnumerable<Claim> more)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var claims = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StaffAccount>>();
        var user = await claims.CreateAsync((await users.FindByNameAsync(name))!);
        user.Identities.First().AddClaims(more);
        return user;
    }

    private async Task<(string Session, ClaimsPrincipal User)> SignInAsync(string name)
    {
        var session = await Sessions.BeginAsync(await IdAsync(name), "Mozilla/5.0 (Windows NT 10.0) Edg/1", Cancel);
        return (session, await PrincipalAsync(name, new Claim(StaffSessions.Claim, session)));
    }

    private ServiceProvider Build() =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new MeetingStore(Options.Create(database.Options)))
            .AddScoped(provider => provider.GetRequiredService<MeetingStore>().Create())
            .AddStaff(new ConfigurationBuilder().Build())
            .BuildServiceProvider();

    /// <summary>A request that knows whether it was cut.</summary>
    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public Connection() => Http.Features.Set<IHttpRequestLifetimeFeature>(this);

        public DefaultHttpContext Http { get; } = new();

        public bool Aborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborted = true;
    }
}

public sealed class SqliteAccessTests(SqliteDatabase database)
    : AccessContract(database),
        IClassFixture<SqliteDatabase>;

public sealed class PostgresAccessTests(PostgresDatabase database)
    : AccessContract(database),
        IClassFixture<PostgresDatabase>;
