using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Poison;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// Throws away given-up orders of an erased person, in the poison queues and in the table. Messages still on their way need none of it: they meet the
/// tombstones.
/// </summary>
public sealed class MessageEraser(IPoisonQueues queues, IPoisonStore store)
{
    /// <returns>Messages thrown away.</returns>
    public async Task<int> EraseAsync(
        ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var queue in queues.Queues)
        {
            var all = await queues.ReadAsync(queue, cancellationToken).Concat(store.ReadAsync(queue, cancellationToken)).ToListAsync(cancellationToken);
            foreach (var id in all.Where(message => IsTheirs(message.Text, person, customerId, shop, before)).Select(message => message.Id).Distinct())
            {
                await queues.DropAsync(queue, id, cancellationToken);
                await store.RemoveAsync(queue, id, cancellationToken);
                erased++;
            }
        }

        return erased;
    }

    private static bool IsTheirs(string text, ImmutableSortedSet<Identifier> person, string? customerId, ShopId shop, DateTimeOffset before)
    {
        try
        {
            return MessageJson.Read<OrderMessage>(text).Order is { } order && order.Shop == shop && order.PlacedAt < before
                && (order.Buyer.Identifiers.Overlaps(person) || (customerId is not null && order.Buyer.CustomerId == customerId));
        }
        catch (FormatException)
        {
            return IsLink(text, person);
        }
    }

    private static bool IsLink(string text, ImmutableSortedSet<Identifier> person)
    {
        try
        {
            return MessageJson.Read<AmendmentMessage>(text).Link is { } link && link.Identifiers.Overlaps(person);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
