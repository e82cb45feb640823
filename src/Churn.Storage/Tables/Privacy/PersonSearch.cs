using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Operations;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;

namespace Churn.Storage.Tables.Privacy;

/// <summary>Searches all tables and queues for a person's hashes and customer id.</summary>
public sealed class PersonSearch(
    TableServiceClient tables,
    QueueServiceClient queues,
    IIdentityStore identities,
    IPoisonQueues poison,
    WaitingEvents waiting) : IPersonSearch
{
    /// <summary>The most messages that a queue shows without handing them out.</summary>
    private const int MaxPeeked = 32;

    /// <summary>Queues whose messages hold ranges, orders and keys of buyers' rows, and no other data of a person.</summary>
    private static readonly string[] Nameless =
    [
        QueueNames.MergeChecks, QueueNames.Reclassify, QueueNames.Offers, QueueNames.Rebuild, QueueNames.Runs, QueueNames.Outbox,
        QueueNames.Deliveries,
    ];

    public async IAsyncEnumerable<PersonTrace> FindAsync(
        ShopId shop,
        ImmutableSortedSet<Identifier> person,
        string? customerId,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        person = await OwnAsync(shop, person, cancellationToken);
        foreach (var name in TableNames.All)
        {
            await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                var ofShop = row.PartitionKey == shop.Value || name == TableNames.Poisoned
                    || row.PartitionKey.StartsWith($"{shop.Value}|", StringComparison.Ordinal);
                if (Holds(Text(row), person, null) || (ofShop && customerId is not null && HoldsCustomer(row, customerId)))
                {
                    var isLeft = !IsTombstone(row, name) && !IsFormerBuyer(row, name, person);
                    yield return new PersonTrace(name, $"{row.PartitionKey} {row.RowKey}", isLeft ? TraceKind.Left : TraceKind.Tombstone);
                }
            }
        }

        foreach (var name in QueueNames.All)
        {
            foreach (var message in (await queues.GetQueueClient(name).PeekMessagesAsync(MaxPeeked, cancellationToken)).Value)
            {
                if (Holds(message.MessageText, person, customerId))
                {
                    yield return new PersonTrace(name, message.MessageId, KindOf(name));
                }
            }
        }

        foreach (var message in await waiting.FindAsync(text => Holds(text, person, customerId), cancellationToken))
        {
            // The event that tells of an erasure names the buyer's id.
            var kind = EventJson.ReadCloudEvent(message.Text)?.Type == EventTypes.Redacted ? TraceKind.Tombstone : TraceKind.Left;
            yield return new PersonTrace(QueueNames.BuyerEvents, message.Id, kind);
        }

        foreach (var name in QueueNames.All)
        {
            await foreach (var message in poison.ReadAsync(name, cancellationToken))
            {
                if (Holds(message.Text, person, customerId))
                {
                    yield return new PersonTrace($"{name}{QueueNames.PoisonSuffix}", message.Id, KindOf(name));
                }
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, int>> CountUnseenAsync(CancellationToken cancellationToken)
    {
        var unseen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in QueueNames.All.Except(Nameless))
        {
            var queue = queues.GetQueueClient(name);
            var count = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            var seen = (await queue.PeekMessagesAsync(MaxPeeked, cancellationToken)).Value.Length;
            if (count > seen)
            {
                unseen[name] = count - seen;
            }
        }

        return unseen;
    }

    // A message of a nameless queue holds only the key of a buyer's row, and after the erasure that row is a tombstone.
    private TraceKind KindOf(string queue) => Nameless.Contains(queue) ? TraceKind.Tombstone : TraceKind.Left;

    private static string Text(TableEntity row) => string.Join('\n', row.Keys.Select(key => row[key]).OfType<string>());

    // A shared identifier also stands in other people's orders, so finding it there says nothing about this person.
    private async Task<ImmutableSortedSet<Identifier>> OwnAsync(
        ShopId shop, ImmutableSortedSet<Identifier> person, CancellationToken cancellationToken)
    {
        var rows = await identities.FindAllAsync(shop, [.. person.Select(IdentityName.Of)], cancellationToken);
        var own = person.Except(person.Where(identifier => rows.GetValueOrDefault(IdentityName.Of(identifier)) is { Shared: true }));
        return own.Count > 0 ? own : person;
    }

    private static bool Holds(string text, ImmutableSortedSet<Identifier> person, string? customerId) =>
        person.Any(identifier => text.Contains(identifier.Hash, StringComparison.Ordinal))
        || (customerId is not null && NamesCustomer(text, customerId));

    // A customer id may be a short number that occurs by chance, so it counts only where it is called a customer's id.
    private static bool HoldsCustomer(TableEntity row, string customerId) =>
        (row.TryGetValue(nameof(BuyerEntity.CustomerId), out var own) && own as string == customerId)
        || NamesCustomer(Text(row), customerId);

    private static bool NamesCustomer(string text, string customerId) =>
        text.Contains($"\"customerId\":{System.Text.Json.JsonSerializer.Serialize(customerId)}", StringComparison.OrdinalIgnoreCase);

    // Another person's identifier that once led to this person's buyer keeps the key of that buyer's retired row, and nothing else of them.
    private static bool IsFormerBuyer(TableEntity row, string table, ImmutableSortedSet<Identifier> person) =>
        table == TableNames.Identities && !person.Any(identifier => row.Keys.Where(key => key != nameof(IdentityEntity.CameFrom))
            .Any(key => row[key] is string text && text.Contains(identifier.Hash, StringComparison.Ordinal)));

    // A tombstone's row leads to a buyer of its own; a retired row, or an alias that was taken in, holds nothing but its key.
    private static bool IsTombstone(TableEntity row, string table) => table == TableNames.Identities
        ? row.TryGetValue(nameof(IdentityEntity.ErasedBefore), out var before) && before is not null
            && row.GetString(nameof(IdentityEntity.Buyer))?.StartsWith(row.RowKey.Remove(1, 1), StringComparison.Ordinal) != false
        : table == TableNames.Buyers && row.RowKey.StartsWith(Keys.FirstBuyer, StringComparison.Ordinal)
            && row.GetInt32(nameof(BuyerEntity.Orders)) == 0 && row.GetString(nameof(BuyerEntity.Evidence)) is null
            && (row.GetBoolean(nameof(BuyerEntity.Retired)) == true || row.GetString(nameof(BuyerEntity.MergedInto)) is not null);
}
