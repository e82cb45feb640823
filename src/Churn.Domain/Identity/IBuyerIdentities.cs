using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>
/// Decides which orders and identifiers belong to one buyer. The rest of the code asks here; only this folder knows of aliases, claims and
/// retired rows.
/// </summary>
public interface IBuyerIdentities : IBuyerLookup
{
    /// <summary>Returns the buyer of an identifier, or null if the identifier was never used or several people share it.</summary>
    Task<Buyer?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>Returns an order as it is known, and the buyer that holds it. Null if the order is not known or was erased.</summary>
    Task<(Buyer Buyer, LedgerEntry Entry)?> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken);

    /// <summary>Returns an identifier's claim, or null if there is none.</summary>
    Task<IdentityRow?> LookUpAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>Records what a delivery says of an order, with the buyer that the order's newest version names.</summary>
    /// <exception cref="InvalidOperationException">
    /// The shop is not configured, or the buyer's row was changed by others too often.
    /// </exception>
    Task<RecordedOrder> RecordAsync(LedgerEntry said, CancellationToken cancellationToken);

    /// <summary>Merges customers that the platform says are one person.</summary>
    /// <param name="at">When the platform said so.</param>
    /// <returns>False if an operator has undone this link, or if one of the customers was erased since.</returns>
    Task<bool> LinkAsync(BuyerLink link, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Marks an identifier as shared by several people. From then on it connects no one. A message splits the buyers that it had connected.
    /// </summary>
    Task ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>
    /// Undoes a merge: marks as shared the one identifier, or the platform's one link, that connects an id with the buyer that it leads to.
    /// </summary>
    Task<UnmergeResult> UnmergeAsync(BuyerKey merged, CancellationToken cancellationToken);

    /// <summary>Delivers all orders and evidence of a buyer again, under the marks of now. Safe to repeat.</summary>
    Task ResettleAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>Finishes the merge of this buyer into another, if a worker left it unfinished. Safe to repeat.</summary>
    Task FinishMergeAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>Returns the person that an erasure concerns, before it is carried out.</summary>
    Task<ErasedPerson> FindPersonAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// Erases everyone whom the evidence from before the limit connects with these identifiers: the orders placed before the limit, and all
    /// that is known of these people. Later deliveries of such orders are dropped. Safe to repeat.
    /// </summary>
    Task ErasePersonAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Erases one order for good, whichever buyer holds it.</summary>
    /// <returns>The order as it counted; null if no buyer held it.</returns>
    Task<Order?> EraseOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken);
}

/// <summary>The person that an erasure concerns.</summary>
/// <param name="Named">The identifiers of the request that only this person uses; all of them if each is shared.</param>
/// <param name="Known">Every identifier that the evidence from before the limit connects with those, and those themselves.</param>
/// <param name="Buyers">The ids under which the person was recorded, including aliases.</param>
public sealed record ErasedPerson(
    ImmutableSortedSet<Identifier> Named,
    ImmutableSortedSet<Identifier> Known,
    ImmutableSortedSet<BuyerId> Buyers);

/// <summary>The result of undoing a merge.</summary>
/// <param name="WasMerged">Whether the id leads to another buyer.</param>
/// <param name="Marked">
/// The identifier or link that was marked as shared and connects the two buyers no longer. Null if nothing was merged, or if more than one
/// identifier connects them.
/// </param>
public readonly record struct UnmergeResult(bool WasMerged, Identifier? Marked);
