namespace Churn.LocalHost.Simulation;

/// <summary>A shop at the end of a month, as the night after its last day left it.</summary>
/// <param name="Month">Such as <c>2011-03</c>.</param>
/// <param name="AsOf">The business date of that night.</param>
/// <param name="Buyers">Buyers with a purchase.</param>
/// <param name="Relationships">Of them, by relationship.</param>
/// <param name="Activities">Of them, by activity.</param>
/// <param name="Journey">How far they have come.</param>
/// <param name="Offers">Offers flagged in the month.</param>
/// <param name="Model">What the shop's model is, and how it scored.</param>
internal sealed record SimulatedMonth(
    string Month,
    DateOnly AsOf,
    int Buyers,
    IReadOnlyDictionary<string, int> Relationships,
    IReadOnlyDictionary<string, int> Activities,
    SimulatedJourney Journey,
    IReadOnlyList<SimulatedOffers> Offers,
    SimulatedModel Model);
