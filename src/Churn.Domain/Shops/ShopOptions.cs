using System.ComponentModel.DataAnnotations;
using Churn.Domain.Endpoints;

namespace Churn.Domain.Shops;

/// <summary>The settings of one shop, <c>Shops:{shop}:*</c>.</summary>
public sealed class ShopOptions : IValidatableObject
{
    /// <summary>The platform whose webhooks the shop sends, as in the webhook's route, e.g. <c>shopify</c>.</summary>
    [Required]
    public string Platform { get; set; } = "";

    /// <summary>Webhook secrets, newest first; all are tried, so that a key can be rotated.</summary>
    [MinLength(1)]
    public List<string> Secrets { get; set; } = [];

    /// <summary>The platform's own name of the shop (Shopify: the myshopify.com domain). Empty: not checked.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Keys of the identifier hashes, the one in force first; former ones stay until no buyer is known by them alone.</summary>
    [MinLength(1)]
    public List<string> IdentityKeys { get; set; } = [];

    public BusinessModel BusinessModel { get; set; } = BusinessModel.GeneralRetail;

    /// <summary>The shop's ISO 4217 currency, in which its money is summed.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "EUR";

    /// <summary>IANA time zone in which the shop's days begin.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>International calling code, digits only, for phone numbers written without one. Empty: such numbers identify nobody.</summary>
    [RegularExpression("^[0-9]{0,3}$")]
    public string CallingCode { get; set; } = "";

    /// <summary>The address registered with the platform, byte for byte, where its signature covers it (Square). Never taken from a request.</summary>
    public string NotificationUrl { get; set; } = "";

    /// <summary>Where the platform's API is, for deliveries that carry only an id, e.g. <c>https://api.bigcommerce.com/stores/abc123/</c>. Empty: such deliveries wait.</summary>
    [RegularExpression("^https?://.+/$")]
    public string ApiUrl { get; set; } = "";

    /// <summary>The access token of the platform's API. Empty: such deliveries wait.</summary>
    public string ApiToken { get; set; } = "";

    /// <summary>When the nightly run of a day is due, by the shop's clocks.</summary>
    public TimeOnly NightlyAt { get; set; } = new(3, 0);

    /// <summary>Share of net revenue that is margin, percent, for predicted values; 100: they are revenue.</summary>
    [Range(1, 100)]
    public int MarginPercent { get; set; } = 100;

    /// <summary>So many days before the end of a contract's term an event tells of it; 0: never.</summary>
    [Range(0, 365)]
    public int ContractNoticeDays { get; set; } = 30;

    /// <summary>Keys that open this shop's API routes, 16 characters or more; requests send one as <c>x-api-key</c>. Empty: a function key is enough.</summary>
    public List<string> ApiKeys { get; set; } = [];

    /// <summary>Addresses that the shop's events are sent to.</summary>
    public List<EndpointOptions> Endpoints { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secrets.Any(string.IsNullOrWhiteSpace))
        {
            yield return new ValidationResult("Secrets holds an empty secret, which would let anybody sign.", [nameof(Secrets)]);
        }

        if (Secrets.Any(secret => secret?.Trim().StartsWith("whpk_", StringComparison.Ordinal) == true && !IsPublicKey(secret.Trim()[5..])))
        {
            yield return new ValidationResult("Secrets holds a public key (whpk_) that is not 32 bytes in base64.", [nameof(Secrets)]);
        }

        if (IdentityKeys.Any(key => key is null || key.Trim().Length < 16))
        {
            yield return new ValidationResult("IdentityKeys holds a key of fewer than 16 characters.", [nameof(IdentityKeys)]);
        }

        if (ApiKeys.Any(key => key is null || key.Trim().Length < 16))
        {
            yield return new ValidationResult("ApiKeys holds a key of fewer than 16 characters.", [nameof(ApiKeys)]);
        }

        if (Platform.Equals("square", StringComparison.OrdinalIgnoreCase) && NotificationUrl.Length == 0)
        {
            yield return new ValidationResult("NotificationUrl is empty, but Square signs it with every delivery.", [nameof(NotificationUrl)]);
        }

        foreach (var fault in Endpoints.Select(Endpoint.FaultOf).Where(fault => fault.Length > 0))
        {
            yield return new ValidationResult(fault, [nameof(Endpoints)]);
        }

        // Azure leaves the reference itself in place of a secret that it cannot read: a key that others could guess.
        foreach (var (setting, values) in new[] { (nameof(Secrets), Secrets), (nameof(IdentityKeys), IdentityKeys), (nameof(ApiKeys), ApiKeys), (nameof(ApiToken), [ApiToken]), (nameof(Endpoints), [.. Endpoints.SelectMany(endpoint => endpoint.Secrets)]) })
        {
            if (values.Any(value => value?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true))
            {
                yield return new ValidationResult(
                    $"{setting} holds a Key Vault reference that was not resolved: the vault lacks the secret, or the app may not read it.", [setting]);
            }
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult("TimeZone is not an IANA time zone, such as Europe/Berlin.", [nameof(TimeZone)]);
        }
    }

    private static bool IsPublicKey(string base64) => Convert.TryFromBase64String(base64, new byte[base64.Length], out var bytes) && bytes == 32;
}
