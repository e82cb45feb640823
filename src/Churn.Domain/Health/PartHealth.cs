namespace Churn.Domain.Health;

/// <param name="Part">Which part.</param>
/// <param name="Fault">What is wrong with it; empty: it is up.</param>
public sealed record PartHealth(string Part, string Fault)
{
    public bool IsUp => Fault.Length == 0;
}
