namespace Churn.Dashboard.Tests.Browser;

/// <summary>A fact that needs a browser. If there is none, it is skipped and says so.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}
