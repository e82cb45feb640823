namespace Churn.Domain.Orders;

/// <summary>Where an order stands in its buyer's history: by time placed (UTC ticks), then by id, ordinally. The fold goes in this order.</summary>
public readonly record struct OrderPosition(long PlacedAtTicks, string OrderId) : IComparable<OrderPosition>
{
    public int CompareTo(OrderPosition other) =>
        PlacedAtTicks != other.PlacedAtTicks ? PlacedAtTicks.CompareTo(other.PlacedAtTicks) : string.CompareOrdinal(OrderId, other.OrderId);
}
