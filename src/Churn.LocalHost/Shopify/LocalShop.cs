using Churn.Domain.Shops;
using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.Shopify;

/// <summary>A shop whose webhooks this machine signs: the settings `Shops:{name}`, or made up for one run where they lack it.</summary>
public sealed record LocalShop(string Name, string Secret, string Domain, string Currency)
{
    private const string Platform = "shopify";

    /// <summary>The settings with the shop, which is made up where they lack it. A shop of theirs may be of any platform.</summary>
    public static IReadOnlyDictionary<string, string?> KnownOrMade(
        ShopId shop, string? currency, IReadOnlyDictionary<string, string?> settings) =>
        IsKnown(shop.Value, settings) ? settings : Ensure(shop.Value, currency, settings).Settings;

    /// <exception cref="LocalHostException">The settings lack the shop.</exception>
    public static IReadOnlyDictionary<string, string?> Known(ShopId shop, IReadOnlyDictionary<string, string?> settings) =>
        IsKnown(shop.Value, settings)
            ? settings
            : throw new LocalHostException(
                $"Shop {shop} is not set here: on a real account that needs its settings, as in local.settings.json or the environment.");

    /// <summary>Returns the shop, and the settings with it; says whether it had to be made up.</summary>
    public static (LocalShop Shop, IReadOnlyDictionary<string, string?> Settings, bool IsNew) Ensure(
        string name, string? currency, IReadOnlyDictionary<string, string?> settings)
    {
        var all = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
        string Key(string setting) => $"Shops:{name}:{setting}";
        var isNew = !IsKnown(name, settings);
        if (isNew)
        {
            // Made from the name alone, so that a second run signs and knows buyers as the first did.
            all[Key("Platform")] = Platform;
            all[Key("Secrets:0")] = $"local-webhook-secret-of-{name}";
            all[Key("Domain")] = $"{name}.myshopify.com";
            all[Key("IdentityKeys:0")] = $"local-identity-key-of-{name}";
            all[Key("Currency")] = currency ?? "USD";
            all[Key("TimeZone")] = "UTC";
        }

        if (!string.Equals(all.GetValueOrDefault(Key("Platform")), Platform, StringComparison.OrdinalIgnoreCase))
            throw new LocalHostException($"Shop {name} is set to another platform than {Platform}, and only {Platform} webhooks can be sent: choose another --shop.");
        var secret = all.GetValueOrDefault(Key("Secrets:0")) is { Length: > 0 } found
            ? found
            : throw new LocalHostException($"The setting {Key("Secrets:0")} is not set: add it to \"Values\" in local.settings.json.");
        var domain = all.GetValueOrDefault(Key("Domain")) is { Length: > 0 } named ? named : $"{name}.myshopify.com";
        return (new(name, secret, domain, currency ?? all.GetValueOrDefault(Key("Currency")) ?? "EUR"), all, isNew);
    }

    /// <summary>The shop of settings that were made up.</summary>
    public static Shop Read(ShopId shop, IReadOnlyDictionary<string, string?> settings) =>
        new(shop, new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetRequiredSection($"Shops:{shop}").Get<ShopOptions>()!);

    private static bool IsKnown(string name, IReadOnlyDictionary<string, string?> settings) =>
        settings.Keys.Any(key => key.StartsWith($"Shops:{name}:", StringComparison.OrdinalIgnoreCase));
}
