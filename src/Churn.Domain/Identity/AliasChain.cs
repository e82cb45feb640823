using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Identity;

/// <summary>Where a buyer's id leads: through aliases to the buyer that it stands for now.</summary>
/// <param name="Key">The buyer at the end.</param>
/// <param name="Row">The row of the buyer at the end; null if it is not written yet.</param>
/// <param name="Aliases">The aliases on the way, in the sequence in which they were followed.</param>
internal sealed record AliasChain(BuyerKey Key, Buyer? Row, ImmutableArray<Buyer> Aliases)
{
    /// <summary>The id that was followed.</summary>
    public BuyerId Start => Aliases.IsEmpty ? Key.Buyer : Aliases[0].Key.Buyer;

    /// <summary>Aliases that the buyer has not taken over yet: their merge was begun but not finished.</summary>
    public IEnumerable<Buyer> Missing => Aliases.Where(alias => Row?.Ledgers.Contains(alias.Key.Buyer) != true);

    /// <summary>Whether the buyer has taken over all aliases on the way.</summary>
    public bool IsWhole => !Missing.Any();

    public bool IsRetired => Row is { Retired: true };

    /// <summary>Every partition that may hold orders of this buyer.</summary>
    public IEnumerable<BuyerKey> Ledgers => (Row?.Ledgers ?? [])
        .Union(Aliases.Select(alias => alias.Key.Buyer))
        .Add(Key.Buyer)
        .Select(id => Key with { Buyer = id });
}
