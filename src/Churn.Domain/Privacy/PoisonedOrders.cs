using System.Collections.Immutable;
using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// Finds and throws away a person's given-up orders, and other given-up messages that name the person, in the poison queues and in the
/// table of given-up messages. Messages that are still on their way need no such work: when they are handled, they meet the tombstones.
/// </summary>
public sealed class PoisonedOrders(IPoisonQueues queues, IPoisonStore store)
{
    /// <summary>The orders that name the person, each once.</summary>
    public async Task<IReadOnlyCollection<Order>> FindAsync(
        ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, Order>(StringComparer.Ordinal);
        foreach (var queue in queues.Queues)
        {
            await foreach (var message in AllAsync(queue, cancellationToken))
            {
                if (OrderOf(message.Text) is { } order && IsTheirs(order, person, customerId, shop))
                {
                    found[order.Id] = order;
                }
            }
        }

        return found.Values;
    }

    /// <summary>Throws away the given-up messages that name the person.</summary>
    /// <returns>The number of messages thrown away.</returns>
    public async Task<int> EraseAsync(
        ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var queue in queues.Queues)
        {
            var all = await AllAsync(queue, cancellationToken).ToListAsync(cancellationToken);
            var named = all.Where(message => IsTheirs(message.Text, person, customerId, shop, before));
            foreach (var id in named.Select(message => message.Id).Distinct())
            {
                await queues.DropAsync(queue, id, cancellationToken);
                await store.RemoveAsync(queue, id, cancellationToken);
                erased++;
            }
        }

        return erased;
    }

    /// <summary>Throws away every given-up message of a shop.</summary>
    /// <returns>The number of messages thrown away.</returns>
    public async Task<int> EraseAllAsync(ShopId shop, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var queue in queues.Queues)
        {
            var all = await AllAsync(queue, cancellationToken).ToListAsync(cancellationToken);
            foreach (var id in all.Where(message => MessageShop.IsOf(message.Text, shop)).Select(message => message.Id).Distinct())
            {
                await queues.DropAsync(queue, id, cancellationToken);
                await store.RemoveAsync(queue, id, cancellationToken);
                erased++;
            }
        }

        return erased;
    }

    private IAsyncEnumerable<PoisonMessage> AllAsync(string queue, CancellationToken cancellationToken) =>
        queues.ReadAsync(queue, cancellationToken).Concat(store.ReadAsync(queue, cancellationToken));

    private static bool IsTheirs(
        string text, ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop, DateTimeOffset before) =>
        OrderOf(text) is { } order ? order.PlacedAt < before && IsTheirs(order, person, customerId, shop)
        : IsLink(text, person) || IsShopRequest(text, person, customerId, shop, before);

    private static bool IsTheirs(Order order, ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop) =>
        order.Shop == shop
        && (order.Buyer.Identifiers.Overlaps(person) || (customerId is not null && order.Buyer.CustomerId == customerId));

    private static Order? OrderOf(string text)
    {
        try
        {
            return MessageJson.Read<OrderMessage>(text).Order;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // An answer of the person, the removal of the person's customer record, or an older privacy request that this erasure covers.
    private static bool IsShopRequest(
        string text, ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop, DateTimeOffset before)
    {
        try
        {
            var shopRequest = MessageJson.Read<ShopRequest>(text);
            return shopRequest.Shop == shop && shopRequest switch
            {
                { Feedback: { } receipt } => receipt.At < before && receipt.Person.Overlaps(person),
                { Removal: { } removal } => removal.CustomerId == customerId,
                { Privacy: { Person.Count: > 0 } request } => !(request.SentAt > before) && request.Person.IsSubsetOf(person),
                _ => false,
            };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsLink(string text, ImmutableSortedSet<Identifier> person)
    {
        try
        {
            return MessageJson.Read<AmendmentMessage>(text).Link is { } link && link.Customers.Any(customer => customer.Overlaps(person));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
