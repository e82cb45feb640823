using System.ComponentModel.DataAnnotations;

namespace Churn.Domain.Shops;

/// <summary>The settings of one shop, <c>Shops:{shop}:*</c>.</summary>
public sealed class ShopOptions : IValidatableObject
{
    /// <summary>The shop's platform, as named in the webhook's route, e.g. <c>shopify</c>.</summary>
    [Required]
    public string Platform { get; set; } = "";

    /// <summary>Webhook secrets, newest first. All are tried, so that a secret can be rotated.</summary>
    [MinLength(1)]
    public List<string> Secrets { get; set; } = [];

    /// <summary>The platform's own name of the shop (Shopify: the myshopify.com domain). It is not checked if it is empty.</summary>
    public string Domain { get; set; } = "";

    /// <summary>
    /// Keys of the identifier hashes, the current one first. A former key must stay as long as any buyer is known only by its hashes.
    /// </summary>
    [MinLength(1)]
    public List<string> IdentityKeys { get; set; } = [];

    public BusinessModel BusinessModel { get; set; } = BusinessModel.GeneralRetail;

    /// <summary>The ISO 4217 code of the shop's currency. Only amounts in this currency are added up.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "EUR";

    /// <summary>The IANA time zone that determines the shop's days.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// The international calling code, digits only, for phone numbers written without one. If it is empty, such numbers identify no person.
    /// </summary>
    [RegularExpression("^[0-9]{0,3}$")]
    public string CallingCode { get; set; } = "";

    /// <summary>
    /// The webhook address exactly as registered with the platform, for platforms that sign it (Square). It is never taken from a request.
    /// </summary>
    public string NotificationUrl { get; set; } = "";

    /// <summary>
    /// The address of the platform's API, e.g. <c>https://api.bigcommerce.com/stores/abc123/</c>, for deliveries that carry only an id.
    /// Without it such deliveries wait.
    /// </summary>
    [RegularExpression("^https?://.+/$")]
    public string ApiUrl { get; set; } = "";

    /// <summary>The access token of the platform's API. Without it, deliveries that carry only an id wait.</summary>
    public string ApiToken { get; set; } = "";

    /// <summary>When the nightly run is due, in the shop's local time.</summary>
    public TimeOnly NightlyAt { get; set; } = new(3, 0);

    /// <summary>Share of net revenue that is margin, percent, for predicted values. At 100 the values are revenue.</summary>
    [Range(1, 100)]
    public int MarginPercent { get; set; } = 100;

    /// <summary>Days before the end of a contract's term at which an event announces it; 0 for no event.</summary>
    [Range(0, 365)]
    public int ContractNoticeDays { get; set; } = 30;

    /// <summary>
    /// Keys for this shop's API routes, at least 16 characters each; requests send one as <c>x-api-key</c>. If there are
    /// none, a function key is enough.
    /// </summary>
    public List<string> ApiKeys { get; set; } = [];

    /// <summary>The addresses to which the shop's events are posted.</summary>
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
            yield return new ValidationResult(
                "NotificationUrl is empty, but Square signs it with every delivery.", [nameof(NotificationUrl)]);
        }

        foreach (var fault in Endpoints.Select(Endpoint.FaultOf).Where(fault => fault.Length > 0))
        {
            yield return new ValidationResult(fault, [nameof(Endpoints)]);
        }

        // If Azure cannot read a secret, it leaves the reference text in its place, and that text can be guessed.
        foreach (var (setting, values) in new[]
        {
            (nameof(Secrets), Secrets),
            (nameof(IdentityKeys), IdentityKeys),
            (nameof(ApiKeys), ApiKeys),
            (nameof(ApiToken), [ApiToken]),
            (nameof(Endpoints), [.. Endpoints.SelectMany(endpoint => endpoint.Secrets)]),
        })
        {
            if (values.Any(value => value?.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true))
            {
                yield return new ValidationResult(
                    $"{setting} holds a Key Vault reference that was not resolved: the vault lacks the secret, or the app may not read it.",
                    [setting]);
            }
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult("TimeZone is not an IANA time zone, such as Europe/Berlin.", [nameof(TimeZone)]);
        }
    }

    private static bool IsPublicKey(string base64) =>
        Convert.TryFromBase64String(base64, new byte[base64.Length], out var bytes) && bytes == 32;
}
