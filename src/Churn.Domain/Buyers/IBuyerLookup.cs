namespace Churn.Domain.Buyers;

/// <summary>Finds the buyer that stands for an id by now: ids are merged and retired (room Identity), and most rooms need not know how.</summary>
public interface IBuyerLookup
{
    /// <summary>The buyer that stands for an id by now. Null: no one does.</summary>
    Task<Buyer?> FindAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>The row that holds an id's events: at the end of its aliases, a retired row included. Null: there is none.</summary>
    Task<Buyer?> FindRowAsync(BuyerKey key, CancellationToken cancellationToken);
}
