using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Documents.Tests;

namespace Fengtai.MeetingLive.Documents.Benchmarks;

/// <summary>The tests' sample minutes, with as many questions as are wanted.</summary>
internal static class SizedMinutes
{
    /// <summary>Pages of the minutes of a long meeting, with its annexes.</summary>
    public const int Pages = 46;

    public static Minutes With(int questions)
    {
        var sample = SampleMinutes.Make();
        var asked = sample.Questions;
        return sample with
        {
            Questions =
            [
                .. Enumerable
                    .Range(1, questions)
                    .Select(number => asked[(number - 1) % asked.Length] with { Number = number, Joined = [] }),
            ],
        };
    }

    /// <summary>The fewest questions, in steps of five, that fill <see cref="Pages"/>.</summary>
    /// <exception cref="InvalidOperationException">No number of questions gives just so many pages.</exception>
    public static Minutes Long(FontBook fonts)
    {
        for (var questions = 100; questions < 1000; questions += 5)
        {
            var minutes = With(questions);
            var pages = PagesOf(minutes, fonts);
            if (pages == Pages)
                return minutes;
            if (pages > Pages)
                break;
        }

        throw new InvalidOperationException($"No number of questions gives {Pages} pages.");
    }

    public static int PagesOf(Minutes minutes, FontBook fonts) =>
        MinutesPdf.Images(minutes, fonts, SampleMinutes.Created, 100).Count;

    public static byte[] Pdf(Minutes minutes, FontBook fonts)
    {
        using var stream = new MemoryStream();
        MinutesPdf.Write(stream, minutes, fonts, SampleMinutes.Created);
        return stream.ToArray();
    }
}
