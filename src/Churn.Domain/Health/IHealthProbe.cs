namespace Churn.Domain.Health;

/// <summary>One part that the app cannot do without.</summary>
public interface IHealthProbe
{
    /// <summary>A word: <c>tables</c>, <c>queues</c>, <c>settings</c>.</summary>
    string Part { get; }

    /// <summary>What is wrong, without any secret or address; empty: nothing. Asks as little as can tell.</summary>
    Task<string> FindFaultAsync(CancellationToken cancellationToken);
}
