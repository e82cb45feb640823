using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Churn.Storage.Memory;

/// <summary>Tables that lie in this process and go with it.</summary>
/// <param name="time">Says when a row was written.</param>
public sealed class MemoryTableServiceClient(TimeProvider time)
    : TableServiceClient(MemoryAccount.Tables, MemoryAccount.TableCredential, MemoryAccount.TableOptions)
{
    // Azure takes no notice of case; Azurite does.
    private readonly ConcurrentDictionary<string, MemoryTableClient> _tables = new(StringComparer.OrdinalIgnoreCase);

    public override TableClient GetTableClient(string tableName) =>
        _tables.GetOrAdd(tableName, name => new MemoryTableClient(name, new MemoryTable(time)));

    public override Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    public override Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);
}
