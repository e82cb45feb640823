using Churn.Domain.Shops;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Api.Shops;

/// <summary>Refuses a shop's settings that do not exist. A misspelt setting would otherwise leave the default in force silently.</summary>
internal sealed class UnknownShopSettings(IConfiguration configuration) : IValidateOptions<ShopsOptions>
{
    private static readonly HashSet<string> OfShops = NamesOf(typeof(ShopOptions));
    private static readonly HashSet<string> OfEndpoints = NamesOf(typeof(EndpointOptions));

    public ValidateOptionsResult Validate(string? name, ShopsOptions options)
    {
        var settings = configuration.GetSection(ShopsOptions.Section).GetChildren().SelectMany(shop => shop.GetChildren()).ToList();
        var ofEndpoints = settings.Where(setting => setting.Key.Equals(nameof(ShopOptions.Endpoints), StringComparison.OrdinalIgnoreCase))
            .SelectMany(endpoints => endpoints.GetChildren()).SelectMany(endpoint => endpoint.GetChildren());
        var failures = settings.Where(setting => !OfShops.Contains(setting.Key))
            .Concat(ofEndpoints.Where(setting => !OfEndpoints.Contains(setting.Key)))
            .Select(setting => $"{setting.Path}: there is no such setting.").ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static HashSet<string> NamesOf(Type options) =>
        options.GetProperties().Where(property => property.CanWrite).Select(property => property.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
