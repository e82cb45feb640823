namespace Churn.Testing.Costs;

/// <summary>Figures that cannot be counted: how long an instance works on a message, and how many rows a night changes.</summary>
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
