using System.Globalization;

namespace Fengtai.MeetingLive.Verify;

/// <summary>
/// The program: reads the words, checks, and says what was checked or what is wrong first. Exit codes: 0 all holds, 1
/// something is broken, 2 the words are wrong or a file cannot be read.
/// </summary>
internal static class Terminal
{
    private const int Holds = 0;
    private const int Broken = 1;
    private const int Unusable = 2;

    public static int Run(string[] args, TextWriter to, TextWriter errors)
    {
        var at = Array.IndexOf(args, "--lang");
        var named = at >= 0 && at + 1 < args.Length ? args[at + 1] : "zh";
        var language = CultureInfo.GetCultureInfo(named == "en" ? "en" : "zh-CN");
        string Say(string key, params object[] about) => Said.In(language, key, about);
        if (args.Length == 0 || args.Contains("--help", StringComparer.Ordinal))
        {
            to.WriteLine(Say("help"));
            return args.Length == 0 ? Unusable : Holds;
        }

        try
        {
            if (named is not ("zh" or "en"))
                throw new UnusableException("lang", named);
            var options = Options.Parse(args);
            switch (Check(options))
            {
                case Fault fault:
                    to.WriteLine(Say("broken"));
                    to.WriteLine(
                        fault.Entry > 0 ? Say("broken.entry", fault.File, fault.Entry) : Say("broken.file", fault.File)
                    );
                    to.WriteLine(Say($"fault.{fault.Reason}", fault.About));
                    return Broken;
                case Result result:
                    Tell(result, to, Say);
                    return Holds;
                default:
                    throw new NotSupportedException("A check holds or finds a fault.");
            }
        }
        catch (UnusableException e)
        {
            errors.WriteLine(Say($"usage.{e.Reason}", e.About));
            errors.WriteLine(Say("usage"));
            return Unusable;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(Say("usage.unreadable", e.Message));
            return Unusable;
        }
    }

    /// <returns>A <see cref="Result"/> or the first <see cref="Fault"/>.</returns>
    internal static object Check(Options options)
    {
        Journal journal;
        using (var file = File.OpenRead(options.Journal))
        {
            switch (JournalCheck.Run(Path.GetFileName(options.Journal), file, options.Heads))
            {
                case Fault fault:
                    return fault;
                case Journal sound:
                    journal = sound;
                    break;
                default:
                    throw new NotSupportedException("A journal holds or has a fault.");
            }
        }

        var openings = new List<Openings>();
        foreach (var path in options.Openings)
        {
            using var file = File.OpenRead(path);
            switch (OpeningsCheck.Run(Path.GetFileName(path), file, journal.Course))
            {
                case Fault fault:
                    return fault;
                case Openings sound:
                    openings.Add(sound);
                    break;
            }
        }

        foreach (var proof in options.Proofs)
        {
            var asked = openings.Where(one => one.Of.Id == proof.Id).ToArray();
            if (asked.Length == 0)
                throw new UnusableException("proof-openings", proof.Id);
            if (!asked.Any(one => OpeningsCheck.Holds(one, proof)))
                return new Fault(asked[0].File, asked[0].Of.ClosedAt, "proof", proof.Id);
        }

        return new Result(journal, openings, options.Heads, options.Proofs);
    }

    private static void Tell(Result result, TextWriter to, Func<string, object[], string> say)
    {
        var (journal, openings, heads, proofs) = result;
        to.WriteLine(say("holds", []));
        to.WriteLine(say("meeting", [journal.Course.Title, journal.Course.Code]));
        to.WriteLine(say("chain", [journal.Entries, journal.Hash]));
        if (journal.Withheld > 0)
            to.WriteLine(say("withheld", [journal.Withheld]));
        if (journal.Unknown > 0)
            to.WriteLine(say("unknown", [journal.Unknown]));
        if (!journal.Course.Closed)
            to.WriteLine(say("not-closed", []));
        foreach (var head in heads)
        {
            var entry = journal.Proven[head];
            to.WriteLine(
                entry == journal.Entries ? say("head", [entry]) : say("head.before", [entry, journal.Entries - entry])
            );
        }

        if (heads.Count == 0)
            to.WriteLine(say("head.none", []));
        foreach (var ballot in journal.Course.Ballots.Where(ballot => ballot.ClosedAt > 0))
        {
            var opened = openings.Exists(one => ReferenceEquals(one.Of, ballot));
            to.WriteLine(
                say(
                    opened ? "ballot" : "ballot.unopened",
                    [ballot.Title, ballot.Id, ballot.Total, string.Join(' ', ballot.Counts)]
                )
            );
        }

        foreach (var proof in proofs)
            to.WriteLine(say("proof", [proof.Id, proof.What]));
    }
}

/// <summary>All that was checked, and it holds.</summary>
internal sealed record Result(
    Journal Journal,
    List<Openings> Openings,
    IReadOnlyList<Head> Heads,
    IReadOnlyList<Proof> Proofs
);
