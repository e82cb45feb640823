using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Identity;

/// <summary>Where a buyer's id leads: the buyer that stands for it by now, and the aliases on the way.</summary>
/// <param name="Key">The buyer at the end.</param>
/// <param name="Row">Their row; null: it is not written yet.</param>
/// <param name="Aliases">The aliases on the way, in their order.</param>
internal sealed record Lead(BuyerKey Key, Buyer? Row, ImmutableArray<Buyer> Aliases)
{
    /// <summary>The id that was followed.</summary>
    public BuyerId Start => Aliases.IsEmpty ? Key.Buyer : Aliases[0].Key.Buyer;

    /// <summary>Aliases that the buyer has not taken in: a merge that was begun and not finished.</summary>
    public IEnumerable<Buyer> Missing => Aliases.Where(alias => Row?.Ledgers.Contains(alias.Key.Buyer) != true);

    public bool IsWhole => !Missing.Any();

    public bool IsRetired => Row is { Retired: true };

    /// <summary>Every partition in which orders of this buyer may lie.</summary>
    public IEnumerable<BuyerKey> Ledgers => (Row?.Ledgers ?? []).Union(Aliases.Select(alias => alias.Key.Buyer)).Add(Key.Buyer).Select(id => Key with { Buyer = id });
}
