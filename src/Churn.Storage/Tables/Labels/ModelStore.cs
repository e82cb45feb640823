using Azure.Data.Tables;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Labels;

/// <summary>Models in table <c>Models</c>, one partition for each shop: a row for each version, and one for the latest.</summary>
public sealed class ModelStore(TableServiceClient service) : IModelStore
{
    private const string Latest = "latest";

    private readonly TableClient _table = service.GetTableClient(TableNames.Models);

    public async Task<ShopModel> GetAsync(ShopId shop, CancellationToken cancellationToken) =>
        await ReadAsync(shop, Latest, cancellationToken) is { } row ? row.ToModel() : ShopModel.None;

    public async Task<ShopModel?> FindAsync(ShopId shop, string version, CancellationToken cancellationToken) =>
        (await ReadAsync(shop, Version(version), cancellationToken))?.ToModel();

    public async Task<ShopModel> FindOnAsync(ShopId shop, DateOnly day, CancellationToken cancellationToken)
    {
        // Versions are named by their business date, so their rows are in the order of time. Only the last one is read whole.
        var (first, last) = (Version(""), Version(Day.Write(day)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey ge {first} and RowKey le {last}");
        string? found = null;
        var rows = _table.QueryAsync<TableEntity>(filter, select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            found = row.RowKey;
        }

        return found is not null && await ReadAsync(shop, found, cancellationToken) is { } model ? model.ToModel() : ShopModel.None;
    }

    /// <summary>
    /// Runs of two dates may end at the same moment. Each guards the row that it read, so the second write is refused. Its worker reads the
    /// row again, and sees whether the other run's date is later.
    /// </summary>
    public async Task PutAsync(ShopId shop, ShopModel model, CancellationToken cancellationToken)
    {
        while (true)
        {
            var latest = await ReadAsync(shop, Latest, cancellationToken);
            var version = ModelEntity.Of(shop, Version(model.Version), model);
            var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpsertReplace, version) };
            if (latest is null || string.CompareOrdinal(latest.LearnedOn, version.LearnedOn) <= 0)
            {
                var row = ModelEntity.Of(shop, Latest, model);
                actions.Add(latest is null
                    ? new TableTransactionAction(TableTransactionActionType.Add, row)
                    : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, latest.ETag));
            }

            EntityLimits.Check(actions);
            try
            {
                await _table.SubmitTransactionAsync(actions, cancellationToken);
                return;
            }
            catch (TableTransactionFailedException failure) when (failure.Status is 409 or 412)
            {
            }
        }
    }

    private static string Version(string version) => $"v:{Keys.Encode(version)}";

    private async Task<ModelEntity?> ReadAsync(ShopId shop, string row, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<ModelEntity>(shop.Value, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
