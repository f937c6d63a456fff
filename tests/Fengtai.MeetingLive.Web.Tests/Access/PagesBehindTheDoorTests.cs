using System.Reflection;
using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>
/// Whoever has one page of the staff open is led to the others over the same circuit, past the door: each page asks for
/// itself. Here each is rendered without any door before it.
/// </summary>
public sealed class PagesBehindTheDoorTests(AccessMatrixHost host) : IClassFixture<AccessMatrixHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Addresses =>
        [
            .. typeof(StaffApp)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => route.Template))
                .Where(template => template != "/staff/no-such-page"),
        ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_shows_nothing_of_a_street_to_whoever_may_not_see_it(string address)
    {
        var page = typeof(StaffApp)
            .Assembly.GetTypes()
            .Single(type => type.GetCustomAttributes<RouteAttribute>().Any(route => route.Template == address));
        var row = AccessTable.Rows.Single(row => row.Method == "GET" && row.Pattern == address);
        var shown = 0;
        foreach (var place in host.Places)
        {
            foreach (var person in host.People)
            {
                var html = await RenderAsync(page, address, row, place, person);
                var may = AccessMatrixTests.May(row, place, person);
                if (may && (!row.OwnOnly || person.Answers))
                {
                    shown++;
                    continue;
                }

                var told = place
                    .Secrets.AddRange(place.Known)
                    .FirstOrDefault(word => html.Contains(word, StringComparison.Ordinal));
                // An address that was asked for may stand in a link of the page that refuses.
                Assert.True(told is null || told == place.Code, $"{address} tells {person.Name} {told}");
                // Forms and buttons are for whoever may use them.
                if (!may)
                    Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
            }
        }

        Assert.InRange(shown, 1, int.MaxValue);
    }

    private async Task<string> RenderAsync(Type page, string address, Row row, Place place, Person person)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var root = host.Address.AbsoluteUri;
        ((IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()).Initialize(
            root,
            root.TrimEnd('/') + place.Fill(row.Path)
        );
        (
            (IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()
        ).SetAuthenticationState(Task.FromResult(new AuthenticationState(await UserAsync(person))));
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (
            var (name, value) in new[]
            {
                ("Street", place.Street.Value),
                ("Code", place.Code),
                ("Item", place.Item.Value),
                ("View", "privacy"),
            }
        )
        {
            if (address.Contains("{" + name + "}", StringComparison.Ordinal))
                given[name] = value;
        }

        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(page, ParameterView.FromDictionary(given))).ToHtmlString()
        );
    }

    private async Task<ClaimsPrincipal> UserAsync(Person person)
    {
        if (!person.SignedIn)
            return new ClaimsPrincipal(new ClaimsIdentity());
        await using var context = host.Service<MeetingStore>().Create();
        var id = await context.Users.Where(u => u.UserName == person.Name).Select(u => u.Id).SingleAsync(Cancel);
        return new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], "test"));
    }
}
