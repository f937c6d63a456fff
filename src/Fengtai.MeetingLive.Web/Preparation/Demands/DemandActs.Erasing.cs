using System.Globalization;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>A demand's words and whom it is from, erased as that person wished. That there was a demand stays, and counts.</summary>
public sealed partial class DemandActs
{
    /// <summary>What then stands in the text's place, in lists, exports and search. Data of the street, so in Chinese.</summary>
    public static string ErasedText(DateOnly day) => $"（原文已于{day:yyyy年M月d日}应本人要求删去）";

    /// <summary>
    /// Erases every state of the demand. A file that is brought in later changes its list or topic, but not its words.
    /// </summary>
    /// <returns>Null when it is done or was done before; else the code of why not.</returns>
    public async Task<string?> EraseAsync(string street, long id, CancellationToken cancel)
    {
        var day = Beijing.Day(clock.GetUtcNow());
        var item = id.ToString(CultureInfo.InvariantCulture);
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        if (!await context.Demands.AnyAsync(d => d.StreetId == street && d.Id == id, cancel))
            return "privacy.gone";
        if (
            await context.Erasures.AnyAsync(
                e => e.StreetId == street && e.Kind == ErasedRow.Demand && e.Item == item,
                cancel
            )
        )
            return null;
        await EraseAsync(context, street, [id], day, cancel);
        context.Erasures.Add(
            new ErasedRow
            {
                StreetId = street,
                Kind = ErasedRow.Demand,
                Item = item,
                Day = day,
            }
        );
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>
    /// In the very commit by which an import becomes visible: what was erased before, or while it was read, stays erased.
    /// </summary>
    internal static async Task KeepErasedAsync(MeetingContext context, string street, CancellationToken cancel)
    {
        var erased = await context
            .Erasures.AsNoTracking()
            .Where(e => e.StreetId == street && e.Kind == ErasedRow.Demand)
            .ToListAsync(cancel);
        foreach (var day in erased.GroupBy(e => e.Day))
        {
            var ids = day.Select(e => long.Parse(e.Item, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
            foreach (var some in ids.Chunk(AtOnceMost))
                await EraseAsync(context, street, some, day.Key, cancel);
        }
    }

    private static Task EraseAsync(
        MeetingContext context,
        string street,
        long[] ids,
        DateOnly day,
        CancellationToken cancel
    )
    {
        var words = ErasedText(day);
        var plain = Core.Words.Plain(words);
        return context
            .Demands.Where(d =>
                d.StreetId == street
                && ids.Contains(d.Id)
                && (d.Text != words || d.Sealed != null || d.PhoneMark != null)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.Sealed, (byte[]?)null)
                        .SetProperty(d => d.PhoneMark, (string?)null)
                        .SetProperty(d => d.PlaceMark, (string?)null)
                        .SetProperty(d => d.Text, words)
                        .SetProperty(d => d.Plain, plain),
                cancel
            );
    }
}
