using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Staff.District;
using Fengtai.MeetingLive.Web.Staff.Evaluations;
using Fengtai.MeetingLive.Web.Staff.Track;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>Whom an address is for.</summary>
internal abstract record Whom
{
    private Whom() { }

    /// <summary>Signed in or not.</summary>
    public sealed record Everyone : Whom;

    /// <summary>Whoever is signed in, whatever the role.</summary>
    public sealed record Staff : Whom;

    /// <summary>Whoever holds one of these in the street that the address is about.</summary>
    public sealed record Holding(Roles Roles) : Whom;

    /// <summary>Whoever holds one of these in any street.</summary>
    public sealed record HoldingAnywhere(Roles Roles) : Whom;

    /// <summary>Whoever was granted one of these for the whole district.</summary>
    public sealed record HoldingForAll(Roles Roles) : Whom;

    /// <summary>Whoever has a link of this kind; signing in is no substitute.</summary>
    public sealed record Linked(LinkKind Kind) : Whom;
}

/// <summary>One address, and what whoever may is answered when it is called as it stands, without form or token.</summary>
/// <param name="Method">As the endpoint names it; <c>ANY</c> when it names none.</param>
/// <param name="Pattern">As the endpoint has it.</param>
/// <param name="Path">An address that fits; <c>{…}</c> is filled in by <see cref="Place.Fill"/>.</param>
internal sealed record Row(string Method, string Pattern, Whom For, string Path, int Status)
{
    /// <summary>POST goes where only POST means anything.</summary>
    public bool Posts => Method == "POST" || Pattern is "/_blazor/negotiate" or "/hubs/resident/negotiate";

    /// <summary>Of an item: a unit and a grid worker come in, and see what is their own.</summary>
    public bool OwnOnly { get; init; }

    /// <summary>Why it is also taken without a form's token; null: it is not.</summary>
    public string? WithoutToken { get; init; }

    public override string ToString() => $"{Method} {Pattern}";
}

/// <summary>Every address of the product and whom it is for. An address that is added gets a line here, or a test fails.</summary>
internal static class AccessTable
{
    private const Roles Office = Roles.Secretary | Roles.Administrator;
    private const Roles Field = Office | Roles.GridWorker;

