using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Staff;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>
/// The counts of a street's demand list, for slides that follow it, for response plans and for the opening.
/// </summary>
/// <param name="read">Null from it: the street keeps no list.</param>
public sealed class FollowedList(Func<StreetId, CancellationToken, Task<ListFigures?>> read)
{
    private static readonly ResourceManager Texts = new(typeof(FollowTexts));

    /// <summary>No street keeps a list.</summary>
    public static FollowedList None { get; } = new((_, _) => Task.FromResult<ListFigures?>(null));

    /// <summary>The list that the street keeps here, as of today.</summary>
    public static FollowedList Of(IServiceProvider services)
    {
        var (book, clock) = (services.GetRequiredService<DemandBook>(), services.GetRequiredService<TimeProvider>());
        return new(
            async (street, cancel) =>
                (await book.CountAsync(street.Value, cancel)).Figures(Beijing.Day(clock.GetUtcNow()))
        );
    }

    /// <summary>The words on a slide: always Chinese, for a slide is read by the hall, not by whoever prepares it.</summary>
    public static FollowWords Words { get; } =
        new(
            Text("unit"),
            Text("total"),
            Text("resolved"),
            Text("in-progress"),
            Text("needs-coordination"),
            Text("series"),
            Text("month"),
            Text("period")
        );

    public Task<ListFigures?> OfAsync(StreetId street, CancellationToken cancel) => read(street, cancel);

    private static string Text(string key) => Texts.GetString(key, CultureInfo.GetCultureInfo("zh-CN"))!;
}

/// <summary>Key of the words on slides that follow the demand list.</summary>
public sealed class FollowTexts;
