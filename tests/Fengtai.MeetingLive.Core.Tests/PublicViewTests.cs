using System.Text.Encodings.Web;
using System.Text.Json;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>The page that everybody may read, and what the holder of a receipt sees.</summary>
public sealed class PublicViewTests : Story
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        // Chinese stays readable, so that it can be searched for.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IncludeFields = true,
    };

    private static readonly ResponsePlan Response = new(
        "养老服务",
        null,
        "口径：只给主讲人",
        "可以答应",
        "不可答应",
        "",
        "",
        "",
        "",
        LiftPromise.Deadline,
        [],
        null
    );

    /// <summary>A meeting that holds one of each secret.</summary>
    private static readonly MeetingEvent[] Secrets =
    [
        Announced(Plan, Response),
        Opened,
        EnteredBy(ann),
        AskedBy(ann, "q", "请回电13812345678，证件110101199003071234", "养老服务") with
        {
            Name = "不公开的名字",
        },
        Approved("q"),
        SupportedBy(bob, "q"),
        AskedBy(bob, "waiting", "等待审核的话"),
        AskedBy(bob, "refused", "未予展示的话"),
        Refused("refused", RefusalReason.Other, "给提问人的说明"),
        AskedBy(bob, "withdrawn", "撤回的话"),
        WithdrawnBy(bob, "withdrawn"),
        AskedBy(bob, "erased", "抹去的话"),
        Approved("erased"),
        Erased("erased"),
        Answered("q", "已回电13812345678"),
        RoundOpened("conduct"),
        RatedBy(ann, "conduct", 1),
        RatedBy(bob, "conduct", 1),
        RatedBy(chen, "conduct", 5),
    ];

    private static readonly string[] Private =
    [
        "不公开的名字",
        "13812345678",
        "110101199003071234",
        "口径：只给主讲人",
        "可以答应",
        "不可答应",
        "等待审核的话",
        "未予展示的话",
        "给提问人的说明",
        "撤回的话",
        "抹去的话",
        "\"ann\"",
        "\"bob\"",
        "\"chen\"",
        "salt",
        "receipt",
        "[2,0,0,0,1]",
    ];

    [Fact]
    public void The_public_page_holds_nothing_private() => HoldsNothingPrivate(PublicView.Of(After(Secrets)));

    [Fact]
    public void Nor_with_a_round_that_was_closed_and_hidden()
    {
        var closed = After([.. Secrets, RoundClosed("conduct", 2, 0, 0, 0, 1), RoundShown("conduct", true)]);
        Assert.Contains("[2,0,0,0,1]", Json(PublicView.Of(closed)), StringComparison.Ordinal);
        HoldsNothingPrivate(PublicView.Of(closed.Apply(RoundShown("conduct", false))));
    }

    [Fact]
    public void What_became_of_the_questions_adds_up_to_all_of_them()
    {
        var asked = PublicView.Of(After(Secrets)).Asked;
        Assert.Equal(5, asked.Total);
        Assert.Equal(
            asked.Total,
            asked.Answered + asked.HandedOver + asked.Open + asked.Waiting + asked.Refused + asked.Withdrawn
        );
        Assert.Equal([new(Channel.HallPhone, 5)], asked.ByChannel);
        Assert.Equal([new(RefusalReason.Other, 1)], asked.Refusals);
        Assert.Equal(1, asked.Erased);
    }

    [Fact]
    public void The_attendance_is_never_smaller_than_the_number_of_raters() =>
        Assert.Equal(3, PublicView.Of(After(Secrets)).Attendance.Present);

    [Fact]
    public void A_promise_names_its_unit_and_not_the_officer()
    {
        var view = PublicView.Of(After(Opened, AskedBy(ann, "q"), Approved("q"), HandedOver("q")));
        Assert.Equal("c1", Assert.Single(view.Questions).Commitment);
        Assert.Equal("城管办", Assert.Single(view.Commitments).Unit);
        Assert.DoesNotContain("张主任", Json(view.Commitments), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_tells_every_step_of_a_question()
    {
        var meeting = After(Opened, AskedBy(ann, "q"), Approved("q"), Staged("q"), HandedOver("q"));
        var found = Assert.IsType<ReceiptView.OfQuestion>(ReceiptView.Of(meeting, Only(meeting), new(2025, 8, 15)));
        Assert.Equal(
            ["asked", "approved", "staged", "handed-over", "milestone", "milestone", "commitment.not-started"],
            found.Steps.Select(step => step.Kind)
        );
        Assert.Equal([false, false, false, false, true, true, true], found.Steps.Select(step => step.ToCome));
    }

    [Fact]
    public void A_refusal_tells_its_holder_why()
    {
        var meeting = After(Opened, AskedBy(ann, "q"), Refused("q", RefusalReason.Other, "请写明地点"));
        var found = Assert.IsType<ReceiptView.OfQuestion>(ReceiptView.Of(meeting, Only(meeting), new(2025, 8, 15)));
        Assert.Equal(("refused", RefusalReason.Other, "请写明地点"), Last(found));

        static (string, RefusalReason?, string?) Last(ReceiptView.OfQuestion q) =>
            (q.Steps[^1].Kind, q.Steps[^1].Reason, q.Steps[^1].Text);
    }

    [Fact]
    public void A_receipt_of_a_rating_tells_whether_it_still_counts()
    {
        var first = RatedBy(ann, "overall", 2) with { Receipt = "first" };
        var second = RatedBy(ann, "overall", 5) with { Receipt = "second" };
        var meeting = After(Opened, RoundOpened("overall"), first, second);
        var round = meeting.Rounds[new("overall")];
        Assert.True(Assert.IsType<ReceiptView.OfRating>(ReceiptView.Of(meeting, round, "first")).Replaced);
        Assert.False(Assert.IsType<ReceiptView.OfRating>(ReceiptView.Of(meeting, round, "second")).Replaced);
    }

    private static void HoldsNothingPrivate(PublicView view)
    {
        var seen = Json(view);
        Assert.Contains("138****5678", seen, StringComparison.Ordinal);
        Assert.All(Private, secret => Assert.DoesNotContain(secret, seen, StringComparison.Ordinal));
    }

    private static string Json<T>(T view) => JsonSerializer.Serialize(view, Readable);
}
