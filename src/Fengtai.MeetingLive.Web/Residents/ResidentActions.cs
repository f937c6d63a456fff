using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// What a resident can do, whether it came by hub or by form post: who, when and shape are settled here, the meaning is
/// decided in Core.
/// </summary>
public sealed partial class ResidentActions(
    Pseudonyms pseudonyms,
    DeviceThrottle throttle,
    TimeProvider clock,
    IStringLocalizer<Refusals> refusals
)
{
    private const int MostChoices = 64;

    public async Task<Reply> AskAsync(Door door, string device, AskRequest ask, Entry entry, CancellationToken cancel)
    {
        if (!IsId(ask.Id))
            return Refuse(door, "shape.id");
        if (ask.Text is null)
            return Refuse(door, Rejection.TextEmpty);
        if (ask.Text.Length > 4 * Core.Words.QuestionMost)
            return Refuse(door, Rejection.TextTooLong(Core.Words.QuestionMost));
        var (meeting, by, id) = Who(door, device, ask.Id!);
        return await ExecuteAsync(
            door,
            device,
            new Ask(
                id,
                Actor.Resident(by),
                clock.GetUtcNow(),
                From(door, entry),
                pseudonyms.Question(meeting, by, id),
                ask.Text,
                string.IsNullOrEmpty(ask.Topic) ? null : ask.Topic,
                ask.Name,
                Core.Group.Unknown,
                Pseudonyms.HashOf(pseudonyms.Receipt(meeting, by, id))
            ),
            pseudonyms.Receipt(meeting, by, id),
            cancel
        );
    }

    public async Task<Reply> RateAsync(
        Door door,
        string device,
        RateRequest rate,
        Entry entry,
        CancellationToken cancel
    )
    {
        if (!IsId(rate.Id))
            return Refuse(door, "shape.id");
        if (rate.Round is not { Length: > 0 and <= 64 })
            return Refuse(door, Rejection.RoundUnknown);
        var (meeting, by, id) = Who(door, device, rate.Id!);
        return await ExecuteAsync(
            door,
            device,
            new Rate(
                id,
                Actor.Resident(by),
                clock.GetUtcNow(),
                From(door, entry),
                new RoundId(rate.Round),
                rate.Score,
                pseudonyms.Proof(meeting, by, id)
            ),
            pseudonyms.Receipt(meeting, by, id),
            cancel
        );
    }

    public async Task<Reply> VoteAsync(
        Door door,
        string device,
        VoteRequest vote,
        Entry entry,
        CancellationToken cancel
    )
    {
        if (!IsId(vote.Id))
            return Refuse(door, "shape.id");
        if (!IsId(vote.Poll))
            return Refuse(door, Rejection.PollUnknown);
        var choices = vote.Choices ?? [];
        // No ballot is as long; what it would have said is not looked at.
        if (choices.Length > MostChoices || !Array.TrueForAll(choices, IsId))
            return Refuse(door, Rejection.ProposalUnknown);
        var (meeting, by, id) = Who(door, device, vote.Id!);
        return await ExecuteAsync(
            door,
            device,
            new Vote(
                id,
                Actor.Resident(by),
                clock.GetUtcNow(),
                From(door, entry),
                new PollId(vote.Poll!),
                [.. choices.Select(choice => new ProposalId(choice))],
                pseudonyms.Proof(meeting, by, id)
            ),
            pseudonyms.Receipt(meeting, by, id),
            cancel
        );
    }

    /// <summary>
    /// One press on a row of the page without script: one choice replaces the last; of several, and of a ranking, it adds
    /// the row to one's ballot or takes it out again. So every press is a whole ballot, and nothing waits to be sent.
    /// </summary>
    public Task<Reply> PressAsync(
        Door door,
        string device,
        string id,
        string poll,
        string choice,
        CancellationToken cancel
    )
    {
        var meeting = door.Session.Current;
        var known = meeting.Polls.GetValueOrDefault(new PollId(poll));
        string[] before =
            known is { Plan.Kind: not PollKind.One }
            && known.Latest.TryGetValue(pseudonyms.Actor(meeting.Id, device), out var ballot)
                ? [.. ballot.Choices.Select(c => c.Value)]
                : [];
        string[] now = before.Contains(choice, StringComparer.Ordinal)
            ? [.. before.Where(c => c != choice)]
            : [.. before, choice];
        return VoteAsync(door, device, new VoteRequest(id, poll, now), Entry.Open, cancel);
    }

    /// <summary>A support has no id of its own: once is once, whatever was lost.</summary>
    public async Task<Reply> SupportAsync(
        Door door,
        string device,
        SupportRequest support,
        Entry entry,
        CancellationToken cancel
    )
    {
        if (!IsId(support.QuestionId))
            return Refuse(door, Rejection.QuestionUnknown);
        var (_, by, id) = Who(door, device, $"support-{support.QuestionId}");
        return await ExecuteAsync(
            door,
            device,
            new Support(
                id,
                Actor.Resident(by),
                clock.GetUtcNow(),
                From(door, entry),
                new QuestionId(support.QuestionId!)
            ),
            receipt: null,
            cancel
        );
    }

    public async Task<Reply> WithdrawAsync(
        Door door,
        string device,
        WithdrawRequest withdraw,
        Entry entry,
        CancellationToken cancel
    )
    {
        if (!IsId(withdraw.QuestionId))
            return Refuse(door, Rejection.QuestionUnknown);
        var (_, by, id) = Who(door, device, $"withdraw-{withdraw.QuestionId}");
        return await ExecuteAsync(
            door,
            device,
            new Withdraw(
                id,
                Actor.Resident(by),
                clock.GetUtcNow(),
                From(door, entry),
                new QuestionId(withdraw.QuestionId!)
            ),
            receipt: null,
            cancel
        );
    }

    /// <summary>Counts the device in, without making anybody wait for it.</summary>
    public void Enter(Door door, string device, Entry entry)
    {
        var (_, by, id) = Who(door, device, "enter");
        if (door.Session.Current.Phase == Phase.Closed || door.Session.Current.Present.ContainsKey(by))
            return;
        // Observed by the session's own log: a lost entry is made good by the next visit.
        _ = door.Session.ExecuteAsync(
            new Enter(id, Actor.Resident(by), clock.GetUtcNow(), From(door, entry)),
            CancellationToken.None
        );
    }

    /// <summary>A refusal in the phone's language.</summary>
    public Reply Refuse(Door? door, string code, params object[] arguments) =>
        new(Ok: false, door?.Session.Current.Version ?? 0, code, refusals[code, arguments]);

    public Reply Refuse(Door? door, Rejection rejection) => Refuse(door, rejection.Code, [.. rejection.Arguments]);

    private async Task<Reply> ExecuteAsync(
        Door door,
        string device,
        MeetingCommand command,
        string? receipt,
        CancellationToken cancel
    )
    {
        if (!throttle.Admit(device))
            return Refuse(door, "device.too-fast");
        return await door.Session.ExecuteAsync(command, cancel) switch
        {
            Outcome.Done(var version) => new Reply(Ok: true, version, Receipt: receipt),
            Outcome.Refused(var rejection, _) => Refuse(door, rejection),
            Outcome.Failed(var code) => Refuse(door, code),
            var other => throw new NotSupportedException(other.ToString()),
        };
    }

    private (MeetingId Meeting, ActorId By, CommandId Id) Who(Door door, string device, string id)
    {
        var meeting = door.Session.Current.Id;
        return (meeting, pseudonyms.Actor(meeting, device), new CommandId(id));
    }

    private static Origin From(Door door, Entry entry)
    {
        var online = door.Session.Current.Plan.Venues.Any(v => v.Id == door.Venue && v.Online);
        return new Origin(door.Venue, online ? Channel.Mailbox : Channel.HallPhone, online ? Entry.Online : entry);
    }

    internal static bool IsId(string? id) => id is not null && IdShape().IsMatch(id);

    // \z and not $, which would let a line feed through at the end.
    // Linear, so the limit (by the wall clock) only has to be none that a busy machine reaches.
    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IdShape();
}
