using Churn.Domain.Buyers;

namespace Churn.Domain.Runs;

/// <summary>
/// A random sample of buyers of bounded size, the same whoever draws it and in whatever order: those of the least hashes. Samples of parts of a shop
/// merge to a sample of the whole, in which everybody had the same chance.
/// </summary>
internal sealed class BuyerSample
{
    /// <summary>Buyers drawn from a range at most; sixteen ranges make 32,768.</summary>
    internal const int MostOfARange = 2_048;

    private readonly PriorityQueue<SampledBuyer, ulong> _drawn = new(Comparer<ulong>.Create((left, right) => right.CompareTo(left)));
    private ulong _below = ulong.MaxValue;

    /// <summary>Those drawn, by hash.</summary>
    internal IReadOnlyList<SampledBuyer> Buyers => [.. _drawn.UnorderedItems.Select(item => item.Element).OrderBy(buyer => buyer.Place)];

    /// <summary>Everybody with a lesser hash was drawn.</summary>
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

    /// <summary>A range that drew up to a lesser hash than another sets the limit for both, or its buyers would have had less of a chance.</summary>
    internal void Limit(ulong below)
    {
        _below = Math.Min(_below, below);
        while (_drawn.TryPeek(out var last, out _) && last.Place >= _below)
        {
            _drawn.Dequeue();
        }
    }
}
