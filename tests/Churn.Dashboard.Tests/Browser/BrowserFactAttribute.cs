namespace Churn.Dashboard.Tests.Browser;

/// <summary>A fact that needs a browser, and says so where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}
