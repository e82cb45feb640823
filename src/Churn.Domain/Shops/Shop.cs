using System.Collections.Immutable;
using System.Text;
using Churn.Domain.Endpoints;

namespace Churn.Domain.Shops;

/// <summary>A shop as the code uses it: its options, read and checked once.</summary>
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

    /// <summary>ISO 4217.</summary>
    public string Currency { get; }

    public string CallingCode { get; }

    public TimeZoneInfo TimeZone { get; }

    /// <summary>When the nightly run of a day is due, by the shop's clocks.</summary>
    public TimeOnly NightlyAt { get; }

    /// <summary>Share of net revenue that is margin, 1 to 100 percent.</summary>
    public int MarginPercent { get; }

    /// <summary>So many days before the end of a contract's term an event tells of it; 0: never.</summary>
    public int ContractNoticeDays { get; }

    /// <summary>The address registered with the platform; empty where no signature covers it.</summary>
    public string NotificationUrl { get; }

    /// <summary>The platform's API, or null when orders cannot be fetched.</summary>
    public Uri? ApiUrl { get; }

    public string ApiToken { get; }

    /// <summary>Webhook secrets, newest first.</summary>
    public ImmutableArray<string> Secrets { get; }

    /// <summary>Keys that open the shop's API routes; none: a function key is enough.</summary>
    public ImmutableArray<string> ApiKeys { get; }

    /// <summary>Addresses that the shop's events are sent to.</summary>
    public ImmutableArray<Endpoint> Endpoints { get; }

    /// <summary>Service Bus, the events' queue or an endpoint takes the shop's events. If nothing does, no event is kept and none is sent.</summary>
    public bool TakesEvents { get; init; }

    /// <summary>Keys of the identifier hashes, the one in force first.</summary>
    public ImmutableArray<byte[]> IdentityKeys { get; }

    /// <summary>The day an instant falls on in the shop.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);
}
