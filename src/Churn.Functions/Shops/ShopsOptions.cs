using Churn.Domain.Shops;

namespace Churn.Functions.Shops;

/// <summary>The shops by name, settings <c>Shops:{shop}:*</c>.</summary>
public sealed class ShopsOptions : Dictionary<string, ShopOptions>
{
    public const string Section = "Shops";
}
