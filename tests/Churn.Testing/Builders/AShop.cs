using Churn.Domain.Shops;

namespace Churn.Testing.Builders;

/// <summary>Makes shops.</summary>
public static class AShop
{
    public static Shop Named(string name, Action<ShopOptions>? configure = null, bool takesEvents = true)
    {
        var options = new ShopOptions
        {
            Platform = "shopify",
            Secrets = ["a secret of the tests"],
            IdentityKeys = ["an identity key of the tests"],
            Currency = "EUR",
            TimeZone = "Europe/Berlin",
            CallingCode = "49",
        };
        configure?.Invoke(options);
        return new Shop(ShopId.Parse(name), options) { TakesEvents = takesEvents };
    }
}
