namespace Churn.TestSupport.Costs;

/// <summary>What no count tells: how long an instance works on what, and how much a night changes.</summary>
public sealed record CostAssumptions(
    double WebhookMilliseconds,
    double OrderMilliseconds,
    double ConcurrentPerInstance,
    double InstanceGb,
    double RowsPerPage,
    double PageMilliseconds,
    double BuyersChangedPerHundredNights,
    double RowMilliseconds,
    double RowsPerTransactionBilled,
    double NightsPerMonth,
    double ScansPerNight);
