using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>Projection: all commitments of all meetings with where they stand, for the board, the district and the reminders.</summary>
public sealed class CommitmentRow
{
    public required string Id { get; init; }
    public required string MeetingId { get; init; }
    public required string StreetId { get; set; }
    public required string Title { get; set; }
    public required string Lead { get; set; }
    public required string Unit { get; set; }
    public required string Owner { get; set; }
    public string? Grid { get; set; }
    public string? Topic { get; set; }
    public DateOnly Deadline { get; set; }

    /// <summary>The deadline as it was promised first; null: it was never moved.</summary>
    public DateOnly? FirstDeadline { get; set; }

    /// <summary><see cref="CommitmentState"/></summary>
    public int State { get; set; }

    /// <summary><see cref="ReportKind"/> that waits to be checked; null: nothing does.</summary>
    public int? Claim { get; set; }

    /// <summary>How many deadlines had passed when a new one was set.</summary>
    public int Missed { get; set; }
    public int Reopenings { get; set; }

    /// <summary>The unit says that it is not its own, and nobody was named since.</summary>
    public bool Declined { get; set; }

    /// <summary>Bureaus are called and it is not concluded.</summary>
    public bool Whistling { get; set; }

    /// <summary>推进节点: how many are reached of how many.</summary>
    public int Reached { get; set; }
    public int Milestones { get; set; }

    /// <summary>The latest step that is public: its kind as in <see cref="PublicStep"/>, when (UTC ticks of 100 ns), its words.</summary>
    public string? LatestKind { get; set; }
    public long? LatestAt { get; set; }
    public string? Latest { get; set; }

    /// <summary>Why it is late, as it was last told; null: nobody has said.</summary>
    public string? Delay { get; set; }

    /// <summary>UTC ticks of 100 ns; null: it is not settled.</summary>
    public long? SettledAt { get; set; }

    /// <summary>回访 of the outcome as it stands: how many rated, and how many of them 满意 or 非常满意.</summary>
    public int FollowedUp { get; set; }
    public int FollowedUpSatisfied { get; set; }
    public string? CarriedTo { get; set; }

    /// <summary>The meeting that made it and tracks it, where it was carried over; null: this one.</summary>
    public string? FromMeetingId { get; set; }
    public string? QuestionId { get; set; }

    public static CommitmentRow Of(Meeting meeting, Commitment c)
    {
        var track = Tracks.Of(meeting, c.Id);
        var latest = PublicTrack.StepsOf(track).LastOrDefault();
        var followUp = track.FollowUp(track.Reopenings);
        return new()
        {
            Id = c.Id.Value,
            MeetingId = meeting.Id.Value,
            StreetId = meeting.Plan.Street.Value,
            Title = c.Title,
            Lead = c.Lead,
            Unit = c.Unit,
            Owner = c.Owner,
            Grid = c.Grid,
            Topic = c.Topic,
            Deadline = c.Deadline,
            FirstDeadline = track.FirstDeadline,
            State = (int)c.State,
            Claim = (int?)track.Claim?.Outcome,
            Missed = track.Missed,
            Reopenings = track.Reopenings,
            Declined = track.Declined is not null,
            Whistling = track.Whistles.Any(w => w.ConcludedAt is null),
            Reached = c.Milestones.Count(m => m.Done),
            Milestones = c.Milestones.Length,
            LatestKind = latest?.Kind,
            LatestAt = latest?.At.UtcTicks,
            Latest = latest?.Text,
            Delay = track.Delay,
            SettledAt = track.SettledAt?.UtcTicks,
            FollowedUp = followUp.Total,
            FollowedUpSatisfied = followUp.Satisfied,
            CarriedTo = track.CarriedTo,
            FromMeetingId = c.From?.Meeting.Value,
            QuestionId = c.Question?.Value,
        };
    }
}
