using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.LocalHost.Simulation;

/// <summary>How many buyers have reached each step of the way, and the rates between the steps.</summary>
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
