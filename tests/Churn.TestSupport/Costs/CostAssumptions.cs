namespace Churn.TestSupport.Costs;

/// <summary>What no count tells: a shop's mix of deliveries, and how long an instance works on what.</summary>
public sealed record CostAssumptions(
    double FirstOrdersPerHundred,
    double RelabelledPerHundred,
    double DuplicatesPerOrder,
    double EditsPerOrder,
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
