using Churn.Simulation.Shopify;

namespace Churn.LocalHost.Tests.Shopify;

public sealed class LocalShopTests
{
    [Fact]
    public void Ensure_ShopInTheSettings_IsTakenFromThem()
    {
        var (shop, _, isNew) = LocalShop.Ensure("demo", null, new Dictionary<string, string?>
        {
            ["Shops:demo:Platform"] = "shopify",
            ["Shops:demo:Secrets:0"] = "a secret",
            ["Shops:demo:Domain"] = "other.myshopify.com",
            ["Shops:demo:Currency"] = "EUR",
        });

        Assert.False(isNew);
        Assert.Equal(new LocalShop("demo", "a secret", "other.myshopify.com", "EUR"), shop);
    }

    [Fact]
    public void Ensure_UnknownShop_IsMadeFromItsNameAlone()
    {
        var (shop, settings, isNew) = LocalShop.Ensure("cdnow", "USD", new Dictionary<string, string?>());

        Assert.True(isNew);
        Assert.Equal(shop, LocalShop.Ensure("cdnow", "USD", new Dictionary<string, string?>()).Shop);
        Assert.Equal(shop.Secret, settings["Shops:cdnow:Secrets:0"]);
        Assert.True(settings["Shops:cdnow:IdentityKeys:0"]!.Length >= 16);
    }

    [Fact]
    public void Ensure_OtherPlatform_IsRefused()
    {
        var settings = new Dictionary<string, string?> { ["Shops:woo:Platform"] = "woocommerce" };

        var failure = Assert.Throws<LocalHostException>(() => LocalShop.Ensure("woo", null, settings));

        Assert.Contains("another platform", failure.Message, StringComparison.Ordinal);
    }
}
