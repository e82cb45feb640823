namespace Churn.TestSupport.Costs;

/// <summary>What all deliveries of <see cref="OrderMix"/> took together.</summary>
/// <param name="Orders">Orders.</param>
/// <param name="Deliveries">Deliveries of these orders.</param>
/// <param name="Sent">The sums over them.</param>
public sealed record CountedMix(int Orders, int Deliveries, KindRequests Sent)
{
    /// <summary>Table requests of a delivery, on average.</summary>
    public double Mean => (double)Sent.All / Deliveries;
}
