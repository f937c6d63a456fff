using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Visiting;

/// <summary>What the page of one street's visits shows to one person.</summary>
/// <param name="Who">The account: a phone that holds another's records does not send them in this one's name.</param>
/// <param name="Office">This person may see the coverage.</param>
/// <param name="Typed">What was typed and is not taken, with why; null: an empty form.</param>
/// <param name="Kept">A form was kept just now; with its receipt when there is one.</param>
public sealed record VisitModel(
    StreetId Street,
    string StreetName,
    string Who,
    bool Office,
    VisitPlace Place,
    (string Name, string Value) Token,
    Letters Letters,
    string FormId,
    (VisitSent Sent, VisitWrong Wrong)? Typed = null,
    (bool Yes, string? Receipt) Kept = default
)
{
    public VisitSent? Sent => Typed?.Sent;

    public VisitWrong? WrongAt(string field) => Typed is { Wrong: var wrong } && wrong.Field == field ? wrong : null;

    /// <summary>Such as <c>/visit/wangzuo</c>.</summary>
    public string Address => $"/visit/{Uri.EscapeDataString(Street.Value)}";
}