    /// <summary>What was written without network may be older than any token.</summary>
    private const string ByScript =
        "the page's script names itself by a header, for which a foreign page would have to ask leave and gets none";
    private static readonly Whom Everyone = new Whom.Everyone();
    private static readonly Whom Staff = new Whom.Staff();
    private static readonly Whom Desk = new Whom.Holding(Roles.Secretary);
    private static readonly Whom Console = new Whom.Holding(Roles.Lead);
    private static readonly Whom Preparing = new Whom.Holding(Office);
    private static readonly Whom Tracking = new Whom.Holding(TrackRoles.All);
    private static readonly Whom Judging = new Whom.Holding(EvaluationRoles.All);
    private static readonly Whom Walking = new Whom.Holding(Field);
    private static readonly Whom Administering = new Whom.Holding(Roles.Administrator);
    private static readonly Whom District = new Whom.HoldingForAll(DistrictRoles.All);

    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. Public(),
        .. Forms(),
        .. Account(),
        .. Meeting(),
        .. Preparation(),
        .. Afterwards(),
        .. Administration(),
        .. Links(),
        .. Sockets(),
    ];

    private static IEnumerable<Row> Public() =>
        [
            Get("/", Everyone, "/", 302),
            Get("/favicon.ico", Everyone, "/favicon.ico", 301),
            Get("/health/live", Everyone, "/health/live"),
            Get("/health/ready", Everyone, "/health/ready"),
            .. new[]
            {
                "answer.css",
                "answer.js",
                "grid.css",
                "grid.js",
                "phone.css",
                "proof.js",
                "resident.js",
                "visit.css",
                "visit.js",
            }.Select(file => Get("/" + file, Everyone, "/" + file)),
            Get("/_framework/opaque-redirect", Everyone, "/_framework/opaque-redirect", 400),
            // What has an ending and is no file of the build.
            Get("{**path:file}", Everyone, "/none.css", 404),
            new("HEAD", "{**path:file}", Everyone, "/none.css", 404),
            Get("/fonts/title.ttf", Everyone, "/fonts/title.ttf"),
            Get("/proof-words.json", Everyone, "/proof-words.json"),
            Get("/record.schema.json", Everyone, "/record.schema.json"),
            Get("/m", Everyone, "/m"),
            Get("/m/{code}", Everyone, "/m/{code}"),
            Get("/m/{code}/slide/{id}", Everyone, "/m/{code}/slide/care"),
            Get("/m/{code}/poll/{id}", Everyone, "/m/{code}/poll/site"),
            Get("/screen/{code}", Everyone, "/screen/{code}"),
            Get("/screen/{code}/scene", Everyone, "/screen/{code}/scene"),
            Get("/screen-preview", Everyone, "/screen-preview"),
            Get("/live/{code}", Everyone, "/live/{code}"),
            Get("/live/{code}.json", Everyone, "/live/{code}.json"),
            Get("/p/{code}", Everyone, "/p/{code}"),
            Get("/p/{code}/journal.jsonl", Everyone, "/p/{code}/journal.jsonl"),
            Get("/p/{code}/minutes", Everyone, "/p/{code}/minutes"),
            Get("/p/{code}/minutes.pdf", Everyone, "/p/{code}/minutes.pdf"),
            Get("/p/{code}/minutes/{page:int}.png", Everyone, "/p/{code}/minutes/1.png"),
            Get("/p/{code}/openings/poll/{id}.json", Everyone, "/p/{code}/openings/poll/site.json"),
            Get("/p/{code}/openings/rating/{id}.json", Everyone, "/p/{code}/openings/rating/overall.json"),
            Get("/p/{code}/supplement-{number:int}.pdf", Everyone, "/p/{code}/supplement-1.pdf", 404),
            // Shown by its hash, which nobody guesses.
            Get("/photo/{hash}", Everyone, "/photo/" + new string('a', 64), 404),
            Get("/photo/{hash}/small", Everyone, "/photo/" + new string('a', 64) + "/small", 404),
            Get("/receipt", Everyone, "/receipt"),
            .. Page("/staff/no-such-page", Everyone, "/staff/no-such-page"),
        ];

    /// <summary>What residents post without a script. Without the page's own token nothing is taken.</summary>
    private static IEnumerable<Row> Forms() =>
        [
            .. new[] { "ask", "rate", "support", "vote", "withdraw" }.SelectMany(form =>
                new[]
                {
                    Get("/m/{code}/" + form, Everyone, "/m/{code}/" + form, 302),
                    Post("/m/{code}/" + form, Everyone, "/m/{code}/" + form),
                }
            ),
            Post("/receipt", Everyone, "/receipt"),
            Post("/receipt/outcome", Everyone, "/receipt/outcome"),
            Post("/receipt/reopen", Everyone, "/receipt/reopen"),
            // There are accounts, so first start is over.
            Get("/setup/", Everyone, "/setup", 410),
            Post("/setup/", Everyone, "/setup"),
            Post("/setup/passkey", Everyone, "/setup/passkey"),
            Get("/signin", Everyone, "/signin"),
            Post("/signin", Everyone, "/signin"),
            Post("/signin/passkey", Everyone, "/signin/passkey"),
            Post("/signin/passkey-options", Everyone, "/signin/passkey-options"),
            Get("/signout", Everyone, "/signout"),
            Post("/signout", Everyone, "/signout"),
        ];

    private static IEnumerable<Row> Account() =>
        [
            Get("/account/", Staff, "/account"),
            Get("/account/begin", Staff, "/account/begin", 302),
            Get("/account/here", Staff, "/account/here", 204),
            Get("/account/password", Staff, "/account/password"),
            Post("/account/password", Staff, "/account/password"),
            Post("/account/passkeys", Staff, "/account/passkeys"),
            Post("/account/passkeys/options", Staff, "/account/passkeys/options"),
            Post("/account/passkeys/remove", Staff, "/account/passkeys/remove"),
            Post("/account/sessions/end", Staff, "/account/sessions/end"),
            Post("/account/sessions/end-all", Staff, "/account/sessions/end-all"),
        ];

    private static IEnumerable<Row> Meeting() =>
        [
            .. Page("/desk/{Code}", Desk, "/desk/{code}"),
            .. Page("/desk/{Code}/minutes", Desk, "/desk/{code}/minutes"),
            Get(
                "/desk/{code}/minutes.{format:regex(^(pdf|docx|xlsx|csv|ics|json)$)}",
                Desk,
                "/desk/{code}/minutes.csv"
            ),
            Get("/desk/{code}/minutes/{page:int}.png", Desk, "/desk/{code}/minutes/1.png"),
            Get("/desk/{code}/notice.pdf", Desk, "/desk/{code}/notice.pdf"),
            Get("/desk/{code}/poster.pdf", Desk, "/desk/{code}/poster.pdf"),
            Get("/desk/{code}/supplement-{number:int}.pdf", Desk, "/desk/{code}/supplement-1.pdf", 404),
            Get("/desk/{code}/tickets.pdf", Desk, "/desk/{code}/tickets.pdf", 404),
            .. Page("/present/{Code}", Console, "/present/{code}"),
            .. Page("/present/{Code}/remote", Console, "/present/{code}/remote"),
        ];

    private static IEnumerable<Row> Preparation() =>
        [
            // Lists the streets in which one prepares: none for most.
            .. Page("/prepare", Staff, "/prepare"),
            .. Page("/prepare/{Street}", Preparing, "/prepare/{street}"),
            .. Page("/prepare/{Street}/deck", Preparing, "/prepare/{street}/deck"),
            .. Page("/prepare/{Street}/demands", Preparing, "/prepare/{street}/demands"),
            .. Page("/prepare/{Street}/plans", Preparing, "/prepare/{street}/plans"),
            .. Page("/prepare/{Street}/visits", Preparing, "/prepare/{street}/visits"),
            .. Page("/prepare/{Street}/workbook", Preparing, "/prepare/{street}/workbook"),
            Get(
                "/prepare/{street}/demands/list.{kind:regex(^(xlsx|csv)$)}",
                Preparing,
                "/prepare/{street}/demands/list.csv"
            ),
            Get("/prepare/{street}/visits.csv", Preparing, "/prepare/{street}/visits.csv"),
            Get(
                "/prepare/{street}/visits/photo/{hash}",
                Preparing,
                "/prepare/{street}/visits/photo/" + new string('a', 64),
                404
            ),
            Get("/prepare/{street}/workbook/export.xlsx", Preparing, "/prepare/{street}/workbook/export.xlsx"),
            Get("/prepare/{street}/workbook/template.xlsx", Preparing, "/prepare/{street}/workbook/template.xlsx"),
            Get(
                "/prepare/{street}/workbook/{id}/marked.xlsx",
                Preparing,
                "/prepare/{street}/workbook/none/marked.xlsx",
                404
            ),
            Get("/visit/{street}", Walking, "/visit/{street}"),
            Post("/visit/{street}", Walking, "/visit/{street}") with
            {
                WithoutToken = ByScript,
            },
        ];

    private static IEnumerable<Row> Afterwards() =>
        [
            .. Page("/track", Staff, "/track"),
            .. Page("/track/{Street}", Tracking, "/track/{street}").Select(row => row with { OwnOnly = true }),
            .. Page("/track/{Street}/{Code}/{Item}", Tracking, "/track/{street}/{code}/{item}")
                .Select(row => row with { OwnOnly = true }),
            .. Page("/track/{Street}/reminders", Preparing, "/track/{street}/reminders"),
            Get("/track/{street}/items.{kind:regex(^(xlsx|csv|ics)$)}", Tracking, "/track/{street}/items.csv") with
            {
                OwnOnly = true,
            },
            .. Page("/track/{Street}/evaluation/{Code}", Judging, "/track/{street}/evaluation/{code}"),
            Get(
                "/track/{street}/evaluation/{code}/scores.xlsx",
                Preparing,
                "/track/{street}/evaluation/{code}/scores.xlsx"
            ),
            Get("/grid/{street}", Walking, "/grid/{street}") with
            {
                OwnOnly = true,
            },
            Post("/grid/{street}", Walking, "/grid/{street}") with
            {
                WithoutToken = ByScript,
            },
            .. Page("/district", District, "/district"),
            Get("/district/streets.{kind:regex(^(xlsx|csv)$)}", District, "/district/streets.csv"),
        ];

    private static IEnumerable<Row> Administration() =>
        [
            .. Page("/admin", new Whom.HoldingAnywhere(Roles.Administrator), "/admin"),
            .. Page("/admin/{Street}", Administering, "/admin/{street}"),
            .. Page("/admin/{Street}/{View}", Administering, "/admin/{street}/privacy"),
            Get("/admin/{street}/looks.csv", Administering, "/admin/{street}/looks.csv"),
            Get("/admin/{street}/own/{ticket}.html", Administering, "/admin/{street}/own/none.html", 404),
            Get("/admin/{street}/own/{ticket}.json", Administering, "/admin/{street}/own/none.json", 404),
        ];

    private static IEnumerable<Row> Links() =>
        [
            Get("/u/{token}", new Whom.Linked(LinkKind.Unit), "/u/{token}"),
            Post("/u/{token}", new Whom.Linked(LinkKind.Unit), "/u/{token}"),
            Get("/w/{token}", new Whom.Linked(LinkKind.Whistle), "/w/{token}"),
            Post("/w/{token}", new Whom.Linked(LinkKind.Whistle), "/w/{token}"),
            Get("/w/{token}/appointment.ics", new Whom.Linked(LinkKind.Whistle), "/w/{token}/appointment.ics"),
            Get("/e/{token}", new Whom.Linked(LinkKind.Evaluator), "/e/{token}"),
            Post("/e/{token}", new Whom.Linked(LinkKind.Evaluator), "/e/{token}"),
            Get("/feed/{token}", new Whom.Linked(LinkKind.Feed), "/feed/{token}.ics"),
        ];

    private static IEnumerable<Row> Sockets() =>
        [
            new("ANY", "/hubs/resident", Everyone, "/hubs/resident", 400),
            new("ANY", "/hubs/resident/negotiate", Everyone, "/hubs/resident/negotiate?negotiateVersion=1", 200),
            new("ANY", "/_blazor", Staff, "/_blazor", 400),
            new("ANY", "/_blazor/negotiate", Staff, "/_blazor/negotiate?negotiateVersion=1", 200),
            new("ANY", "/_blazor/disconnect/", Staff, "/_blazor/disconnect", 405),
            new("ANY", "/_blazor/initializers/", Staff, "/_blazor/initializers", 200),
        ];

    private static Row Get(string pattern, Whom whom, string path, int status = 200) =>
        new("GET", pattern, whom, path, status);

    private static Row Post(string pattern, Whom whom, string path, int status = 400) =>
        new("POST", pattern, whom, path, status);

    /// <summary>A page of components also answers to POST, which takes nothing without a form of its own.</summary>
    private static Row[] Page(string pattern, Whom whom, string path) =>
        [Get(pattern, whom, path), Post(pattern, whom, path)];
}
