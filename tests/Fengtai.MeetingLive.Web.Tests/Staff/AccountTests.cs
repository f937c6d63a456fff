using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

public sealed class AccountTests : IAsyncLifetime
{
    private static readonly StreetId Wangzuo = new("wangzuo");
    private readonly string folder = Directory.CreateTempSubdirectory("accounts-").FullName;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        services = Build(demo: false);
        await services.GetRequiredService<MeetingStore>().PrepareAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_account_holds_its_roles_in_its_street_and_in_no_other()
    {
        Assert.Empty((await AddAsync("王佐镇秘书", Roles.Secretary, "长一点的密码，才真的管用")).Errors);

        var here = await ResolveAsync("王佐镇秘书", Wangzuo);
        var elsewhere = await ResolveAsync("王佐镇秘书", new StreetId("lugouqiao"));

        Assert.Equal((ActorKind.Staff, Roles.Secretary, Wangzuo), (here!.Kind, here.Roles, here.Street!.Value));
        Assert.Equal("王佐镇秘书", here.Id.Value);
        Assert.Equal(Roles.None, elsewhere!.Roles);
    }

    [Theory]
    [InlineData("秘书", Roles.Secretary, "short", "account.password-short")]
    [InlineData(" ", Roles.Secretary, "long enough for this", "account.name-missing")]
    [InlineData("秘书", Roles.None, "long enough for this", "account.role-unknown")]
    [InlineData("秘书", Roles.Resident, "long enough for this", "account.role-unknown")]
    public async Task What_is_wrong_is_said_and_nothing_is_made(string name, Roles roles, string password, string error)
    {
        Assert.Equal([error], (await AddAsync(name, roles, password)).Errors);

        await using var context = services.GetRequiredService<MeetingStore>().Create();
        Assert.False(await context.Users.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await AddAsync("秘书", Roles.Secretary, "long enough for this");

        Assert.Equal(["account.name-taken"], (await AddAsync("秘书", Roles.Presenter, "long enough for that")).Errors);
        Assert.Equal(Roles.Secretary, (await ResolveAsync("秘书", Wangzuo))!.Roles);
    }

    [Fact]
    public async Task A_locked_account_is_nobody_and_guesses_at_a_password_lock_nobody_out_who_is_in()
    {
        await AddAsync("秘书", Roles.Secretary, "long enough for this");
        using var scope = services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var account = (await users.FindByNameAsync("秘书"))!;
        for (var i = 0; i < 5; i++)
            await users.AccessFailedAsync(account);
        Assert.True(await users.IsLockedOutAsync(account));
        Assert.NotNull(await ResolveAsync("秘书", Wangzuo));

        account.Locked = true;
        await users.UpdateAsync(account);

        Assert.Null(await ResolveAsync("秘书", Wangzuo));
    }

    [Fact]
    public async Task Without_signing_in_only_the_demo_has_an_actor()
    {
        var nobody = new ClaimsPrincipal();
        var meeting = MeetingIn(Wangzuo);
        await using var demo = Build(demo: true);

        Assert.Null(
            await services.GetRequiredService<StaffAccess>().ResolveAsync(nobody, meeting, CancellationToken.None)
        );
        Assert.Equal(
            Roles.Staff,
            (await demo.GetRequiredService<StaffAccess>().ResolveAsync(nobody, meeting, CancellationToken.None))!.Roles
        );
    }

    private async Task<AccountAdded> AddAsync(string name, Roles roles, string password)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(name, roles, Wangzuo, password, TestContext.Current.CancellationToken);
    }

    private async Task<Actor?> ResolveAsync(string name, StreetId street)
    {
        await using var context = services.GetRequiredService<MeetingStore>().Create();
        var account = await context.Users.SingleAsync(a => a.UserName == name, TestContext.Current.CancellationToken);
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.Id)], "test"));
        return await services
            .GetRequiredService<StaffAccess>()
            .ResolveAsync(user, MeetingIn(street), TestContext.Current.CancellationToken);
    }

    private static Meeting MeetingIn(StreetId street)
    {
        var meeting = new Meeting(new MeetingId("m"));
        return meeting with { Plan = meeting.Plan with { Street = street } };
    }

    private ServiceProvider Build(bool demo)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Demo:Enabled"] = demo ? "true" : "false",
        };
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new MeetingStore(Options.Create(new StorageOptions { DataFolder = folder })))
            .AddScoped(provider => provider.GetRequiredService<MeetingStore>().Create())
            .AddStaff(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }
}
