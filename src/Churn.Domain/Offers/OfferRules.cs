using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>Who is ready for what: a pure function of the buyer and the day.</summary>
public static class OfferRules
{
    private const int ValidDays = 30;

    public static IEnumerable<Offer> Decide(Buyer buyer, DateOnly asOf)
    {
        // Nobody can be written to behind an anonymous order, and a lapsed or sleeping buyer is a case for winning back.
        if (buyer.Facts.IsAnonymous || buyer.Class.Activity is not (Activity.New or Activity.Active or Activity.Cooling))
        {
            yield break;
        }

        if (buyer.Class.Relationship is Relationship.Client or Relationship.Vip)
        {
            yield return Make(buyer, OfferKind.Loyalty, "1", asOf, [Rules.Purchases, Rules.Tenure, Rules.Regularity, Rules.FullPrice, Rules.Subscription]);
        }

        if (buyer.Class.Relationship == Relationship.Vip)
        {
            yield return Make(buyer, OfferKind.Vip, asOf.Year.ToString(CultureInfo.InvariantCulture), asOf, [Rules.VipValue]);
        }
    }

    private static Offer Make(Buyer buyer, OfferKind kind, string episode, DateOnly asOf, ImmutableArray<string> rules) => new()
    {
        Buyer = buyer.Key,
        Kind = kind,
        Episode = episode,
        CustomerId = buyer.Facts.CustomerId,
        FlaggedOn = asOf,
        ExpiresOn = asOf.AddDays(ValidDays),
        Reasons = [.. buyer.Class.Reasons.Where(reason => reason.Holds && rules.Contains(reason.Rule))],
    };
}
