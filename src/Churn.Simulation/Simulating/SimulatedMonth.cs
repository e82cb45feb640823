using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Statistics.Scoring;

namespace Churn.Simulation.Simulating;

/// <summary>A shop at the end of a month, after the nightly run that follows its last day.</summary>
/// <param name="Month">The month, e.g. <c>2011-03</c>.</param>
/// <param name="AsOf">The business date of that nightly run.</param>
/// <param name="Buyers">Number of buyers with a purchase.</param>
/// <param name="Relationships">Number of these buyers, by relationship.</param>
/// <param name="Activities">Number of these buyers, by activity.</param>
/// <param name="Journey">Number of these buyers that reached each step.</param>
/// <param name="Offers">Offers flagged in the month.</param>
/// <param name="Model">The shop's model and its scorecard.</param>
internal sealed record SimulatedMonth(
    string Month,
    DateOnly AsOf,
    int Buyers,
    IReadOnlyDictionary<string, int> Relationships,
    IReadOnlyDictionary<string, int> Activities,
    SimulatedJourney Journey,
    IReadOnlyList<SimulatedOffers> Offers,
    SimulatedModel Model);

/// <summary>Number of buyers that reached each step from first order to VIP, and the rates between the steps.</summary>
internal sealed record SimulatedJourney(int Bought, int BoughtAgain, int Clients, int Vips)
{
    public double? SecondOrderRate => Rate(BoughtAgain, Bought);

    public double? ClientRate => Rate(Clients, BoughtAgain);

    public double? VipRate => Rate(Vips, Clients);

    public static SimulatedJourney Of(IReadOnlyCollection<Buyer> buyers) => new(
        buyers.Count(buyer => buyer.Facts.PurchaseDays >= 1),
        buyers.Count(buyer => buyer.Facts.PurchaseDays >= 2),
        buyers.Count(buyer => buyer.Class.Relationship >= Relationship.Client),
        buyers.Count(buyer => buyer.Class.Relationship >= Relationship.Vip));

    private static double? Rate(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}

/// <summary>A shop's model and its scorecard, which compares each criterion with the baselines.</summary>
internal sealed record SimulatedModel(
    string Version, string Tier, string Why, string? Choice, int? HoldoutDays, IReadOnlyList<ScorecardCriterion> Criteria)
{
    public static SimulatedModel Of(ShopModel model) => new(
        model.Version,
        model.Tier.ToString(),
        model.Why,
        model.Scorecard?.Choice.ToString(),
        model.Scorecard?.HoldoutDays,
        model.Scorecard is { } card ? [.. card.Criteria] : []);
}

/// <summary>The number of offers of a kind: those on the shop's list, and those held out.</summary>
internal sealed record SimulatedOffers(string Kind, int Flagged, int HeldOut);

/// <summary>The result of a simulation.</summary>
/// <param name="Orders">Number of orders delivered.</param>
/// <param name="Refunds">Number of refunds delivered.</param>
/// <param name="Nights">Number of nightly runs.</param>
/// <param name="EveryDays">Days between nightly runs.</param>
/// <param name="Months">The state at the end of each month.</param>
/// <param name="Offers">Offers of the whole time.</param>
internal sealed record SimulationResult(
    string Shop,
    string BusinessModel,
    string Currency,
    int Orders,
    int Refunds,
    int Nights,
    int EveryDays,
    IReadOnlyList<SimulatedMonth> Months,
    IReadOnlyList<SimulatedOffers> Offers);
