using Churn.Domain.Buyers;

namespace Churn.Testing.Builders;

/// <summary>Makes what a row remembers of offers: flagged on 1 November 2026, published, open for two months.</summary>
public static class AnOfferRecord
{
    /// <param name="episodeKey"><c>kind:episode</c>.</param>
    /// <param name="of">The buyer's id at that time.</param>
    public static OfferRecord Of(string episodeKey, BuyerId of) => new()
    {
        Kind = Enum.Parse<OfferKind>(episodeKey[..episodeKey.IndexOf(':', StringComparison.Ordinal)], ignoreCase: true),
        Episode = episodeKey[(episodeKey.IndexOf(':', StringComparison.Ordinal) + 1)..],
        Of = of,
        FlaggedOn = new DateOnly(2026, 11, 1),
        ExpiresOn = new DateOnly(2026, 12, 1),
        ClosesOn = new DateOnly(2027, 1, 1),
    };

    public static OfferHistory Memory(BuyerId of, params IEnumerable<string> episodeKeys) =>
        OfferHistory.Of(episodeKeys.Select(key => Of(key, of)));
}
