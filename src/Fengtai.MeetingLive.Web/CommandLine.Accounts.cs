using System.CommandLine;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.Localization;
using static Fengtai.MeetingLive.Web.Words.Terminal;

namespace Fengtai.MeetingLive.Web;

/// <summary>account add.</summary>
internal static partial class CommandLine
{
    private static Command AccountCommand(string[] settings)
    {
        var name = new Argument<string>("NAME") { Description = Say("arg.name") };
        var role = new Option<string[]>("--role") { Description = Say("opt.role"), Required = true };
        var street = new Option<string>("--street") { Description = Say("opt.account-street"), Required = true };
        var unit = new Option<string?>("--unit") { Description = Say("opt.unit") };
        var grid = new Option<string?>("--grid") { Description = Say("opt.grid") };
        var add = new Command("add", Say("account.add.description")) { name, role, street, unit, grid };
        add.SetAction(
            (parsed, cancel) =>
                GuardAsync(async () =>
                {
                    var roles = Roles.None;
                    foreach (var word in parsed.GetRequiredValue(role))
                    {
                        if (StaffRoles.Read(word) is not { } known)
                            return Fail(Say("account.role-unknown", word));
                        roles |= known;
                    }

                    var speaks = new SpeaksFor(parsed.GetValue(unit), parsed.GetValue(grid));
                    if (speaks != speaks.With(roles))
                        return Fail(Say("account.unit-needs-role"));

                    await using var app = await PreparedAsync(settings, cancel);
                    await using var scope = app.Services.CreateAsyncScope();
                    var id = new StreetId(parsed.GetRequiredValue(street));
                    var who = parsed.GetRequiredValue(name);
                    var added = await scope
                        .ServiceProvider.GetRequiredService<StaffAccounts>()
                        .AddAsync(who, roles, id, speaks, ReadPassword(), temporary: false, cancel);
                    if (added.Ok)
                    {
                        Console.WriteLine(Say("account.added", who, id));
                        return Done;
                    }

                    var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<StaffWords>>();
                    return Fail(
                        Say("account.failed", string.Join(' ', added.Errors.Select(code => words[code].Value)))
                    );
                })
        );
        return new Command("account", Say("account.description")) { add };
    }

    /// <summary>From a pipe as it comes; from a keyboard without showing it. Never an argument: those stand in the process list.</summary>
    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        Console.Write(Say("password.prompt"));
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else
                typed.Append(key.KeyChar);
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
