namespace Churn.Dashboard.Tests.Browser;

/// <summary>A theory that needs a browser. If there is none, it is skipped and says so.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhyNot;
}
