using Microsoft.Azure.Cosmos.Table;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>What stands in the tables, read by a client that shares no code with the one that wrote it.</summary>
internal sealed class WrittenTables(string connectionString)
{
    private readonly CloudTableClient _client = CloudStorageAccount.Parse(connectionString).CreateCloudTableClient();

    /// <summary>All rows of a table, none when there is no such table.</summary>
    public async Task<IReadOnlyList<DynamicTableEntity>> RowsAsync(string table)
    {
        var rows = new List<DynamicTableEntity>();
        TableContinuationToken? token = null;
        try
        {
            do
            {
                var page = await _client.GetTableReference(table).ExecuteQuerySegmentedAsync(new TableQuery(), token);
                rows.AddRange(page.Results);
                token = page.ContinuationToken;
            }
            while (token is not null);
        }
        catch (StorageException exception) when (exception.RequestInformation.HttpStatusCode == 404)
        {
            return [];
        }

        return rows;
    }

    /// <summary>The buyers' rows by the platform's customer id.</summary>
    public async Task<IReadOnlyDictionary<string, DynamicTableEntity>> BuyersAsync() =>
        (await RowsAsync("Buyers")).Where(IsBuyer).ToDictionary(row => row["CustomerId"].StringValue);

    /// <summary>Orders in the ledgers. An order that changed after its buyer was merged has a row in either buyer's ledger, and counts once.</summary>
    public async Task<int> OrderCountAsync() => (await RowsAsync("Buyers"))
        .Where(row => row.RowKey.StartsWith("o:", StringComparison.Ordinal))
        .Select(row => (row.PartitionKey.Split('|')[0], row["OrderId"].StringValue)).Distinct().Count();

    /// <summary>Every row of a table as text, with whatever the service itself keeps: two equal readings mean that nothing was written between.</summary>
    public async Task<IReadOnlyList<string>> RawAsync(string table) => [.. (await RowsAsync(table)).Select(Raw).Order(StringComparer.Ordinal)];

    public static bool IsBuyer(DynamicTableEntity row) => row.RowKey.StartsWith("b:", StringComparison.Ordinal);

    private static string Raw(DynamicTableEntity row) =>
        $"{row.PartitionKey} {row.RowKey} {row.ETag} {row.Timestamp.UtcTicks} "
        + string.Join(' ', row.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.PropertyType}:{pair.Value}"));
}
