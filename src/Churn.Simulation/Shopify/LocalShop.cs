using Churn.Domain.Shops;
using Churn.LocalHost;
using Microsoft.Extensions.Configuration;

namespace Churn.Simulation.Shopify;

/// <summary>A shop for which this machine signs webhooks: from the settings `Shops:{name}`, or made up for one run without them.</summary>
public sealed record LocalShop(string Name, string Secret, string Domain, string Currency)
{
    private const string Platform = "shopify";

    /// <summary>Returns the settings with the shop, which is made up if they lack it. A configured shop may be on any platform.</summary>
    public static IReadOnlyDictionary<string, string?> KnownOrMade(
        ShopId shop, string? currency, IReadOnlyDictionary<string, string?> settings) =>
        IsKnown(shop.Value, settings) ? settings : Ensure(shop.Value, currency, settings).Settings;

    /// <exception cref="LocalHostException">The settings lack the shop.</exception>
    public static IReadOnlyDictionary<string, string?> Known(ShopId shop, IReadOnlyDictionary<string, string?> settings) =>
        IsKnown(shop.Value, settings)
            ? settings
            : throw new LocalHostException(
                $"Shop {shop} is not configured here: work on an account in Azure needs its settings Shops:{shop}, "
                + "in local.settings.json or in the environment.");

    /// <summary>Returns the shop, the settings with it, and whether it had to be made up.</summary>
    public static (LocalShop Shop, IReadOnlyDictionary<string, string?> Settings, bool IsNew) Ensure(
        string name, string? currency, IReadOnlyDictionary<string, string?> settings)
    {
        var all = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
        string Key(string setting) => $"Shops:{name}:{setting}";
        var isNew = !IsKnown(name, settings);
        if (isNew)
        {
            // The values depend on the name alone, so that a second run has the same secret and recognises the same buyers.
            all[Key("Platform")] = Platform;
            all[Key("Secrets:0")] = $"local-webhook-secret-of-{name}";
            all[Key("Domain")] = $"{name}.myshopify.com";
            all[Key("IdentityKeys:0")] = $"local-identity-key-of-{name}";
            all[Key("Currency")] = currency ?? "USD";
            all[Key("TimeZone")] = "UTC";
        }

        if (!string.Equals(all.GetValueOrDefault(Key("Platform")), Platform, StringComparison.OrdinalIgnoreCase))
            throw new LocalHostException(
                $"Shop {name} is set to another platform than {Platform}, and only {Platform} webhooks can be sent: "
                + "choose another --shop.");
        var secret = all.GetValueOrDefault(Key("Secrets:0")) is { Length: > 0 } found
            ? found
            : throw new LocalHostException($"The setting {Key("Secrets:0")} is not set: add it to \"Values\" in local.settings.json.");
        var domain = all.GetValueOrDefault(Key("Domain")) is { Length: > 0 } named ? named : $"{name}.myshopify.com";
        return (new(name, secret, domain, currency ?? all.GetValueOrDefault(Key("Currency")) ?? "EUR"), all, isNew);
    }

    /// <summary>Reads the shop from settings that were made up.</summary>
    public static Shop Read(ShopId shop, IReadOnlyDictionary<string, string?> settings) =>
        new(
            shop,
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build()
                .GetRequiredSection($"Shops:{shop}").Get<ShopOptions>()!);

    private static bool IsKnown(string name, IReadOnlyDictionary<string, string?> settings) =>
        settings.Keys.Any(key => key.StartsWith($"Shops:{name}:", StringComparison.OrdinalIgnoreCase));
}
