namespace Churn.Testing.Costs;

/// <summary>Public unit prices, all in one currency.</summary>
public sealed record CostPrices(
    string AsOf,
    string Source,
    double PerMillionExecutions,
    double PerGbSecond,
    double PerGbSecondBaseline,
    double FreeExecutions,
    double FreeGbSeconds,
    double PerTenThousandTableRequests,
    double PerTenThousandQueueRequests,
    double ServiceBusBase);
