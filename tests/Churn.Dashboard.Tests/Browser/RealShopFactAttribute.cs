using Churn.Dashboard.Tests.Shop;

namespace Churn.Dashboard.Tests.Browser;

/// <summary>A fact about online_retail, which says so where the file is not; a made-up shop stands in for the other facts.</summary>
public sealed class RealShopFactAttribute : FactAttribute
{
    public RealShopFactAttribute() => Skip = Chromium.WhyNot ?? (ShopOrders.File is null ? "There is no ../shared/data/online_retail beside the repository." : null);
}
