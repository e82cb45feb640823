using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Functions.Tests.Webhooks;

internal static class TestShops
{
    public static Shop Make(
        string platform, string[] secrets, string domain = "", string id = "demo", Action<ShopOptions>? configure = null) =>
        AShop.Named(id, options =>
        {
            options.Platform = platform;
            options.Secrets = [.. secrets];
            options.Domain = domain;
            options.Currency = "USD";
            options.CallingCode = "1";
            configure?.Invoke(options);
        });
}
