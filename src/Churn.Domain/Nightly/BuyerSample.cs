using Churn.Domain.Buyers;

namespace Churn.Domain.Nightly;

/// <summary>
/// A random sample of buyers of bounded size: the buyers with the least hashes. It is the same in whatever order buyers are added. Samples
/// of parts of a shop merge to a sample of the whole, in which every buyer had the same chance.
/// </summary>
internal sealed class BuyerSample
{
    /// <summary>The most buyers that are drawn from a range; sixteen ranges make 32,768.</summary>
    internal const int MostOfARange = 2_048;

    private readonly PriorityQueue<SampledBuyer, ulong> _drawn = new(Comparer<ulong>.Create((left, right) => right.CompareTo(left)));
    private ulong _below = ulong.MaxValue;

    /// <summary>The drawn buyers, by hash.</summary>
    internal IReadOnlyList<SampledBuyer> Buyers => [.. _drawn.UnorderedItems.Select(item => item.Element).OrderBy(buyer => buyer.Place)];

    /// <summary>The hash below which every buyer was drawn.</summary>
    internal ulong Below => _below;

    internal void Add(Buyer buyer)
    {
        var place = SampledBuyer.PlaceOf(buyer.Key.Buyer);
        if (place >= _below)
        {
            return;
        }

        _drawn.Enqueue(SampledBuyer.Of(place, buyer.Facts), place);
        if (_drawn.Count > MostOfARange)
        {
            _below = _drawn.Dequeue().Place;
        }
    }

    internal void AddRead(SampledBuyer buyer) => _drawn.Enqueue(buyer, buyer.Place);

    /// <summary>
    /// Drops buyers at or above a hash. If two ranges drew up to different hashes, the lesser one limits both; otherwise the buyers of one
    /// range would have had less of a chance.
    /// </summary>
    internal void Limit(ulong below)
    {
        _below = Math.Min(_below, below);
        while (_drawn.TryPeek(out var last, out _) && last.Place >= _below)
        {
            _drawn.Dequeue();
        }
    }
}
