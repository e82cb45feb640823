using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;
using MathNet.Numerics.Distributions;

namespace Churn.TestSupport.Scenarios;

/// <summary>Seeded MBG/NBD buyers with exact facts, made one at a time and never held.</summary>
/// <param name="shop">Theirs.</param>
/// <param name="count">How many, spread evenly over the buckets.</param>
/// <param name="seed">Every buyer has a generator of its own, so that any one can be made alone.</param>
/// <param name="today">Purchases lie before.</param>
public sealed class SyntheticBuyers(Shop shop, int count, int seed, DateOnly today)
{
    public int Count => count;

    /// <summary>First purchases lie up to so many days back.</summary>
    public int WindowDays { get; init; } = 730;

    /// <summary>Shape and rate (days) of purchase rates, parameters of dropout: general retail's prior, unless said otherwise.</summary>
    public (double R, double Alpha, double A, double B) Parameters { get; init; } = (0.6, 50, 0.8, 1.2);

    /// <summary>Nobody orders from this day on: a shop that closed, which no model foresees. Null: never.</summary>
    public DateOnly? ClosedFrom { get; init; }

    /// <summary>The buyers of one bucket, classified as of a day.</summary>
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
