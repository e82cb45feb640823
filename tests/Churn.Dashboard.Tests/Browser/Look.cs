using Microsoft.Playwright;

namespace Churn.Dashboard.Tests.Browser;

/// <summary>The size of the screen and the colours with which the page is opened.</summary>
internal sealed record Look(int Width, int Height, ColorScheme Scheme, bool IsPhone = false)
{
    public static Look DesktopLight { get; } = new(1280, 900, ColorScheme.Light);

    public static IReadOnlyDictionary<string, Look> All { get; } = new Dictionary<string, Look>
    {
        ["desktop-light"] = DesktopLight,
        ["desktop-dark"] = new(1280, 900, ColorScheme.Dark),
        ["phone-light"] = new(390, 844, ColorScheme.Light, IsPhone: true),
        ["phone-dark"] = new(390, 844, ColorScheme.Dark, IsPhone: true),
    };

    public BrowserNewContextOptions Options => new()
    {
        ViewportSize = new() { Width = Width, Height = Height },
        ColorScheme = Scheme,
        HasTouch = IsPhone,
        IsMobile = IsPhone,
        Locale = "en-GB",
        TimezoneId = "America/Los_Angeles",
        ReducedMotion = ReducedMotion.Reduce,
    };
}
