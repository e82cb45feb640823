namespace Churn.TestSupport.Costs;

/// <summary>What is paid for, in a month.</summary>
public sealed record CostAmounts(double Executions, double GbSeconds, double Tables, double Queues);
