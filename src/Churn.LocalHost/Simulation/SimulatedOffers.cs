namespace Churn.LocalHost.Simulation;

/// <summary>Offers of a kind: how many went to the shop's list, and how many were held out.</summary>
internal sealed record SimulatedOffers(string Kind, int Flagged, int HeldOut);
