namespace Churn.LocalHost.Simulation;

/// <summary>What a simulation came to.</summary>
/// <param name="Shop">The shop's name.</param>
/// <param name="BusinessModel">Its business model.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Orders">Orders delivered.</param>
/// <param name="Refunds">Returns delivered as refunds.</param>
/// <param name="Nights">Nights run.</param>
/// <param name="EveryDays">Days between them.</param>
/// <param name="Months">What each month came to.</param>
/// <param name="Offers">Offers of the whole time.</param>
internal sealed record SimulationResult(
    string Shop, string BusinessModel, string Currency, int Orders, int Refunds, int Nights, int EveryDays, IReadOnlyList<SimulatedMonth> Months, IReadOnlyList<SimulatedOffers> Offers);
