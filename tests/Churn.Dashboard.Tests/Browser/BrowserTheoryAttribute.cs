namespace Churn.Dashboard.Tests.Browser;

/// <summary>A theory that needs a browser, and says so where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.WhyNot;
}
