using System.ComponentModel.DataAnnotations;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Api.Shops;

/// <summary>Checks every shop's settings at start. A failure names the setting and does not repeat its value.</summary>
internal sealed class ShopsOptionsValidator(IEnumerable<IWebhookPlatform> platforms) : IValidateOptions<ShopsOptions>
{
    private readonly HashSet<string> _platforms = platforms.Select(platform => platform.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public ValidateOptionsResult Validate(string? name, ShopsOptions options)
    {
        var failures = new List<string>();
        foreach (var (shop, settings) in options)
        {
            if (!ShopId.TryParse(shop, out _))
            {
                failures.Add($"{ShopsOptions.Section}:{shop}: a shop's name is 1 to 40 of the characters a-z, 0-9 and '-'.");
            }

            if (settings.Platform.Length > 0 && !_platforms.Contains(settings.Platform))
            {
                failures.Add(
                    $"{ShopsOptions.Section}:{shop}:{nameof(ShopOptions.Platform)}: "
                    + $"the platforms are {string.Join(", ", _platforms.Order(StringComparer.Ordinal))}.");
            }

            var results = new List<ValidationResult>();
            Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
            failures.AddRange(results.Select(
                result => $"{ShopsOptions.Section}:{shop}:{result.MemberNames.FirstOrDefault()}: {result.ErrorMessage}"));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

/// <summary>The configured shops by name, settings <c>Shops:{shop}:*</c>.</summary>
public sealed class ShopsOptions : Dictionary<string, ShopOptions>
{
    public const string Section = "Shops";
}
