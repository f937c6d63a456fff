using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Fengtai.MeetingLive.Web.Tests.Staff.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>Somebody who calls every address: what is held, and where.</summary>
/// <param name="In">Null: nobody signed in.</param>
internal sealed record Person(string Name, PlainBrowser Browser, StreetId? In = null, Roles Roles = Roles.None)
{
    /// <summary>False for a unit and a grid worker to whom the promise was not given.</summary>
    public bool Answers { get; init; } = true;

    public bool SignedIn => In is not null;

    public Roles Held(StreetId street) => In == street || In == StaffPerson.District ? Roles : Roles.None;
}

/// <summary>The real host with two streets, and everybody who might come to it.</summary>
public sealed class AccessMatrixHost : IAsyncLifetime
{
    private const string Password = "我们七月十日在礼堂开报告会";
    private readonly SqliteDatabase database = new();
    private readonly LogBook log = new();
    private WebApplication app = null!;

    internal Place Own { get; } = new(new StreetId("wangzuo"));

    internal Place Other { get; } = new(new StreetId("changxindian"));

    internal IReadOnlyList<Place> Places => [Own, Other];

    internal List<Person> People { get; } = [];

    internal Uri Address => new(app.Urls.First());

    internal WebApplication App => app;

    /// <summary>How often a form was refused for its token alone.</summary>
    internal int Tokenless =>
        log.Lines.Count(line =>
            line.Level == LogLevel.Warning
            && line.Category.StartsWith("Microsoft.AspNetCore.Antiforgery", StringComparison.Ordinal)
        );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        app = await HubHost.PrepareAsync(
            database,
            "--urls=http://127.0.0.1:0",
            // Every form is sent without its token here: that is kept, and not printed.
            "--Logging:LogLevel:Microsoft.AspNetCore.Antiforgery=Warning",
            "--Logging:Console:LogLevel:Microsoft.AspNetCore.Antiforgery=None"
        );
        Service<ILoggerFactory>().AddProvider(log);
        await app.StartAsync(Cancel);
        foreach (var place in Places)
            await place.BuildAsync(this);
        People.Add(new Person("nobody", new PlainBrowser(Address)));
        var device = new Person("a resident's phone", new PlainBrowser(Address));
        await device.Browser.GetAsync($"/m/{Own.Running.Code}");
        People.Add(device);
        var unit = new SpeaksFor(Place.Unit);
        var grid = new SpeaksFor(Grid: Place.Grid);
        foreach (var (role, word) in StaffRoles.Each)
            await HireAsync(
                $"{word} of the street",
                Own.Street,
                role,
                new SpeaksFor(Place.Unit, Place.Grid).With(role)
            );
        await HireAsync(
            "another unit of the street",
            Own.Street,
            Roles.Unit,
            new SpeaksFor("镇园林办"),
            answers: false
        );
        await HireAsync("a grid worker without grid", Own.Street, Roles.GridWorker, SpeaksFor.Nobody, answers: false);
        await HireAsync("everything in the other street", Other.Street, Roles.Staff, unit with { Grid = grid.Grid });
        foreach (var role in (Roles[])[Roles.Administrator, Roles.Secretary, Roles.Evaluator, Roles.Presenter])
            await HireAsync($"the district's {role}", StaffPerson.District, role, SpeaksFor.Nobody);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in People)
            person.Browser.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
    }

    internal Person Of(string name) => People.Single(person => person.Name == name);

    /// <summary>
    /// All that the database holds, table by table, as one hash each; but not when a session was last seen, which is
    /// written with every request, nor when a link was first opened.
    /// </summary>
    internal async Task<SortedDictionary<string, string>> ReadAllAsync()
    {
        await using var context = Service<MeetingStore>().Create();
        var connection = context.Database.GetDbConnection();
        await connection.OpenAsync(Cancel);
        var tables = await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables.Select(row => (string)row[0]))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var rows = await ReadAsync(
                connection,
                table switch
                {
                    "Sessions" => "SELECT Id FROM Sessions",
                    "Links" => "SELECT Id, Kind, Holder, ExpiresAt, WithdrawnAt FROM Links",
                    _ => $"SELECT * FROM \"{table}\"",
                }
            );
            foreach (var value in rows.SelectMany(row => row))
                hash.AppendData(value as byte[] ?? Encoding.UTF8.GetBytes($"{value}|"));
            all[table] = $"{rows.Count} rows {Convert.ToHexString(hash.GetHashAndReset())}";
        }

        return all;
    }

    private static async Task<List<object[]>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own tables.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(Cancel))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private async Task HireAsync(string name, StreetId street, Roles roles, SpeaksFor speaks, bool answers = true)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var added = await scope
                .ServiceProvider.GetRequiredService<StaffAccounts>()
                .AddAsync(name, roles, street, speaks, Password, temporary: false, Cancel);
            Assert.Empty(added.Errors);
        }

        var browser = new PlainBrowser(Address);
        var inside = await browser.SignInAsync(name, Password);
        Assert.Equal("/account", inside.Location);
        People.Add(new Person(name, browser, street, roles) { Answers = answers });
    }
}
