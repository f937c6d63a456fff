using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>
/// A server of its own on which several meetings lie side by side; for stories that begin elsewhere than the demo does.
/// </summary>
internal sealed class House : IAsyncDisposable
{
    public const string Password = "a long pass phrase";

    private readonly string folder = Directory.CreateTempSubdirectory("house-").FullName;
    private WebApplication app = null!;

    public string Address { get; private set; } = "";

    /// <param name="signIn">Staff sign in; otherwise, as in the demo, this machine is staff.</param>
    /// <param name="clock">What the server goes by; null: the machine's.</param>
    public static async Task<House> OpenAsync(bool signIn = false, TimeProvider? clock = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var house = new House();
        var builder = MeetingHost.CreateBuilder([
            $"--Demo:Enabled={!signIn}",
            $"--Storage:DataFolder={house.folder}",
            "--applicationName=Fengtai.MeetingLive.Web",
            "--Logging:LogLevel:Default=Warning",
        ]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        house.app = MeetingHost.Build(builder);
        await house.Service<MeetingStore>().PrepareAsync(cancel);
        await house.app.StartAsync(cancel);
        house.Address = house.app.Urls.Single();
        return house;
    }

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>The demo's plan under other codes, announced and nothing more.</summary>
    public async Task<Gathering> AnnounceAsync(string code, Func<MeetingPlan, MeetingPlan>? change = null)
    {
        var (gathering, pack) = await PrepareAsync(code, change);
        await gathering.DoAsync((id, by, at) => pack.Announce(id, by, at, pack.Plan));
        return gathering;
    }

    /// <summary>The same, and open.</summary>
    public async Task<Gathering> OpenMeetingAsync(string code, Func<MeetingPlan, MeetingPlan>? change = null)
    {
        var gathering = await AnnounceAsync(code, change);
        await gathering.DoAsync((id, by, at) => new OpenMeeting(id, by, at));
        return gathering;
    }

    /// <summary>The demo's meeting as it stands when its doors open, or with all that comes after.</summary>
    public async Task<Gathering> PlayAsync(string code, bool toTheEnd = false)
    {
        var (gathering, pack) = await PrepareAsync(code, change: null);
        var start = Service<TimeProvider>().GetUtcNow() - DemoPlay.Elapsed;
        var proofs = new DemoProofs(act => Hash(code + act)[..32], act => Hash(act + code));
        var commands = DemoPlay.Start(pack, start, proofs, SceneKind.Rating);
        if (toTheEnd)
            commands = commands.AddRange(DemoPlay.PlayToTheEnd(pack, start + DemoPlay.Elapsed, proofs));
        // Sent without waiting, so that many share one commit.
        var outcomes = new List<Task<Outcome>>(commands.Length);
        foreach (var command in commands)
        {
            outcomes.Add(gathering.Session.ExecuteAsync(command));
            if (outcomes.Count % 200 == 0)
                await outcomes[^1];
        }

        Assert.All(await Task.WhenAll(outcomes), outcome => Assert.IsType<Outcome.Done>(outcome));
        return gathering;
    }

    /// <summary>The meetings' street as its administrator enters it.</summary>
    public async Task NameStreetAsync(string name)
    {
        await using var context = Service<MeetingStore>().Create();
        context.Streets.Add(new StreetRow { Id = "wangzuo", Name = name });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An account of the meetings' street.</summary>
    public async Task HireAsync(string name, Roles roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(name, roles, new StreetId("wangzuo"), Password, TestContext.Current.CancellationToken);
        Assert.True(added.Ok, string.Join(' ', added.Errors));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        // Pooled connections hold the file open.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(Gathering, MeetingPack)> PrepareAsync(string code, Func<MeetingPlan, MeetingPlan>? change)
    {
        var read = Assert.IsType<PackResult.Sound>(MeetingPack.Read(MeetingPack.DemoFolder)).Pack;
        var plan = read.Plan with
        {
            Code = code,
            Venues =
            [
                .. read.Plan.Venues.Select((venue, i) => venue with { Code = i == 0 ? code : Numbered(code, i) }),
            ],
        };
        var pack = read with { Plan = change is null ? plan : change(plan) };
        await Service<PhotoStore>().KeepAsync(plan.Street, pack.Photos, TestContext.Current.CancellationToken);
        var session = await Service<MeetingSessions>().GetAsync(new MeetingId(Guid.NewGuid().ToString("N")));
        return (new Gathering(this, session, plan.Street), pack);
    }

    private static string Numbered(string code, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{code[..^1]}{number}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>One meeting of a house.</summary>
internal sealed record Gathering(House House, MeetingSession Session, StreetId Street)
{
    public Meeting Now => Session.Current;

    public string Code => Now.Plan.Code;

    /// <summary>The second hall's.</summary>
    public string SecondCode => Now.Plan.Venues[1].Code;

    /// <summary>What happens away from the pages that the story is about.</summary>
    public Task DoAsync(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command) =>
        DoAsync(Actor.System(Street), command);

    public async Task DoAsync(Actor by, Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        var id = new CommandId(Guid.NewGuid().ToString("N"));
        var at = House.Service<TimeProvider>().GetUtcNow();
        Assert.IsType<Outcome.Done>(await Session.ExecuteAsync(command(id, by, at)));
    }

    /// <summary>Somebody asks by a slip.</summary>
    public async Task<QuestionId> AskAsync(string text, bool approved = false)
    {
        var question = new QuestionId(Guid.NewGuid().ToString("N"));
        var from = new Origin(Now.Plan.Venues[0].Id, Channel.Paper, Entry.Hall);
        await DoAsync(
            (id, by, at) => new Ask(id, by, at, from, question, text, Topic: null, Name: null, Group.Unknown, "receipt")
        );
        if (approved)
            await DoAsync((id, by, at) => new Approve(id, by, at, question));
        return question;
    }

    /// <summary>Tickets for seats of the first hall, with what is printed on them.</summary>
    public async Task<IReadOnlyList<TicketRow>> IssueAsync(params string[] seats)
    {
        var office = House.Service<TicketOffice>();
        var venue = Now.Plan.Venues[0].Id;
        await DoAsync((id, by, at) => office.Issue(Session.Current.Id, id, by, at, venue, seats));
        return office.List(Now, House.Address);
    }

    public QuestionId Find(string text) =>
        Now.Questions.Values.Single(q => q.Text?.Contains(text, StringComparison.Ordinal) == true).Id;
}
