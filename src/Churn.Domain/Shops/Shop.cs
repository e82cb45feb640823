using System.Collections.Immutable;
using System.Text;

namespace Churn.Domain.Shops;

/// <summary>A shop, built once from its checked options.</summary>
public sealed class Shop
{
    public Shop(ShopId id, ShopOptions options)
    {
        Id = id;
        Platform = options.Platform;
        Domain = options.Domain;
        BusinessModel = options.BusinessModel;
        Currency = options.Currency;
        CallingCode = options.CallingCode;
        NotificationUrl = options.NotificationUrl;
        ApiUrl = options.ApiUrl.Length > 0 ? new Uri(options.ApiUrl) : null;
        ApiToken = options.ApiToken.Trim();
        NightlyAt = options.NightlyAt;
        MarginPercent = options.MarginPercent;
        ContractNoticeDays = options.ContractNoticeDays;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        Secrets = [.. options.Secrets.Select(secret => secret.Trim())];
        ApiKeys = [.. options.ApiKeys.Select(key => key.Trim())];
        Endpoints = [.. options.Endpoints.Select(endpoint => new Endpoint(endpoint))];
        IdentityKeys = [.. options.IdentityKeys.Select(key => Encoding.UTF8.GetBytes(key.Trim()))];
    }

    public ShopId Id { get; }

    public string Platform { get; }

    public string Domain { get; }

    public BusinessModel BusinessModel { get; }

    /// <summary>The ISO 4217 code.</summary>
    public string Currency { get; }

    public string CallingCode { get; }

    public TimeZoneInfo TimeZone { get; }

    /// <summary>When the nightly run is due, in the shop's local time.</summary>
    public TimeOnly NightlyAt { get; }

    /// <summary>Share of net revenue that is margin, 1 to 100 percent.</summary>
    public int MarginPercent { get; }

    /// <summary>Days before the end of a contract's term at which an event announces it; 0 for no event.</summary>
    public int ContractNoticeDays { get; }

    /// <summary>The webhook address registered with the platform; empty if the platform does not sign it.</summary>
    public string NotificationUrl { get; }

    /// <summary>The address of the platform's API; null if orders cannot be fetched.</summary>
    public Uri? ApiUrl { get; }

    public string ApiToken { get; }

    /// <summary>Webhook secrets, newest first.</summary>
    public ImmutableArray<string> Secrets { get; }

    /// <summary>Keys for the shop's API routes; empty if a function key is enough.</summary>
    public ImmutableArray<string> ApiKeys { get; }

    /// <summary>The addresses to which the shop's events are posted.</summary>
    public ImmutableArray<Endpoint> Endpoints { get; }

    /// <summary>
    /// Whether the shop's events have a receiver: Service Bus, the events queue or an endpoint. Without one, no event is stored or sent.
    /// </summary>
    public bool TakesEvents { get; init; }

    /// <summary>Keys of the identifier hashes, the current one first.</summary>
    public ImmutableArray<byte[]> IdentityKeys { get; }

    /// <summary>Returns the day of an instant in the shop's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);
}

/// <summary>A shop's kind of trade. It sets the defaults of every rule.</summary>
public enum BusinessModel
{
    GeneralRetail,
    Fashion,
    Consumables,
    Subscription,
    Wholesale,
    Services,
    OneProduct,
}
