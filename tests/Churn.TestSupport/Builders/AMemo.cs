using Churn.Domain.Buyers;
using Churn.Domain.Offers;

namespace Churn.TestSupport.Builders;

/// <summary>Makes a row's memory of offers: flagged on 1 November 2026, published, open for two months.</summary>
public static class AMemo
{
    /// <param name="episodeKey"><c>kind:episode</c>.</param>
    /// <param name="of">The buyer's id at the time.</param>
    public static OfferMemo Of(string episodeKey, BuyerId of) => new()
    {
        Kind = Enum.Parse<OfferKind>(episodeKey[..episodeKey.IndexOf(':', StringComparison.Ordinal)], ignoreCase: true),
        Episode = episodeKey[(episodeKey.IndexOf(':', StringComparison.Ordinal) + 1)..],
        Of = of,
        FlaggedOn = new DateOnly(2026, 11, 1),
        ExpiresOn = new DateOnly(2026, 12, 1),
        ClosesOn = new DateOnly(2027, 1, 1),
    };

    public static OfferMemory Memory(BuyerId of, params IEnumerable<string> episodeKeys) => OfferMemory.Of(episodeKeys.Select(key => Of(key, of)));
}
