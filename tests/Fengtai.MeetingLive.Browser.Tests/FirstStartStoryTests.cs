using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>From the first start to a secretary who signs in, with password and with passkey; axe looks at every page.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class FirstStartStoryTests(Chromium chromium)
{
    private const string Password = "我们七月十日在礼堂开报告会";

    [Fact]
    public async Task The_token_makes_the_administrator_who_makes_the_secretary_who_signs_in_with_a_passkey()
    {
        var pictures = new Pictures("first-start");
        var axe = new Axe("axe-first-start");
        await using var house = await House.OpenAsync(signIn: true);
        // A passkey belongs to a name; to a bare address none can be made.
        var address = new UriBuilder(house.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);
        var token = house.Service<FirstStart>().Issue();

        // First start: the address of any page leads to /setup; the token and a passkey make the administrator.
        await using var office = await chromium.OpenAsync(Device.Desktop, address, calm: true);
        var admin = await office.NewPageAsync();
        await WithAuthenticatorAsync(office, admin);
        await admin.GotoAsync("/desk/FT2025?lang=zh-CN");
        await Expect(admin).ToHaveURLAsync($"{address}/setup");
        await axe.CheckAsync("setup", admin);
        await Expect(admin.Locator("#token")).ToBeFocusedAsync();
        await admin.Keyboard.TypeAsync("AAAA");
        await admin.Locator("#name").FillAsync("丰台区管理员");
        await admin.Locator("#way-password").CheckAsync();
        await admin.Keyboard.PressAsync("Enter");
        await Expect(admin.Locator("#token-says")).ToContainTextAsync("口令不对");
        await Expect(admin.Locator("#name")).ToHaveValueAsync("丰台区管理员");
        await axe.CheckAsync("setup-wrong", admin);
        await admin.WalkAsync("/setup");
        await pictures.TakeAsync("setup-wrong", ("setup", admin));
        await admin.Locator("#token").FillAsync(token);
        await admin.Locator("#way-passkey").CheckAsync();
        await Expect(admin.Locator("#password")).ToBeHiddenAsync();
        await admin.Locator("form .btn--main").ClickAsync();
        await Expect(admin).ToHaveURLAsync($"{address}/admin");

        // A street is taken over from the list.
        await LiveAsync(admin);
        await axe.CheckAsync("admin-empty", admin);
        await admin.GetByLabel("王佐镇").CheckAsync();
        await admin.Locator("#take").ClickAsync();
        await Expect(admin.Locator("tr[data-street=wangzuo]")).ToBeVisibleAsync();
        await axe.CheckAsync("admin", admin);
        await admin.WalkAsync("/admin");
        await pictures.TakeAsync("admin", ("admin", admin));

        // The secretary's account, with a password that is shown once.
        await admin.Locator("tr[data-street=wangzuo] a").ClickAsync();
        await Expect(admin).ToHaveURLAsync($"{address}/admin/wangzuo");
        await admin.Locator("#account-name").FillAsync("王佐镇秘书");
        await admin.Locator("#account-add").ClickAsync();
        var temporary = await admin.Locator("#temporary").InnerTextAsync();
        await axe.CheckAsync("accounts", admin);
        foreach (var view in new[] { "units", "grids", "topics" })
        {
            await admin.OpenAsync($"/admin/wangzuo/{view}");
            await LiveAsync(admin);
            await axe.CheckAsync(view, admin);
        }

        // Elsewhere the secretary signs in, changes the password, and makes a passkey.
        await using var desk = await chromium.OpenAsync(Device.Desktop, address, calm: true);
        var secretary = await desk.VisitAsync("/signin?returnUrl=/prepare/wangzuo");
        await WithAuthenticatorAsync(desk, secretary);
        await secretary.SignInAsync("王佐镇秘书", temporary);
        await Expect(secretary).ToHaveURLAsync($"{address}/account/password");
        await axe.CheckAsync("password", secretary);
        await secretary.Locator("#old").FillAsync(temporary);
        await secretary.Locator("#password").FillAsync(Password);
        await secretary.Locator("#again").FillAsync(Password);
        await secretary.Locator("#change-password").ClickAsync();
        await Expect(secretary.Locator("[role=status]")).ToContainTextAsync("密码已换");
        await secretary.Locator("#passkey-name").FillAsync("会务电脑");
        await secretary.Locator("#add-passkey").ClickAsync();
        await Expect(secretary.Locator(".rows").Nth(1)).ToContainTextAsync("会务电脑");
        await axe.CheckAsync("account", secretary);
        await secretary.WalkAsync("/account");
        await pictures.TakeAsync("account", ("account", secretary));

        // With the passkey, and then with the password.
        await SignOutAsync(secretary);
        await axe.CheckAsync("signin-with-passkey", secretary);
        await secretary.Locator("#by-passkey").ClickAsync();
        await Expect(secretary).ToHaveURLAsync($"{address}/prepare");
        await SignOutAsync(secretary);
        await secretary.OpenAsync("/signin?returnUrl=/prepare/wangzuo");
        await secretary.SignInAsync("王佐镇秘书", Password);
        await Expect(secretary).ToHaveURLAsync($"{address}/prepare/wangzuo");
        await LiveAsync(secretary);

        // Locked by the administrator, the open page is cut and leads to the sign-in.
        await admin.OpenAsync("/admin/wangzuo");
        await LiveAsync(admin);
        await admin.GetByRole(AriaRole.Button, new() { Name = "停用账号“王佐镇秘书”" }).ClickAsync();
        await Expect(secretary).ToHaveURLAsync($"{address}/signin?returnUrl=%2Fprepare%2Fwangzuo");

        // The page of the first start is gone, in English too.
        await admin.OpenAsync("/setup?lang=en", 410);
        await axe.CheckAsync("setup-gone-en", admin);
        await admin.OpenAsync("/admin?lang=en");
        await LiveAsync(admin);
        await axe.CheckAsync("admin-en", admin);
        await admin.OpenAsync("/account?lang=en");
        await axe.CheckAsync("account-en", admin);
        axe.AssertNothing();
    }

    [Fact]
    public async Task Without_script_or_a_secure_address_the_password_remains_and_the_reason_is_said()
    {
        await using var house = await House.OpenAsync(signIn: true);
        var token = house.Service<FirstStart>().Issue();
        await using var plain = await chromium.OpenAsync(Device.Desktop, house.Address, script: false, calm: true);
        var page = await plain.VisitAsync("/setup");
        await Expect(page.Locator("#way-passkey")).ToBeDisabledAsync();
        await Expect(page.Locator("#way-passkey-what")).ToContainTextAsync("要用https网址或在本机打开");
        await page.Locator("#token").FillAsync(token);
        await page.Locator("#name").FillAsync("丰台区管理员");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("form .btn--main").ClickAsync();
        await Expect(page).ToHaveURLAsync($"{house.Address}/admin");

        await using var bare = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        var signIn = await bare.VisitAsync("/signin");
        await Expect(signIn.Locator("#by-passkey")).ToBeDisabledAsync();
        await Expect(signIn.Locator("#passkey-why")).ToContainTextAsync("要用https网址或在本机打开");
    }

    /// <summary>A fingerprint reader that always finds its owner.</summary>
    private static async Task WithAuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    private static Task LiveAsync(IPage page) => Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();

    private static async Task SignOutAsync(IPage page)
    {
        await page.OpenAsync("/signout");
        await page.Locator("form .btn--main").ClickAsync();
        await Expect(page.Locator("#name")).ToBeVisibleAsync();
    }
}
