using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Churn.Storage.Memory;

/// <summary>Tables in the memory of this process.</summary>
/// <param name="time">Gives the time at which a row is written.</param>
public sealed class MemoryTableServiceClient(TimeProvider time)
    : TableServiceClient(MemoryAccount.Tables, MemoryAccount.TableCredential, MemoryAccount.TableOptions)
{
    // Azure ignores case in table names; Azurite does not.
    private readonly ConcurrentDictionary<string, MemoryTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    public override TableClient GetTableClient(string tableName) => new MemoryTableClient(tableName, Find(tableName));

    public override Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    public override Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>Creates a table without the cost of a client.</summary>
    internal void Create(string tableName) => Find(tableName).TryCreate();

    private MemoryTable Find(string tableName) => _tables.GetOrAdd(tableName, _ => new MemoryTable(time));
}
