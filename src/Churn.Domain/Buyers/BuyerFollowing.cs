namespace Churn.Domain.Buyers;

/// <summary>Reads a buyer through the aliases that merges left behind.</summary>
public static class BuyerFollowing
{
    /// <summary>Merges go to ever lesser ids, so a chain ends; this many links mean that somebody should look.</summary>
    private const int MaxAliases = 16;

    /// <summary>The buyer that now stands for the key: their row, or where it would be. One request, and one more an alias.</summary>
    /// <exception cref="InvalidOperationException">The chain of aliases does not end.</exception>
    public static async Task<LocatedBuyer> FollowAsync(this IBuyerStore buyers, BuyerKey key, CancellationToken cancellationToken)
    {
        var first = key;
        for (var hops = 0; hops <= MaxAliases; hops++)
        {
            var row = await buyers.GetAsync(key, cancellationToken);
            if (row.Alias is not { } alias)
            {
                return new LocatedBuyer(key, row.Buyer);
            }

            key = key with { Buyer = alias.MergedInto };
        }

        throw new InvalidOperationException($"Buyer {first.Buyer} of shop {first.Shop}: more than {MaxAliases} aliases in a row; rebuild the shop.");
    }
}
