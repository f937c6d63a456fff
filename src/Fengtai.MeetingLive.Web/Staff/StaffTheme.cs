using MudBlazor;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>
/// The roles of tokens.css for MudBlazor, which takes no custom properties in its palette. A test compares both.
/// </summary>
public static class StaffTheme
{
    private static readonly string[] Sans =
    [
        "PingFang SC",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "sans-serif",
    ];

    public static MudTheme Paper { get; } =
        new()
        {
            PaletteLight = new PaletteLight
            {
                Primary = "#1F4E79",
                Secondary = "#2E7D5B",
                Error = "#B3261E",
                Warning = "#B7791F",
                Success = "#2E7D5B",
                Info = "#1F4E79",
                Background = "#FBF8F3",
                Surface = "#FFFEFB",
                TextPrimary = "#1D2430",
                TextSecondary = "#4A5260",
                TextDisabled = "#5E6672",
                LinesInputs = "#857F72",
                LinesDefault = "#DED6C8",
                Divider = "#DED6C8",
            },
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
            // Index 0 to 25: hairlines and space part things here, no shadow does.
            Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", 26)] },
            Typography = new Typography
            {
                Default = new DefaultTypography
                {
                    FontFamily = Sans,
                    FontSize = "1rem",
                    LineHeight = "1.5",
                },
                Body1 = new Body1Typography { FontFamily = Sans, FontSize = "1rem" },
                Body2 = new Body2Typography { FontFamily = Sans, FontSize = "1rem" },
                Caption = new CaptionTypography { FontFamily = Sans, FontSize = "1rem" },
            },
        };
}
