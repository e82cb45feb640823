using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;
using MathNet.Numerics.Distributions;

namespace Churn.Testing.Scenarios;

/// <summary>Makes seeded MBG/NBD buyers with exact facts, one at a time, without keeping them.</summary>
/// <param name="count">The number of buyers, spread evenly over the buckets.</param>
/// <param name="seed">The seed. Every buyer has a generator of its own, so that each can be made alone.</param>
/// <param name="today">All purchases lie before this day.</param>
public sealed class SyntheticBuyers(Shop shop, int count, int seed, DateOnly today)
{
    public int Count => count;

    /// <summary>The number of days back over which first purchases are spread.</summary>
    public int WindowDays { get; init; } = 730;

    /// <summary>
    /// Shape and rate (days) of the purchase rates, and the parameters of dropout; general retail's prior unless set otherwise.
    /// </summary>
    public (double R, double Alpha, double A, double B) Parameters { get; init; } = (0.6, 50, 0.8, 1.2);

    /// <summary>From this day on no buyer orders, as if the shop had closed, which no model foresees. Null for never.</summary>
    public DateOnly? ClosedFrom { get; init; }

    /// <summary>Returns the buyers of one bucket, classified as of a day.</summary>
    public IEnumerable<Buyer> OfBucket(string bucket, Rulebook rulebook, DateOnly classifiedOn)
    {
        var place = int.Parse(bucket, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        for (var index = place; index < count; index += Buckets.Count)
        {
            var facts = FactsOf(index);
            if (facts.PurchaseDays > 0)
            {
                yield return new Buyer
                {
                    Key = new BuyerKey(shop.Id, new BuyerId($"e{seed:x8}{index:x24}")),
                    Facts = facts,
                    Class = Classifier.Classify(facts, rulebook, classifiedOn),
                    ETag = "1",
                };
            }
        }
    }

    private BuyerFacts FactsOf(int index)
    {
        var random = new Random((seed * 1_000_003) ^ (index * 7_919));
        var first = today.AddDays(-1 - random.Next(WindowDays));
        var rate = Gamma.Sample(random, Parameters.R, Parameters.Alpha);
        var dropout = Beta.Sample(random, Parameters.A, Parameters.B);
        var spend = 2_000 + (100L * random.Next(80));
        var (facts, now) = (BuyerFacts.None, 0.0);
        for (var day = first; day < (ClosedFrom ?? today); day = first.AddDays((int)Math.Ceiling(now)))
        {
            facts = BuyerFold.AddPurchase(facts, new Purchase { Day = day, NetValue = spend + random.Next(1_000) });
            now += rate < 1e-9 ? 1e5 : Exponential.Sample(random, rate);
            if (random.NextDouble() < dropout || now > WindowDays)
            {
                break;
            }
        }

        return facts;
    }
}
