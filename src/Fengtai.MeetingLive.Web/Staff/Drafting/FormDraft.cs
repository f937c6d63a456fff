using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Drafting;

/// <summary>What is typed into the form of the minutes and not saved yet; lists have one entry a line.</summary>
public sealed class FormDraft
{
    private MinutesForm from = new();

    public string Head { get; set; } = "";

    public string Number { get; set; } = "";

    public string Signer { get; set; } = "";

    public string Attending { get; set; } = "";

    public string Excused { get; set; } = "";

    public string Listening { get; set; } = "";

    public string SentTo { get; set; } = "";

    public HashSet<AnnexKind> Annexes { get; } = [];

    /// <summary>Typed and not saved.</summary>
    public bool Changed => !Read().Equals(from);

    public static FormDraft Of(MinutesForm form)
    {
        var draft = new FormDraft();
        draft.Take(form);
        return draft;
    }

    /// <summary>What is saved; what was typed is given up.</summary>
    public void Take(MinutesForm form)
    {
        from = form;
        Head = form.Head ?? "";
        Number = form.Number ?? "";
        Signer = form.Signer ?? "";
        Attending = Lines(form.Attending);
        Excused = Lines(form.Excused);
        Listening = Lines(form.Listening);
        SentTo = Lines(form.SentTo);
        Annexes.Clear();
        Annexes.UnionWith(Enum.GetValues<AnnexKind>().Where(form.Has));
    }

    public MinutesForm Read() =>
        new MinutesForm
        {
            Head = Head,
            Number = Number,
            Signer = Signer,
            Attending = Split(Attending),
            Excused = Split(Excused),
            Listening = Split(Listening),
            SentTo = Split(SentTo),
            // All chosen is no choice: an annex that a later version knows follows too.
            Annexes = Annexes.Count == Enum.GetValues<AnnexKind>().Length ? null : [.. Annexes.Order()],
        }.Tidied();

    private static string Lines(ImmutableArray<string> people) => string.Join('\n', people);

    private static ImmutableArray<string> Split(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ];
}
