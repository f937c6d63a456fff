using System.Net;
using System.Reflection;
using System.Xml.Linq;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Desk;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

public sealed class AccessTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost", null, true)]
    [InlineData("::1", "localhost", null, true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", null, true)]
    [InlineData("127.0.0.1", "[::1]", null, true)]
    [InlineData("127.0.0.1", "LOCALHOST", "Accept", true)]
    [InlineData("127.0.0.1", "meeting.example", null, false)]
    [InlineData("127.0.0.1", "localhost.example", null, false)]
    [InlineData("127.0.0.1", "", null, false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For", false)]
    [InlineData("127.0.0.1", "localhost", "X-Original-For", false)]
    [InlineData("127.0.0.1", "localhost", "x-forwarded-proto", false)]
    [InlineData("127.0.0.1", "localhost", "Forwarded", false)]
    [InlineData("192.168.1.7", "localhost", null, false)]
    [InlineData("192.168.1.7", "192.168.1.2", null, false)]
    [InlineData(null, "localhost", null, false)]
    public void Only_this_machine_itself_is_local(string? remote, string host, string? header, bool local) =>
        Assert.Equal(
            local,
            LocalOnly.Allows(
                remote is null ? null : IPAddress.Parse(remote),
                host,
                header is null ? [] : ["Accept", header]
            )
        );

    [Theory]
    [InlineData("/desk/FT2025", "/desk/FT2025")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_signing_in_one_stays_here(string? asked, string goes) =>
        Assert.Equal(goes, SignIn.LocalOr(asked, "/"));

    [Theory]
    [InlineData("2025-10-31", 2025, 10, 31)]
    [InlineData("2025年10月31日", 2025, 10, 31)]
    [InlineData("20251031", 2025, 10, 31)]
    [InlineData("10.31", 2025, 10, 31)]
    [InlineData("10月31日", 2025, 10, 31)]
    [InlineData("１０．３１", 2025, 10, 31)]
    [InlineData("1.15", 2026, 1, 15)]
    [InlineData("30天", 2025, 9, 24)]
    public void A_day_is_read_as_it_is_typed(string typed, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), TypedDate.Read(typed, new DateOnly(2025, 8, 25)));

    [Theory]
    [InlineData("")]
    [InlineData("下个月")]
    [InlineData("2.30")]
    [InlineData("13.1")]
    public void What_is_no_day_is_not_guessed(string typed) =>
        Assert.Null(TypedDate.Read(typed, new DateOnly(2025, 8, 25)));

    [Theory]
    [InlineData("Staff/StaffWords")]
    [InlineData("Preparation/Demands/DemandWords")]
    [InlineData("Staff/Access/AccessWords")]
    [InlineData("Staff/Admin/AdminWords")]
    [InlineData("Words/Refusals")]
    [InlineData("Preparation/FollowTexts")]
    [InlineData("Staff/Prepare/Decks/DeckWords")]
    [InlineData("Staff/Prepare/Plans/PlanWords")]
    [InlineData("Staff/Track/TrackWords")]
    public void Both_languages_have_the_same_words(string name)
    {
        static SortedSet<string> Keys(string path) =>
            [.. XDocument.Load(path).Root!.Elements("data").Select(data => (string)data.Attribute("name")!)];

        var web = Path.Combine(Repository(), "src", "Fengtai.MeetingLive.Web");
        Assert.Equal(Keys(Path.Combine(web, name + ".resx")), Keys(Path.Combine(web, name + ".en.resx")));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_refusal_has_words(string language)
    {
        var codes = typeof(Rejection)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((Rejection)field.GetValue(null)!).Code)
            .Concat([
                Rejection.TextTooLong(1).Code,
                Rejection.FieldMissing("lead").Code,
                Rejection.FieldTooLong("lead", 1).Code,
                "server.busy",
                "server.not-saved",
            ]);
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var words = services.GetRequiredService<IStringLocalizer<Refusals>>();
            Assert.DoesNotContain(codes, code => words[code].ResourceNotFound);
            Assert.NotEqual(
                "meeting.closed",
                services.GetRequiredService<IStringLocalizer<StaffWords>>()["desk"].Value
            );
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void MudBlazor_has_the_tokens_colours()
    {
        var tokens = File.ReadAllText(
            Path.Combine(Repository(), "src", "Fengtai.MeetingLive.Web", "wwwroot", "tokens.css")
        );
        var palette = StaffTheme.Paper.PaletteLight;
        foreach (
            var (role, colour) in new[]
            {
                ("indigo", palette.Primary),
                ("pine", palette.Secondary),
                ("vermilion", palette.Error),
                ("amber", palette.Warning),
                ("paper", palette.Background),
                ("sheet", palette.Surface),
                ("ink", palette.TextPrimary),
                ("edge", palette.LinesInputs),
            }
        )
        {
            Assert.Contains(
                $"--{role}: {colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex)};",
                tokens,
                StringComparison.OrdinalIgnoreCase
            );
        }
    }

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Fengtai.MeetingLive.sln")))
            at = at.Parent!;
        return at.FullName;
    }
}
