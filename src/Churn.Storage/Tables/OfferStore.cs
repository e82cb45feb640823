using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Tables;

/// <summary>Offers in table <c>Offers</c>, one partition a shop.</summary>
public sealed class OfferStore(TableServiceClient service, IOptions<TableOptions> options) : IOfferStore
{
    private readonly TableClient _table = service.GetTableClient(options.Value.Offers);

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

    public async Task<bool> SupersedeAsync(Offer offer, Offer by, CancellationToken cancellationToken)
    {
        var (former, entity) = (OfferEntity.Of(offer), OfferEntity.Of(by));
        EntityLimits.SizeOf(entity);
        try
        {
            await _table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(former.PartitionKey, former.RowKey), former.ETag),
                    new TableTransactionAction(TableTransactionActionType.Add, entity),
                ], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    public IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken) => ListAfterAsync(shop, "", cancellationToken);

    public async IAsyncEnumerable<Offer> ListAfterAsync(ShopId shop, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = id.Length == 0 ? TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value}") : TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey gt {id}");
        await foreach (var entity in _table.QueryAsync<OfferEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToOffer(shop);
        }
    }
}
