using Churn.Domain.Orders;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Stripe;

/// <summary>Stripe's integers: minor units, but not everywhere by ISO 4217's decimals.</summary>
internal static class StripeMoney
{
    /// <summary>An amount in ISO 4217 minor units; null when not said.</summary>
    public static long? Minor(Payload parent, string name, string currency) => parent.MinorUnits(name) is not { } amount ? null
        : Currencies.ToMinor(amount / Unit(currency), currency) ?? throw new UnreadablePayloadException($"The field {name} is not a possible amount of money.");

    // ISK and UGX are whole currencies that Stripe counts in hundredths; MGA is one that ISO counts in hundredths and Stripe does not.
    private static decimal Unit(string currency) => currency switch
    {
        "ISK" or "UGX" => 100m,
        "MGA" => 1m,
        _ => Currencies.Decimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m },
    };
}
