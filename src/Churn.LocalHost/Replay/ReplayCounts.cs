namespace Churn.LocalHost.Replay;

/// <summary>What a file came to.</summary>
public sealed record ReplayCounts
{
    public int Orders { get; init; }

    public int Buyers { get; init; }

    /// <summary>Refunds sent, and returns that were sent as refunds.</summary>
    public int Refunds { get; init; }

    /// <summary>Returns with no earlier sale left to take them back from, in part or whole.</summary>
    public int ReturnsWithoutSale { get; init; }

    /// <summary>What of their value was left over.</summary>
    public decimal ValueWithoutSale { get; init; }
}
