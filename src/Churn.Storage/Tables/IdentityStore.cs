using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>Identifiers and their owners in table <c>Identities</c>.</summary>
public sealed class IdentityStore(TableServiceClient service) : IIdentityStore
{
    private const int PartitionsAtOnce = 8;

    private readonly TableClient _table = service.GetTableClient(TableNames.Identities);

    public async Task<IdentifierOwner> ClaimAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken)
    {
        // A row may be given to another buyer but is only removed when a person is erased: found gone after a failed insert, it is claimed again.
        while (true)
        {
            try
            {
                await _table.AddEntityAsync(Entity(shop, identifier, buyer), cancellationToken);
                return new IdentifierOwner(buyer, false);
            }
            catch (RequestFailedException failure) when (failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
            {
                if (await FindAsync(shop, identifier, cancellationToken) is { } owner)
                {
                    return owner;
                }
            }
        }
    }

    public async Task<IdentifierOwner?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<IdentityEntity>(Keys.Partition(shop, identifier), identifier.ToString(), cancellationToken: cancellationToken);
        return found.HasValue ? new IdentifierOwner(new BuyerId(found.Value!.Buyer), found.Value.Shared == true) { ErasedBefore = found.Value.ErasedBefore } : null;
    }

    // Merging leaves the Shared column alone, whoever set it meanwhile.
    public Task AssignAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(Entity(shop, identifier, buyer), TableUpdateMode.Merge, cancellationToken);

    public async Task ReassignAsync(ShopId shop, Identifier identifier, BuyerId from, BuyerId to, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<IdentityEntity>(Keys.Partition(shop, identifier), identifier.ToString(), cancellationToken: cancellationToken);
        if (!found.HasValue || found.Value!.Buyer != from.Value)
        {
            return;
        }

        try
        {
            await _table.UpdateEntityAsync(Entity(shop, identifier, to), found.Value.ETag, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            // Given to somebody else, or erased, between the two.
        }
    }

    // Claimed first, so that there is an owner; whoever has it by the time it is marked is the one to say.
    public async Task<IdentifierOwner> ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken)
    {
        while (true)
        {
            var owner = await ClaimAsync(shop, identifier, BuyerId.Of(identifier), cancellationToken);
            if (owner.Shared)
            {
                return owner;
            }

            var entity = Entity(shop, identifier, owner.Buyer);
            var mark = new TableEntity(entity.PartitionKey, entity.RowKey) { [nameof(IdentityEntity.Shared)] = true };
            await _table.UpsertEntityAsync(mark, TableUpdateMode.Merge, cancellationToken);
        }
    }

    // Claimed first, so that there is an owner; whoever claims between the steps is seen by the last of them.
    public async Task<IdentifierOwner> EraseAsync(ShopId shop, Identifier identifier, DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (true)
        {
            var owner = await ClaimAsync(shop, identifier, BuyerId.Of(identifier), cancellationToken);
            if (owner.ErasedBefore >= before)
            {
                return owner;
            }

            var entity = Entity(shop, identifier, owner.Buyer);
            var tombstone = new TableEntity(entity.PartitionKey, entity.RowKey) { [nameof(IdentityEntity.ErasedBefore)] = before.ToUniversalTime() };
            await _table.UpsertEntityAsync(tombstone, TableUpdateMode.Merge, cancellationToken);
        }
    }

    public async Task<IReadOnlyDictionary<Identifier, ClaimedIdentifier>> ClaimAllAsync(
        ShopId shop, IReadOnlyDictionary<Identifier, BuyerId> claims, CancellationToken cancellationToken)
    {
        var claimed = new ConcurrentDictionary<Identifier, ClaimedIdentifier>();
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(claims.GroupBy(claim => Keys.Partition(shop, claim.Key)), lanes, async (partition, token) =>
        {
            var wanted = partition.ToDictionary(claim => claim.Key.ToString(), StringComparer.Ordinal);
            await ReadOwnersAsync(partition.Key, wanted, claimed, token);
            foreach (var chunk in partition.Where(claim => !claimed.ContainsKey(claim.Key)).Chunk(EntityLimits.TransactionActions))
            {
                await ClaimChunkAsync(shop, chunk, claimed, token);
            }
        });
        return claimed;
    }

    public async Task<IReadOnlySet<Identifier>> FindErasedAsync(ShopId shop, IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var erased = new ConcurrentDictionary<Identifier, bool>();
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(identifiers.GroupBy(identifier => Keys.Partition(shop, identifier)), lanes, async (partition, token) =>
        {
            var wanted = partition.ToDictionary(identifier => identifier.ToString(), StringComparer.Ordinal);
            await foreach (var entity in ReadRange(partition.Key, wanted.Keys, token))
            {
                if (entity.ErasedBefore is not null && wanted.TryGetValue(entity.RowKey, out var identifier))
                {
                    erased[identifier] = true;
                }
            }
        });
        return erased.Keys.ToHashSet();
    }

    private async Task ReadOwnersAsync(
        string partition, Dictionary<string, KeyValuePair<Identifier, BuyerId>> wanted, ConcurrentDictionary<Identifier, ClaimedIdentifier> claimed, CancellationToken cancellationToken)
    {
        await foreach (var entity in ReadRange(partition, wanted.Keys, cancellationToken))
        {
            if (wanted.TryGetValue(entity.RowKey, out var claim))
            {
                claimed[claim.Key] = new ClaimedIdentifier(new IdentifierOwner(new BuyerId(entity.Buyer), entity.Shared == true) { ErasedBefore = entity.ErasedBefore }, false);
            }
        }
    }

    private IAsyncEnumerable<IdentityEntity> ReadRange(string partition, IReadOnlyCollection<string> rows, CancellationToken cancellationToken)
    {
        var (first, last) = (rows.Min(StringComparer.Ordinal), rows.Max(StringComparer.Ordinal));
        return _table.QueryAsync<IdentityEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}"), cancellationToken: cancellationToken);
    }

    // Whoever claims one of the chunk meanwhile makes the whole transaction fail: then each is claimed by itself, and told apart there.
    private async Task ClaimChunkAsync(
        ShopId shop, KeyValuePair<Identifier, BuyerId>[] chunk, ConcurrentDictionary<Identifier, ClaimedIdentifier> claimed, CancellationToken cancellationToken)
    {
        try
        {
            await _table.SubmitTransactionAsync(
                chunk.Select(claim => new TableTransactionAction(TableTransactionActionType.Add, Entity(shop, claim.Key, claim.Value))), cancellationToken);
            foreach (var (identifier, buyer) in chunk)
            {
                claimed[identifier] = new ClaimedIdentifier(new IdentifierOwner(buyer, false), true);
            }
        }
        catch (TableTransactionFailedException failure) when (failure.Status == 409)
        {
            foreach (var (identifier, buyer) in chunk)
            {
                claimed[identifier] = new ClaimedIdentifier(await ClaimAsync(shop, identifier, buyer, cancellationToken), false);
            }
        }
    }

    private static IdentityEntity Entity(ShopId shop, Identifier identifier, BuyerId buyer)
    {
        var entity = new IdentityEntity { PartitionKey = Keys.Partition(shop, identifier), RowKey = identifier.ToString(), Buyer = buyer.Value };
        EntityLimits.SizeOf(entity);
        return entity;
    }
}
