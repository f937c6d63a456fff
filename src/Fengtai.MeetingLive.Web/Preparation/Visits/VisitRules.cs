using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>What a visit must have to be taken. Pure: what the street has and the time come from outside.</summary>
public static partial class VisitRules
{
    public const int HouseholdMost = 40;

    /// <summary>As many characters as a question in the hall has.</summary>
    public const int AskedMost = CoreWords.QuestionMost;

    /// <summary>Longest number that is read, with its dashes and blanks.</summary>
    public const int PhoneMost = 20;

    /// <summary>Clocks differ; beyond this a phone's clock is wrong, and its order of visits means nothing.</summary>
    public static readonly TimeSpan AheadMost = TimeSpan.FromMinutes(10);

    /// <summary>What is older belongs to no meeting that is still being prepared.</summary>
    public static readonly TimeSpan OldMost = TimeSpan.FromDays(180);

    /// <summary>Null when it may be kept. The first thing that is wrong in the order of the form.</summary>
    public static VisitWrong? Check(VisitSent sent, VisitPlace place, DateTimeOffset now)
    {
        if (!Id().IsMatch(sent.Id))
            return new("id", "id");
        if (place.Grids.All(grid => grid.Id != sent.Grid))
            return new("grid", sent.Grid.Length == 0 ? "grid-missing" : "grid-unknown");
        return CheckHousehold(sent) ?? CheckAsked(sent, place) ?? CheckPhone(sent) ?? CheckTime(sent, now);
    }

    /// <summary>Topic and part as the list has them; both null when nothing was chosen.</summary>
    public static (string? Topic, string? Part) Place(string named, VisitPlace place) =>
        named.Length == 0 ? (null, null)
        : place.Topics.Any(topic => topic.Name == named) ? (named, null)
        : (place.Topics.First(topic => topic.HasPart(named)).Name, named);

    /// <summary>Figures alone, half width; a mobile number loses its country's code.</summary>
    public static string PlainPhone(string typed)
    {
        var figures = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        return figures is ['8', '6', .. { Length: 11 } rest] ? rest : figures;
    }

    private static VisitWrong? CheckHousehold(VisitSent sent)
    {
        if (sent.Household.Length == 0)
            return new("household", "household-missing");
        if (CoreWords.Length(sent.Household) > HouseholdMost)
            return new("household", "household-long", HouseholdMost);
        if (CoreWords.HasForbidden(sent.Household) || sent.Household.Contains('\n', StringComparison.Ordinal))
            return new("household", "characters");
        if (sent.Groups.IsEmpty)
            return new("groups", "group-missing");
        return sent.Groups.All(group => VisitGroups.Read(group) is not null) ? null : new("groups", "group-unknown");
    }

    private static VisitWrong? CheckAsked(VisitSent sent, VisitPlace place)
    {
        if (sent.Topic.Length > 0 && !place.Topics.Any(topic => topic.Name == sent.Topic || topic.HasPart(sent.Topic)))
            return new("topic", "topic-unknown");
        if (sent.Asked.Length == 0)
            return sent.ToList ? new("asked", "asked-missing") : null;
        if (CoreWords.Length(sent.Asked) > AskedMost)
            return new("asked", "asked-long", AskedMost);
        return CoreWords.HasForbidden(sent.Asked) ? new("asked", "characters") : null;
    }

    private static VisitWrong? CheckPhone(VisitSent sent)
    {
        if (sent.Phone.Length == 0)
            return null;
        var typed = sent.Phone.Normalize(NormalizationForm.FormKC);
        return sent.Phone.Length <= PhoneMost && Typed().IsMatch(typed) && PlainPhone(typed).Length is >= 7 and <= 12
            ? null
            : new("phone", "phone");
    }

    private static VisitWrong? CheckTime(VisitSent sent, DateTimeOffset now)
    {
        if (sent.At > now + AheadMost)
            return new("at", "time-future");
        return sent.At < now - OldMost ? new("at", "time-old", (int)OldMost.TotalDays) : null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex("^[+]?[0-9 ()-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Typed();
}
