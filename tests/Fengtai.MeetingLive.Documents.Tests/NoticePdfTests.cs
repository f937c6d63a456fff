using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>What hangs on the community's notice board.</summary>
public sealed class NoticePdfTests
{
    private const string Address = "https://baogao.example.cn";

    private static readonly Minutes Full = SampleMinutes.Make();

    private static readonly Minutes Short = Full with { Commitments = [.. Full.Commitments.Take(4)] };

    [Fact]
    public void It_is_one_page_that_says_what_was_promised_by_whom_and_by_when()
    {
        var pdf = Write(Short);
        var text = PrintedFile.Text(pdf);

        Assert.Single(PrintedFile.Lines(pdf));
        foreach (var one in Short.Commitments)
        {
            Assert.Contains(one.Title, text, StringComparison.Ordinal);
            Assert.Contains(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"城市管理办，{one.Deadline.Year}年{one.Deadline.Month}月{one.Deadline.Day}日前办结"
                ),
                text,
                StringComparison.Ordinal
            );
        }

        Assert.DoesNotContain("另有", text, StringComparison.Ordinal);
        Assert.Contains("baogao.example.cn/p/WZ0825", text, StringComparison.Ordinal);
        Assert.Contains("公示：丰台区王佐镇人民政府", text, StringComparison.Ordinal);
        Assert.Contains("示例", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ratings_stand_with_their_denominators()
    {
        var lines = PrintedFile.Lines(Write(Short))[0];

        Assert.Contains(lines, line => line.Contains("81.2%380人468人610人", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("满意以上占比满意以上评价应评", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_fit_is_counted_and_nothing_gets_smaller_for_it()
    {
        var pdf = Write(Full);
        var lines = PrintedFile.Lines(pdf)[0];
        var shown = lines.Count(line => line.EndsWith("前办结", StringComparison.Ordinal));

        Assert.InRange(shown, 4, 12);
        Assert.Contains($"另有{60 - shown}项，扫码查看", lines);
        using var document = PdfDocument.Open(pdf);
        Assert.True(
            document.GetPage(1).Letters.Count(letter => letter.PointSize >= 28 * 0.75 - 0.1) > 60,
            "What was promised stands in letters of 21 points or more."
        );
        PrintedFile.AssertReadable(pdf);
    }

    [Fact]
    public void A_short_list_stands_in_larger_letters()
    {
        Assert.True(Largest(Short with { Commitments = [.. Full.Commitments.Take(2)] }) > Largest(Full));

        static double Largest(Minutes minutes)
        {
            using var document = PdfDocument.Open(Write(minutes));
            return document.GetPage(1).Letters.Where(letter => letter.PointSize < 40).Max(letter => letter.PointSize);
        }
    }

    [Fact]
    public void The_longest_texts_push_nothing_off_the_paper()
    {
        var long40 = string.Concat(Enumerable.Repeat("老旧小区改造与停车治理", 4))[..40];
        var minutes = Full with
        {
            Organiser = long40,
            Head = Full.Head with { Title = long40 },
            Commitments = [.. Full.Commitments.Select(one => one with { Title = long40 + long40, Unit = long40 })],
            Rounds = [.. Enumerable.Repeat(Full.Rounds[0] with { Title = long40 }, 6)],
        };
        var pdf = Write(minutes);
        var text = PrintedFile.Text(pdf);

        Assert.Single(PrintedFile.Lines(pdf));
        Assert.Contains("另有5轮，扫码查看", text, StringComparison.Ordinal);
        Assert.Contains("另有59项，扫码查看", text, StringComparison.Ordinal);
        Assert.Contains(long40 + long40, text, StringComparison.Ordinal);
        PrintedFile.AssertReadable(pdf);
    }

    [Fact]
    public void What_is_done_says_so_and_a_meeting_without_promises_too()
    {
        var done = Write(Short with { Commitments = [Full.Commitments[0] with { State = CommitmentState.Done }] });
        var none = PrintedFile.Text(Write(Full with { Commitments = [], Rounds = [], Final = false }));

        Assert.Contains("城市管理办，已办结", PrintedFile.Text(done), StringComparison.Ordinal);
        Assert.Contains("会议未确定承办事项。", none, StringComparison.Ordinal);
        Assert.Contains("（草稿）", none, StringComparison.Ordinal);
        Assert.DoesNotContain("满意度测评", none, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_QR_carries_the_public_page()
    {
        using var print = PrintedFile.Print(Write(Short));

        // As NoticePdf places it above one line of 公示.
        PrintedFile.AssertQr(print, $"{Address}/p/WZ0825", 46, 1074 - 26 - 168 - 10, 168);
    }

    [Fact]
    public void On_A3_it_is_the_same_page_larger()
    {
        using var small = PdfDocument.Open(Write(Short));
        using var large = PdfDocument.Open(Write(Short, NoticePaper.A3));
        var (one, other) = (small.GetPage(1), large.GetPage(1));

        Assert.Equal(297 * 72 / 25.4, other.Width, 1.0);
        Assert.Equal(420 * 72 / 25.4, other.Height, 1.0);
        Assert.Equal(one.Text, other.Text);
        Assert.Equal(one.Letters[0].PointSize * Math.Sqrt(2), other.Letters[0].PointSize, 0.1);
        Assert.Equal(one.Letters[^1].StartBaseLine.X * Math.Sqrt(2), other.Letters[^1].StartBaseLine.X, 0.2);
    }

    [Fact]
    public void The_same_notice_gives_the_same_bytes() => Assert.Equal(Write(Short), Write(Short));

    private static byte[] Write(Minutes minutes, NoticePaper paper = NoticePaper.A4)
    {
        using var fonts = FontBook.Load();
        using var stream = new MemoryStream();
        NoticePdf.Write(stream, Notice.Of(minutes, Address, SampleMinutes.Created), fonts, paper);
        // A person can look at what the tests have read.
        File.WriteAllBytes(
            Path.Combine(
                AppContext.BaseDirectory,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"notice-{minutes.Commitments.Length}-{minutes.Organiser.Length}-{paper}.pdf"
                )
            ),
            stream.ToArray()
        );
        return stream.ToArray();
    }
}
