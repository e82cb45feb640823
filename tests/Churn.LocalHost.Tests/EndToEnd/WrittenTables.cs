using Microsoft.Azure.Cosmos.Table;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Reads the tables with a client that shares no code with the one that wrote them.</summary>
internal sealed class WrittenTables(string connectionString)
{
    private readonly CloudTableClient _client = CloudStorageAccount.Parse(connectionString).CreateCloudTableClient();

    /// <summary>Returns all rows of a table; none if there is no such table.</summary>
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

    /// <summary>Returns the buyers' rows by the platform's customer id.</summary>
    public async Task<IReadOnlyDictionary<string, DynamicTableEntity>> BuyersAsync() =>
        (await RowsAsync("Buyers")).Where(IsBuyer).ToDictionary(row => row["CustomerId"].StringValue);

    /// <summary>
    /// Returns the number of orders in the ledgers. An order that changed after its buyer was merged has a row in each of two ledgers, and
    /// counts once.
    /// </summary>
    public async Task<int> OrderCountAsync() => (await RowsAsync("Buyers"))
        .Where(row => row.RowKey.StartsWith("o:", StringComparison.Ordinal))
        .Select(row => (row.PartitionKey.Split('|')[0], row["OrderId"].StringValue)).Distinct().Count();

    /// <summary>
    /// Returns every row of a table as text, including what the service itself keeps. If two readings are equal, nothing was written in
    /// between.
    /// </summary>
    public async Task<IReadOnlyList<string>> RawAsync(string table) =>
        [.. (await RowsAsync(table)).Select(Raw).Order(StringComparer.Ordinal)];

    public static bool IsBuyer(DynamicTableEntity row) => row.RowKey.StartsWith("b:", StringComparison.Ordinal);

    private static string Raw(DynamicTableEntity row) =>
        $"{row.PartitionKey} {row.RowKey} {row.ETag} {row.Timestamp.UtcTicks} "
        + string.Join(' ', row.Properties
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value.PropertyType}:{pair.Value}"));
}
