using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Offers;

/// <summary>Offers in table <c>Offers</c>, one partition for each shop.</summary>
public sealed class OfferStore(TableServiceClient service) : IOfferStore
{
    /// <summary>Row keys of offers begin with their kind, so they sort from here on. Rows before it are not offers.</summary>
    private const string FirstOffer = "a";

    private readonly TableClient _table = service.GetTableClient(TableNames.Offers);

    public async Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken)
    {
        var entity = OfferEntity.Of(offer);
        EntityLimits.SizeOf(entity);
        try
        {
            await _table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    public async Task<Offer?> GetAsync(ShopId shop, string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<OfferEntity>(shop.Value, id, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToOffer(shop) : null;
    }

    public async Task<bool> ReplaceAsync(Offer offer, CancellationToken cancellationToken)
    {
        var entity = OfferEntity.Of(offer);
        EntityLimits.SizeOf(entity);
        try
        {
            await _table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken) =>
        await _table.UpsertEntityAsync(OfferTallyEntity.Of(shop, tally), TableUpdateMode.Replace, cancellationToken);

    public async IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {OfferTallyEntity.Partition(shop)}");
        await foreach (var entity in _table.QueryAsync<OfferTallyEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToTally();
        }
    }

    public Task RemoveAsync(Offer offer, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(offer.Buyer.Shop.Value, offer.Id, ETag.All, cancellationToken);

    public IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken) =>
        ListAfterAsync(shop, "", cancellationToken);

    public async IAsyncEnumerable<Offer> ListAfterAsync(
        ShopId shop, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = string.CompareOrdinal(id, FirstOffer) > 0 ? id : FirstOffer;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey gt {after}");
        await foreach (var entity in _table.QueryAsync<OfferEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToOffer(shop);
        }
    }

    public async Task EraseAsync(Offer offer, bool counts, CancellationToken cancellationToken)
    {
        var gone = new TableTransactionAction(TableTransactionActionType.Delete, OfferEntity.Of(offer), ETag.All);
        while (counts)
        {
            var empty = ErasedTrial.Of(offer);
            var found = await _table.GetEntityIfExistsAsync<ErasedTrialEntity>(
                offer.Buyer.Shop.Value, ErasedTrialEntity.Key(empty), cancellationToken: cancellationToken);
            var entity = ErasedTrialEntity.Of(offer.Buyer.Shop, (found.HasValue ? found.Value!.ToTrial() : empty).With(offer));
            var counted = found.HasValue
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, found.Value!.ETag)
                : new TableTransactionAction(TableTransactionActionType.Add, entity);
            try
            {
                await _table.SubmitTransactionAsync([counted, gone], cancellationToken);
                return;
            }
            catch (TableTransactionFailedException failure) when (failure.Status is 404 or 409 or 412)
            {
                if (await GetAsync(offer.Buyer.Shop, offer.Id, cancellationToken) is null)
                {
                    return; // The worker that removed the offer has counted it.
                }
            }
        }

        await RemoveAsync(offer, cancellationToken);
    }

    public async IAsyncEnumerable<ErasedTrial> ListErasedAsync(ShopId shop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey lt {FirstOffer}");
        await foreach (var entity in _table.QueryAsync<ErasedTrialEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToTrial();
        }
    }

    public async Task<DayTasks?> GetDayTasksAsync(ShopId shop, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<DayTasksEntity>(
            DayTasksEntity.Partition(shop), DayTasksEntity.Row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToTasks() : null;
    }

    public async Task<bool> SaveDayTasksAsync(ShopId shop, DayTasks tasks, CancellationToken cancellationToken)
    {
        var entity = DayTasksEntity.Of(shop, tasks);
        EntityLimits.SizeOf(entity);
        try
        {
            await (tasks.ETag is null
                ? _table.AddEntityAsync(entity, cancellationToken)
                : _table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
