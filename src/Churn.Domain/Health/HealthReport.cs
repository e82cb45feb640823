namespace Churn.Domain.Health;

/// <summary>How the parts were when they were last looked at.</summary>
public sealed record HealthReport(DateTimeOffset At, IReadOnlyList<PartHealth> Parts)
{
    public bool IsUp => Parts.All(part => part.IsUp);
}
