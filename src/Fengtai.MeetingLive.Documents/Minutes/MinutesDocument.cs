using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// What 会议纪要 say, in whichever form they are written: the head, the body, who was there, the annexes that the secretary
/// chose, and where the document comes from.
/// </summary>
public static class MinutesDocument
{
    /// <param name="created">Stands in the file and at its end as the time of making.</param>
    /// <param name="photos">Finds the pictures of the slides; where it finds none, their words stand in their place.</param>
    public static OfficialDocument Describe(Minutes minutes, DateTimeOffset created, PhotoBytes? photos = null)
    {
        var form = minutes.Form;
        var annexes = MinutesAnnexes.Of(minutes, photos ?? (_ => null));
        var title = Title(minutes);
        var mark = Mark(minutes);
        var document = OfficialDocument
            .Create(
                new DocumentMeta(
                    mark is null ? title : $"{title}（{mark}）",
                    minutes.Organiser,
                    created,
                    minutes.Head.Street,
                    minutes.Hash
                )
            )
            .RedHead(form.Head ?? Head(minutes, title), minutes.Organiser, Day(Date(minutes)), form.Number, mark);
        MinutesBody.Write(document, minutes, annexes);
        annexes.List(document);
        Attendance(document, form);
        document.Signature(form.Signer, minutes.Organiser, Day(Days.Of(created)));
        annexes.Write(document);
        if (!annexes.Has(AnnexKind.Verify))
            document.Origin(VerifyAnnex.Origin(minutes));
        return document.Imprint(string.Join('，', form.SentTo), minutes.Organiser, Day(Days.Of(created)));
    }

    /// <summary>What a document is that nobody has sealed yet; null when it is sealed.</summary>
    internal static string? Mark(Minutes minutes) =>
        minutes.Step == MinutesStep.Sealed ? null
        : minutes.Final ? "送审稿"
        : "草稿";

    internal static DateOnly Date(Minutes minutes) =>
        minutes.OpenedAt is { } opened ? Days.Of(opened) : minutes.Head.Date;

    private static string Title(Minutes minutes)
    {
        var title = minutes.Head.Title;
        return title.EndsWith("纪要", StringComparison.Ordinal) ? title : title + "纪要";
    }

    /// <summary>The issuer stands below the head, so the street's name need not stand in it.</summary>
    private static string Head(Minutes minutes, string title)
    {
        var street = minutes.Head.Street;
        var head = title.StartsWith(street, StringComparison.Ordinal) ? title[street.Length..] : title;
        // In two lines it breaks before the meeting's own name rather than inside a word.
        var name = head.IndexOf("向群众报告", StringComparison.Ordinal);
        return name > 0 && head.Length > OfficialDocument.HeadLine ? head.Insert(name, "\n") : head;
    }

    /// <summary>10.3: below the body and the list of annexes.</summary>
    private static void Attendance(OfficialDocument document, MinutesForm form)
    {
        var lists = new (string Label, ImmutableArray<string> People)[]
        {
            ("出席：", form.Attending),
            ("请假：", form.Excused),
            ("列席：", form.Listening),
        };
        ImmutableArray<Labelled> present =
        [
            .. lists
                .Where(list => !list.People.IsDefaultOrEmpty)
                .Select(list => new Labelled(list.Label, string.Join('、', list.People))),
        ];
        if (!present.IsEmpty)
            document.Paragraph("").Labels(present);
    }
}
