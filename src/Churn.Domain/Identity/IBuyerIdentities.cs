using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Who is one buyer, and whose an order is. Everything outside this room asks here; aliases, claims and retired rows are known inside only.</summary>
public interface IBuyerIdentities
{
    /// <summary>The buyer that stands for an id by now. Null: no one does.</summary>
    Task<Buyer?> FindAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>The row that holds an id's events: at the end of its aliases, a retired row included. Null: there is none.</summary>
    Task<Buyer?> FindRowAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>The buyer to whom an identifier leads. Null: no one has used it, or several people share it.</summary>
    Task<Buyer?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>The buyer who holds an order, and the order as it is known. Null: the order is not known, or was erased.</summary>
    Task<(Buyer Buyer, LedgerEntry Entry)?> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken);

    /// <summary>What the identity table says of an identifier. Null: nothing.</summary>
    Task<IdentityRow?> LookUpAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>Records what is said of an order with the buyer whom its newest version names.</summary>
    /// <exception cref="InvalidOperationException">The shop is not configured, or the buyer stayed contended.</exception>
    Task<RecordedOrder> RecordAsync(LedgerEntry said, CancellationToken cancellationToken);

    /// <summary>Makes two customers one because the platform says so.</summary>
    /// <param name="link">The customers.</param>
    /// <param name="at">When the platform said it.</param>
    /// <param name="cancellationToken">Stops between two requests; the message comes again.</param>
    /// <returns>False: an operator has taken that back, or one of them was erased since.</returns>
    Task<bool> LinkAsync(BuyerLink link, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Marks an identifier as shared by several people: it connects no one from now on. Those whom it had made one are taken apart by a message.</summary>
    Task ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>
    /// Undoes a merge: marks the one identifier, or takes back the one link of the platform, without which an id and the buyer it leads to are two people.
    /// </summary>
    Task<Unmerging> UnmergeAsync(BuyerKey merged, CancellationToken cancellationToken);

    /// <summary>Applies what was marked to a buyer who is already recorded. Safe to repeat.</summary>
    Task ResettleAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>Finishes a merge of this buyer into another that was left half done. Safe to repeat.</summary>
    Task FinishMergeAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>Whom an erasure concerns, before it is carried out.</summary>
    Task<ErasedPerson> FindPersonAsync(ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// Erases everyone whom evidence of before the limit connects with these identifiers: their orders placed before it, and all that is known of them.
    /// Deliveries of such orders are dropped from now on. Safe to repeat.
    /// </summary>
    Task ErasePersonAsync(ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Erases one order for good, whoever holds it.</summary>
    /// <returns>The order as it counted; null: none was held.</returns>
    Task<Order?> EraseOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken);
}
