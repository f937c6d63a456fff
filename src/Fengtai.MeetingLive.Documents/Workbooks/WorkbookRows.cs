using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>What is prepared as the rows of the sheets, in the order of their columns; nothing is an empty cell.</summary>
internal static class WorkbookRows
{
    public static IEnumerable<object?[]> Of(WorkbookSheet sheet, WorkbookContent content)
    {
        var plan = content.Plan;
        return sheet.Name switch
        {
            "议程" => plan.Agenda.Select(item =>
                Row(item.Id.Value, item.Title, item.Hint, item.StartsAt, item.Minutes, item.Speaker)
            ),
            "成绩单" => plan.Deck.Slides.Select(Slide),
            "成绩单数据" => plan.Deck.Slides.SelectMany(slide =>
                SlideSheets.Rows(slide.Content).Select(row => Row([slide.Id.Value, .. row]))
            ),
            "诉求清单" => content.Demands.Select(Demand),
            "回应预案" => content.ResponsePlans.Select(Plan),
            "责任单位" => Side(plan.Units, plan.Leads, plan.Owners),
            "出席" => Attending(plan.Minutes),
            "会场" => plan.Venues.Select(venue =>
                Row(venue.Id.Value, venue.Code, venue.Name, SlideSheets.Yes(venue.Online))
            ),
            "评价轮次" => plan.Rounds.Select(round =>
                Row(
                    round.Id.Value,
                    round.Title,
                    round.ShortTitle,
                    round.Note,
                    MeetingReading.Subjects.ChineseOf(round.Subject),
                    SlideSheets.Yes(round.Live)
                )
            ),
            "意向征集" => (plan.Polls ?? []).SelectMany(Poll),
            "主题" => plan.Topics.SelectMany(topic =>
                topic.Parts.IsEmpty ? [Row(topic.Name, null)] : topic.Parts.Select(part => Row(topic.Name, part))
            ),
            // What was carried over is kept where it was promised: its deadline may have passed, its unit be closed.
            "承办事项" => plan.Commitments.Where(c => c.From is null).Select(Commitment),
            "联系方式" => plan.Contacts.Select(contact => Row(contact.Name, contact.Reach)),
            "诉求底数" => (plan.Baseline?.Rows ?? []).Select(row =>
                Row(row.Topic, row.Resolved, row.InProgress, row.NeedsCoordination)
            ),
            "用词" => Side(plan.Labels ?? [], content.HeldWords),
            _ => throw new NotSupportedException($"Nothing is known of the sheet {sheet.Name}."),
        };
    }

    /// <summary>A value of 会议 by the name of its row.</summary>
    public static object? Item(string name, WorkbookContent content)
    {
        var plan = content.Plan;
        return name switch
        {
            "code" => Given(plan.Code),
            "street" => Given(plan.Street.Value),
            "streetName" => Given(plan.StreetName),
            "title" => Given(plan.Title),
            "shortTitle" => Given(plan.ShortTitle),
            "organiser" => Given(plan.Organiser),
            "date" => plan.Date == default ? null : plan.Date,
            "place" => Given(plan.Place),
            "sample" => SlideSheets.Yes(plan.Sample),
            "entry" => MeetingReading.Entries.ChineseOf(plan.Entry),
            "scale" => MeetingReading.Scales.ChineseOf(plan.Scale),
            "heldBy" => plan.HeldBy,
            "head" => plan.Minutes?.Head,
            "number" => plan.Minutes?.Number,
            "signer" => plan.Minutes?.Signer,
            "asOf" => plan.Baseline?.AsOf,
            "baselineSource" => plan.Baseline?.Source,
            "baselineSample" => SlideSheets.Yes(plan.Baseline?.Sample == true),
            _ => throw new NotSupportedException($"Nothing is known of {name}."),
        };
    }

