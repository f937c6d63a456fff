using System.Collections.Concurrent;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>What the desk is writing down about the question on stage, before it is saved.</summary>
/// <param name="Lines">Label's key in the words, and what stands in the field; empty fields are left out.</param>
/// <param name="Disputed">Whoever speaks said that it is not what was promised.</param>
public sealed record Recording(
    QuestionId Question,
    bool Answered,
    System.Collections.Immutable.ImmutableArray<(string Label, string Text)> Lines,
    bool Disputed = false
);

/// <summary>
/// Lets the console see what the desk is writing down, on this server. It is no part of the meeting: what counts is what is
/// saved, and a restart loses only this glance.
/// </summary>
public sealed class Recordings
{
    private readonly ConcurrentDictionary<MeetingId, Recording> current = new();

    private readonly ConcurrentDictionary<Follower, MeetingId> followers = new();

    /// <summary>
    /// Hears whenever something is typed or disputed in a meeting, on the thread of whoever did it, but in the language
    /// of whoever follows.
    /// </summary>
    public IDisposable Follow(MeetingId meeting, Action changed)
    {
        var culture = CultureInfo.CurrentUICulture;
        var follower = new Follower(
            this,
            () =>
            {
                var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
                changed();
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
            }
        );
        followers[follower] = meeting;
        return follower;
    }

    public Recording? Of(MeetingId meeting, QuestionId question) =>
        current.TryGetValue(meeting, out var recording) && recording.Question == question ? recording : null;

    /// <summary>The desk's fields as they stand now. What was disputed stays so until a field changes.</summary>
    public void Show(MeetingId meeting, Recording recording)
    {
        var before = Of(meeting, recording.Question);
        if (before is not null && before.Answered == recording.Answered && before.Lines.SequenceEqual(recording.Lines))
            return;
        current[meeting] = recording;
        Tell(meeting);
    }

    /// <summary>Whoever speaks asks the desk to look again. False when nothing is being written down.</summary>
    public bool Dispute(MeetingId meeting, QuestionId question)
    {
        if (
            Of(meeting, question) is not { } recording
            || !current.TryUpdate(meeting, recording with { Disputed = true }, recording)
        )
            return false;
        Tell(meeting);
        return true;
    }

    private void Tell(MeetingId meeting)
    {
        foreach (var (follower, followed) in followers)
        {
            if (followed == meeting)
                follower.Changed();
        }
    }

    private sealed class Follower(Recordings recordings, Action changed) : IDisposable
    {
        public void Changed() => changed();

        public void Dispose() => recordings.followers.TryRemove(this, out _);
    }
}
