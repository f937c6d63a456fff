using System.Globalization;
using System.Security.Claims;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Screens;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>A real SQLite file and all that the staff's pages ask for, with a browser's page on it.</summary>
public abstract class StaffRoom : BunitContext, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("staff-").FullName;
    private bool popovers;

    /// <summary>The pages are read in Chinese here, whatever language the test runner was started in.</summary>
    protected StaffRoom() =>
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    protected MeetingStore Store { get; private set; } = null!;

    protected MeetingSessions Sessions { get; private set; } = null!;

    /// <summary>What the pages' clocks go by.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    public async ValueTask InitializeAsync()
    {
        Store = new MeetingStore(Options.Create(new StorageOptions { DataFolder = folder }));
        await Store.PrepareAsync(TestContext.Current.CancellationToken);
        var journal = new MeetingJournal(Store, NullLogger<MeetingJournal>.Instance);
        Sessions = new MeetingSessions(Store, journal, NullLogger<MeetingSessions>.Instance);
        Services.AddSingleton(Store);
        Services.AddSingleton(Sessions);
        Services.AddSingleton(Clock);
        Services.AddSingleton(new DemoAccess(Enabled: false));
        Services.AddSingleton<StaffAccess>();
        Services.AddSingleton<Preparations>();
        Services.AddSingleton<Opening>();
        Services.AddSingleton<BoardReader>();
        Services.AddSingleton<DemandBook>();
        Services.AddSingleton<VisitCoverage>();
        Services.AddSingleton(Counts);
        Services.AddSingleton<Pseudonyms>();
        Services.AddSingleton<TicketOffice>();
        Services.AddSingleton<SteadyClock>();
        Services.AddSingleton<HallCodes>();
        Services.AddSingleton<ScreenDoor>();
        Services.AddSingleton<ConnectedScreens>();
        Services.AddSingleton<Recordings>();
        Services.AddSingleton(journal);
        Services.AddSingleton<SealedDocuments>();
        Services.AddSingleton<PhotoStore>();
        Services.AddSingleton<MinutesDocuments>();
        Services.AddSingleton<MinutesArchive>();
        Services.AddSingleton<PublicAddress>();
        Services.AddLocalization();
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        await PrepareAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Store.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the streets' demand lists hold.</summary>
    protected virtual FollowedList Counts => FollowedList.None;

    /// <summary>What is there before the first page is opened.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Shows a page to an account that holds these roles in <paramref name="street"/>.</summary>
    protected async Task<IRenderedComponent<TPage>> ShowAsync<TPage>(
        StreetId street,
        Roles roles,
        string name,
        Action<ComponentParameterCollectionBuilder<TPage>> parameters
    )
        where TPage : StaffPage
    {
        var account = new StaffAccount { UserName = name };
        await using (var context = Store.Create())
        {
            context.Users.Add(account);
            context.Grants.Add(
                new RoleGrant
                {
                    AccountId = account.Id,
                    StreetId = street.Value,
                    Roles = (int)roles,
                }
            );
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.Id)], "test"));
        if (!popovers)
            Render<MudPopoverProvider>();
        popovers = true;
        var page = Render<TPage>(p =>
        {
            parameters(p);
            p.AddCascadingValue(Task.FromResult(new AuthenticationState(user)));
        });
        page.WaitForState(() => page.Markup.Length > 0);
        return page;
    }
}