    private static object?[] Slide(Slide slide)
    {
        var facts = slide.Facts.SelectMany(fact => new object?[] { fact.Figure, fact.Words });
        return
        [
            slide.Id.Value,
            slide.Title,
            slide.Topic,
            SlidesReading.Kinds.ChineseOf(SlideSheets.KindOf(slide.Content)),
            slide.Content switch
            {
                BarsContent bars => bars.Unit,
                StackedBarsContent stacked => stacked.Unit,
                LineContent line => line.Unit,
                ShareContent share => share.Unit,
                _ => null,
            },
            slide.Period,
            slide.Source,
            SlideSheets.Yes(slide.Sample),
            slide.Content switch
            {
                ShareContent share => share.TotalName,
                PhotosContent photos => photos.Place,
                _ => null,
            },
            SlideSheets.Yes(slide.Content is BarsContent { ShowShares: true }),
            .. facts,
        ];
    }

    private static object?[] Demand(WorkbookDemand demand) =>
        Row(
            demand.Number,
            demand.Source,
            demand.Topic,
            demand.Part,
            demand.Text,
            demand.Date,
            WorkbookDemand.Lists.ChineseOf(demand.List),
            demand.Grid,
            demand.Name,
            demand.Phone,
            demand.Address
        );

    private static object?[] Plan(ResponsePlan plan) =>
        Row(
            plan.Topic,
            plan.Part,
            plan.MaySay,
            plan.MayPromise,
            plan.MayNotPromise,
            plan.Title,
            plan.Lead,
            plan.Unit,
            plan.Owner,
            plan.Deadline,
            Given(MilestoneLines.Write(plan.Milestones)),
            plan.Standard,
            plan.Like?.Resolved,
            plan.Like?.ResolvedAbout,
            plan.Like?.InProgress,
            plan.Like?.InProgressAbout,
            plan.Like?.NeedsCoordination,
            plan.Like?.NeedsCoordinationAbout
        );

    private static object?[] Commitment(Commitment commitment) =>
        Row(
            commitment.Id.Value,
            commitment.Title,
            commitment.Lead,
            commitment.Unit,
            commitment.Owner,
            commitment.Deadline,
            CommitmentsReading.States.ChineseOf(commitment.State),
            Given(MilestoneLines.Write(commitment.Milestones)),
            YesNo.Choices.ChineseOf(commitment.Sample)
        );

    private static IEnumerable<object?[]> Poll(PollPlan poll) =>
        poll.Proposals.Select(
            (proposal, index) =>
                index == 0
                    ? Row(
                        poll.Id.Value,
                        poll.Title,
                        poll.Question,
                        Given(poll.Note),
                        MeetingReading.PollKinds.ChineseOf(poll.Kind),
                        poll.Kind == PollKind.One ? null : poll.Most,
                        SlideSheets.Yes(poll.Live),
                        SlideSheets.Yes(poll.Sample),
                        proposal.Id.Value,
                        proposal.Name,
                        Given(proposal.Detail)
                    )
                    : Row(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        proposal.Id.Value,
                        proposal.Name,
                        Given(proposal.Detail)
                    )
        );

    private static IEnumerable<object?[]> Attending(MinutesForm? form)
    {
        if (form is null)
            return [];
        (string Kind, ImmutableArray<string> People)[] lists =
        [
            ("出席", form.Attending),
            ("请假", form.Excused),
            ("列席", form.Listening),
            ("分送", form.SentTo),
        ];
        return lists.SelectMany(list => list.People.Select(who => Row(who, list.Kind)));
    }

    /// <summary>Lists that have nothing to do with one another, side by side.</summary>
    private static IEnumerable<object?[]> Side(params ImmutableArray<string>[] lists) =>
        Enumerable
            .Range(0, lists.Max(list => list.Length))
            .Select(row => lists.Select(object? (list) => row < list.Length ? list[row] : null).ToArray());

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static object?[] Row(params object?[] cells) => cells;
}
