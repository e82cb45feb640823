namespace Churn.Domain.Endpoints;

/// <summary>What working off a delivery came to.</summary>
/// <param name="Delivered">Events that were taken.</param>
/// <param name="Failure">Why the next was not; empty: none is left.</param>
/// <param name="Disabled">Whether the endpoint was disabled by it.</param>
public readonly record struct DeliveryResult(int Delivered, string Failure, bool Disabled);
