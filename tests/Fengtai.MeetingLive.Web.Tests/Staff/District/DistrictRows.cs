using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;

namespace Fengtai.MeetingLive.Web.Tests.Staff.District;

/// <summary>Rows as the projections leave them, without the meetings behind them.</summary>
internal static class DistrictRows
{
    public static readonly DateOnly Today = new(2025, 10, 15);

    public static StreetRow Street(string id, string name, int order = 0, bool closed = false) =>
        new()
        {
            Id = id,
            Name = name,
            Order = order,
            Closed = closed,
        };

    public static MeetingRow Meeting(
        string street,
        string id,
        DateOnly date,
        Phase phase = Phase.Closed,
        (MeetingScale Scale, string Name)? of = null
    ) =>
        new()
        {
            Scale = (int)(of?.Scale ?? MeetingScale.Street),
            HeldBy = of?.Name,
            Id = id,
            StreetId = street,
            Code = id.ToUpperInvariant(),
            Title = id + "报告会",
            Date = date,
            Phase = (int)phase,
            Questions = 10,
            Answered = 4,
            HandedOver = 3,
            Refused = 1,
            Head = new string('0', 64),
        };

    public static CommitmentRow Promise(MeetingRow meeting, string id, CommitmentState state, DateOnly due) =>
        new()
        {
            Id = id,
            MeetingId = meeting.Id,
            StreetId = meeting.StreetId,
            Title = "事项" + id,
            Lead = "王镇长",
            Unit = "城市管理办",
            Owner = "李科长",
            Deadline = due,
            State = (int)state,
        };

    public static async Task KeepAsync(MeetingStore store, params object[] rows)
    {
        await using var context = store.Create();
        context.AddRange(rows);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
